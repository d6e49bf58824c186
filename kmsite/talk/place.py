"""Where people talk: the address of a page's comments, and of one of them among these."""

from __future__ import annotations

from kmsite.pages.models import Page
from kmsite.talk.models import Comment

ON_THE_PAGE = frozenset({Page.Kind.DISCUSSION.value})
"""Kinds of pages that show their comments themselves."""


def talk_address(page: Page) -> str:
    """Return the address at which all comments on `page` are read and written."""
    address = page.get_absolute_url()
    return address if page.kind in ON_THE_PAGE else f"{address}comments/"


def place_of(comment: Comment) -> str:
    """Return the address of the thread of `comment`, at its place there: right on any page of a list."""
    thread = comment.thread_id or comment.pk
    return f"{talk_address(comment.page)}?thread={thread}#comment-{comment.pk}"
