"""The form of a discussion as it was sent to other addresses than the one that saves it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from communities.discussions.discussion_forms import DiscussionForm, NewDiscussionForm
from communities.discussions.speaking import may_ask_in
from communities.models import Discussion
from kmsite.pages.permissions import page_or_404


def sent_form(request: HttpRequest) -> tuple[Discussion | None, NewDiscussionForm | DiscussionForm]:
    """Return the discussion being edited (`?page=`), None for a new one, and the form as it was sent.

    Raises what `page_or_404` raises, and PermissionDenied for who may not ask at all.
    """
    if slug := request.GET.get("page"):
        page = page_or_404(request.user, Discussion, slug, to="edit")
        return page, DiscussionForm(request.POST, page=page, writer=request.user)
    refuse_silent(request.user)
    return None, NewDiscussionForm(request.POST, writer=request.user)


def refuse_silent(user: Any) -> None:
    """Raise PermissionDenied for who may not ask anywhere."""
    if not may_ask_in(user, None):
        raise PermissionDenied
