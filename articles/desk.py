"""What lies around the form on a writer's desk: drafts that wait, and who else is writing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles.models import Article
from articles.writing import WritingForm
from kmsite.pages.keeping import kept_key
from kmsite.pages.models import KeptDraft, Page
from kmsite.pages.presence import others_on
from kmsite.pages.receiving import refused

MOST_OFFERED = 5


def draft_asked_for(request: HttpRequest, page: Page | None) -> KeptDraft | None:
    """Return the draft of `?draft=` if it is the writer's own and belongs here."""
    number = request.GET.get("draft", "")
    if request.method == "POST" or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    mine = KeptDraft.objects.of(request.user).filter(kind=Article.KIND, pk=number).first()
    return mine if mine and (page is None or mine.page_id == page.pk) else None


def desk(request: HttpRequest, form: WritingForm, page: Page | None = None, **more: Any) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    if form.errors:
        refused(request, " ".join(error for errors in form.errors.values() for error in errors))
    return {
        "form": form,
        "page": page,
        "drafts": _waiting(request, form, page),
        "others": others_on(page, request.user) if page else [],
        "nav": "articles",
        **more,
    }


def _waiting(request: HttpRequest, form: WritingForm, page: Page | None) -> list[KeptDraft]:
    """Return the newest drafts of this page besides the one in the form."""
    mine = KeptDraft.objects.of(request.user).filter(kind=Article.KIND).on(page).without_texts()
    here = str(form["continues"].value())
    is_id = here.isascii() and here.isdigit() and len(here) < 20
    others = mine.exclude(form=kept_key(form["key"].value() or "")).exclude(pk=here if is_id else 0)
    return list(others.newest_first()[:MOST_OFFERED])
