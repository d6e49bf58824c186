"""What lies around the form of a charter: drafts that wait, and what the page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from communities.charter_forms import CharterForm, ProposalForm
from communities.models import Community
from kmsite.pages.keeping import kept_key
from kmsite.pages.models import KeptDraft
from kmsite.pages.receiving import refused

MOST_OFFERED = 5
Form = ProposalForm | CharterForm


def draft_asked_for(request: HttpRequest, page: Community | None) -> KeptDraft | None:
    """Return the draft of `?draft=` if it is the writer's own and belongs here."""
    number = request.GET.get("draft", "")
    if request.method == "POST" or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    mine = KeptDraft.objects.of(request.user).filter(kind=Community.KIND, pk=number).first()
    return mine if mine and mine.page_id == (page and page.pk) else None


def desk(request: HttpRequest, form: Form, page: Community | None = None) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    if form.is_bound and form.errors:
        refused(request, " ".join(error for errors in form.errors.values() for error in errors))
    here = {"community": page, "tab": "charter"} if page else {}
    return {
        "form": form,
        "page": page,
        "drafts": _waiting(request, form, page),
        "nav": "communities",
        **here,
    }


def _waiting(request: HttpRequest, form: Form, page: Community | None) -> list[KeptDraft]:
    """Return the newest drafts of this page besides the one in the form."""
    mine = KeptDraft.objects.of(request.user).filter(kind=Community.KIND).on(page).without_texts()
    here = str(form["continues"].value())
    is_id = here.isascii() and here.isdigit() and len(here) < 19
    others = mine.exclude(form=kept_key(form["key"].value() or "")).exclude(pk=here if is_id else 0)
    return list(others.newest_first()[:MOST_OFFERED])
