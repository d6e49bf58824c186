"""The desk of a writer: what lies around the form of a page, and the drafts that are kept of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.desks import keeping
from kmsite.pages.desks.keeping import kept_key
from kmsite.pages.desks.presence import others_on
from kmsite.pages.desks.receiving import refused
from kmsite.pages.desks.unsaved import at_desk
from kmsite.pages.models import KeptDraft, Page

MOST_OFFERED = 5
LONGEST_ID = 18


def draft_asked_for(request: HttpRequest, model: type[Page], page: Page | None) -> KeptDraft | None:
    """Return the draft of `?draft=` if it is the writer's own and belongs here."""
    number = _id(request.GET.get("draft", ""))
    if request.method == "POST" or not number:
        return None
    mine = KeptDraft.objects.of(request.user).filter(kind=model.KIND, pk=number).first()
    return mine if mine and (page is None or mine.page_id == page.pk) else None


def desk(
    request: HttpRequest, form: Form, model: type[Page], page: Page | None = None, **more: Any
) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    say_errors(request, form)
    return {
        "form": form,
        "page": page,
        "drafts": waiting(request, form, model, page),
        "others": others_on(page, request.user) if page else [],
        **more,
    }


def say_errors(request: HttpRequest, form: Form) -> None:
    """Say to what was kept of `form` why it was not saved."""
    if form.errors:
        refused(request, " ".join(error for errors in form.errors.values() for error in errors))


def waiting(request: HttpRequest, form: Form, model: type[Page], page: Page | None) -> list[KeptDraft]:
    """Return the newest drafts of `page`, or of new ones of its kind, besides the one in the form."""
    mine = KeptDraft.objects.of(request.user).filter(kind=model.KIND).on(page).without_texts()
    others = mine.exclude(form=kept_key(form["key"].value() or ""))
    return list(others.exclude(pk=_id(str(form["continues"].value()))).newest_first()[:MOST_OFFERED])


def told_of_draft(request: HttpRequest, model: type[Page], page: Page | None) -> HttpResponse:
    """Tell when the form that was sent was kept as a draft, and where to go on with it.

    A form without a word, or whose words are saved, is no draft: it is thrown away.
    """
    kept = getattr(request, "kept", None)
    if kept is None:
        keeping.discard_form(request.POST.get("key", ""), owner=request.user.pk)
    draft = kept.draft if kept and not kept.is_saved else None
    kind = kinds.of(model.KIND)
    there = kind.desk_on(page) if page else reverse(kind.desk_of_new)
    address = at_desk(draft, there) if draft else None
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        at = draft.at.isoformat(timespec="seconds") if draft else None
        return JsonResponse({"at": at, "address": address})
    if draft:
        messages.success(request, _("Kept as a draft."))
    return redirect(address or there)


def _id(text: str) -> int:
    """Return the id that was sent; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0
