"""What lies around the form of a discussion: drafts that wait, who else is writing, what there is already."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from communities.discussion_forms import DiscussionForm, NewDiscussionForm
from communities.models import Discussion
from communities.speaking import may_ask_in
from kmsite.pages.keeping import kept_key
from kmsite.pages.models import KeptDraft
from kmsite.pages.permissions import page_or_404
from kmsite.pages.presence import others_on
from kmsite.pages.receiving import refused

MOST_OFFERED = 5
Form = NewDiscussionForm | DiscussionForm


def draft_asked_for(request: HttpRequest, page: Discussion | None) -> KeptDraft | None:
    """Return the draft of `?draft=` if it is the writer's own and belongs here."""
    number = request.GET.get("draft", "")
    if request.method == "POST" or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    mine = KeptDraft.objects.of(request.user).filter(kind=Discussion.KIND, pk=number).first()
    return mine if mine and (page is None or mine.page_id == page.pk) else None


def sent_form(request: HttpRequest) -> tuple[Discussion | None, Form]:
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


def desk(request: HttpRequest, form: Form, page: Discussion | None = None, **more: Any) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    if form.is_bound and form.errors:
        refused(request, " ".join(error for errors in form.errors.values() for error in errors))
    return {
        "form": form,
        "page": page,
        "drafts": _waiting(request, form, page),
        "others": others_on(page, request.user) if page else [],
        "nav": "communities",
        **more,
    }


def _waiting(request: HttpRequest, form: Form, page: Discussion | None) -> list[KeptDraft]:
    """Return the newest drafts of this page besides the one in the form."""
    mine = KeptDraft.objects.of(request.user).filter(kind=Discussion.KIND).on(page).without_texts()
    here = str(form["continues"].value())
    is_id = here.isascii() and here.isdigit() and len(here) < 20
    others = mine.exclude(form=kept_key(form["key"].value() or "")).exclude(pk=here if is_id else 0)
    return list(others.newest_first()[:MOST_OFFERED])
