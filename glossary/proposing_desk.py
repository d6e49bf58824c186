"""What lies around the form of a proposal: what was kept of it, how it reads, what still clashes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from glossary.assembling import FURTHER, HOUSE
from glossary.clashing import readings
from glossary.models import Term
from glossary.proposing_forms import TermForm
from kmsite.pages.clashes.clashing import Choices
from kmsite.pages.desks.desk import say_errors, waiting
from kmsite.pages.desks.proofs import proof
from kmsite.pages.saving.editing import Conflict

NAMES = {
    "theirs": _("As the term says it now"),
    "mine": _("As the proposal says it"),
    "base": _("As it was before both"),
}


def clash_page(choices: Choices, conflict: Conflict, term: Term, action: str) -> dict[str, Any]:
    """Return what the page shows on which a curator chooses between a proposal and the term as it is now."""
    why = _("The term was changed since this was written, and both changed the same thing.")
    return choices.page(conflict, term, why=why, action=action, nav="glossary")


def choices_in(sent: QueryDict) -> Choices:
    """Return what a curator chose where a proposal and the term as it is now clash."""
    return Choices(sent, readings, NAMES)


def around(request: HttpRequest, form: TermForm, action: str = "", **more: Any) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    say_errors(request, form)
    term = form.term
    place = reverse("glossary:propose", args=[term.slug]) if term else reverse("glossary:new")
    return {
        "form": form,
        "page": term,
        "action": action or place,
        "asked": f"?{urlencode(_asked(form))}",
        "drafts": [] if form.proposal else waiting(request, form, Term, term),
        "nav": "glossary",
        **more,
    }


def _asked(form: TermForm) -> dict[str, Any]:
    """Return what the addresses beside the form are told: which term, which proposal."""
    asked = {"page": form.term.slug} if form.term else {}
    return asked | ({"proposal": form.proposal.pk} if form.proposal else {})


def looked_at(request: HttpRequest, form: TermForm) -> dict[str, Any]:
    """Return how what is written in `form` reads: its definitions and its text, near terms, hints."""
    parts = [(form[name].label, form[name].value()) for name in _texts(form)]
    proofs = [(label, proof(request.user, form.term, text)) for label, text in parts if text]
    return {
        "proofs": proofs,
        "near": form.near,
        "near_ids": ",".join(str(term.pk) for term in form.near),
        "hints": form.hints(),
        "is_looked_at": True,
    }


def _texts(form: TermForm) -> list[str]:
    return [f"entry_{HOUSE}_text", f"entry_{FURTHER}_text", "body"]
