"""Who may do what with a comment: its writer, who may edit the page, who moderates it."""

from __future__ import annotations

from typing import Any

from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.talk.models import Comment


def is_writer(user: Any, comment: Comment) -> bool:
    """Say whether `comment` is `user`'s own."""
    return user.is_authenticated and comment.by_id == user.pk


def may_delete(user: Any, comment: Comment, page: Page) -> bool:
    """Say whether `user` may delete `comment` on `page`: their own, or as a moderator, in the archive too."""
    is_own = is_writer(user, comment) and page.archived_at is None
    return is_own or may(user, "moderate", page)


def may_resolve(user: Any, comment: Comment, page: Page) -> bool:
    """Say whether `user` may resolve and reopen the thread that `comment` began on `page`."""
    return is_writer(user, comment) or may(user, "edit", page) or may(user, "moderate", page)
