"""What somebody sends as a comment is kept until it is saved, and finds its way back to its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kmsite.pages.desks import claiming
from kmsite.pages.desks.keeping import Writing
from kmsite.pages.desks.receiving import keeping_as, page_named
from kmsite.pages.models import KeptDraft, Page
from kmsite.talk.kind import COMMENT
from kmsite.talk.models import Comment

REPLY, EDIT = "entry_reply", "entry_edit"
"""The fields that say which comment is answered, or edited."""
LARGEST = 2**63 - 1


def said(request: HttpRequest, named: Mapping[str, Any]) -> Writing:
    """Return what was sent as a comment on a page, or as an edit of one, whatever is wrong with it."""
    form = request.POST.dict()
    if "id" in named:
        form[EDIT] = str(named["id"])
        page = Comment.objects.filter(pk=min(named["id"], LARGEST)).values_list("page", flat=True).first()
    else:
        page = page_named(named["model"], named["slug"].replace("\0", ""))
    return Writing.sent(form, kind=COMMENT, page=page)


keeping_what_was_said = keeping_as(said)
"""The outermost decorator of the views to which comments are sent."""


def kept(request: HttpRequest, page: Page) -> KeptDraft | None:
    """Return the unsaved comment of theirs on `page` that somebody goes on with by `?draft=`."""
    asked = request.GET.get("draft", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18 and request.user.is_authenticated):
        return None
    return claiming.texts_of(request).filter(pk=int(asked), page=page, kind=COMMENT).first()
