"""Fetching a comment is the permission check: it is seen by whoever sees its page."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from kmsite.talk.models import Comment

LARGEST = 2**63 - 1


def comment_or_404(user: Any, id: int) -> Comment:
    """Fetch the comment `id` with its page and the people it tells of.

    Raises Http404 for one that does not exist and, in the same way, for one whose page `user` may not read.
    """
    comments = Comment.objects.visible_to(user).with_people().select_related("page", "thread")
    found = comments.filter(pk=id)[:1] if id <= LARGEST else ()
    comment = next(iter(found), None)  # one at most: `first` would put its columns in order
    if comment is None:
        raise Http404
    return comment
