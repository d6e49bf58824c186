"""Fetching what is thanked for or was used is the permission check."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from kmsite.pages.models import Page
from kmsite.talk.fetching import LARGEST, comment_or_404
from kmsite.talk.subject import Subject


def page_by_id_or_404(user: Any, id: int) -> Subject:
    """Fetch the page `id`, or the one that it was merged into.

    Raises Http404 for one that does not exist and, in the same way, for one that `user` may not read.
    """
    visible = Page.objects.visible_to(user)
    found = None
    if id <= LARGEST:
        merged = Page.objects.filter(pk=id, trashed_at=None).values("merged_into")
        found = visible.filter(pk=id).first() or visible.filter(pk__in=merged).first()
    if found is None:
        raise Http404
    return Subject(found)


def standing_comment_or_404(user: Any, id: int) -> Subject:
    """Fetch the comment `id`; one that was deleted is not there."""
    comment = comment_or_404(user, id)
    if comment.is_deleted:
        raise Http404
    return Subject(comment.page, comment)
