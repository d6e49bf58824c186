"""What lies around the form of a proposal: what was kept of it, how it reads, what still clashes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from glossary import clashing
from glossary.assembling import FURTHER, HOUSE
from glossary.clashing import Undecided
from glossary.models import Term
from glossary.proposing_forms import TermForm
from kmsite.pages.drafts import Draft
from kmsite.pages.editing import Conflict
from kmsite.pages.keeping import kept_key
from kmsite.pages.models import KeptDraft
from kmsite.pages.proofs import proof
from kmsite.pages.receiving import refused
from kmsite.text.chunks import SIDES

MOST_OFFERED = 5


class Choices:
    """What a curator chose at each place where a proposal and the term as it is now clash.

    Called with the conflict it returns the draft that comes of it, or raises the conflict again; `missing`
    has the paths of the places that were left open then.
    """

    def __init__(self, sent: QueryDict) -> None:
        self.sent = sent
        self.missing: list[str] = []

    def __call__(self, conflict: Conflict) -> Draft:
        if self.sent.get("clash_with") != str(conflict.theirs.number):  # asked about something else
            raise conflict
        paths = [one.path for one in clashing.readings(conflict)]
        picks = {path: self.sent.get(f"pick-{path}", "") for path in paths}
        try:
            return clashing.settled(conflict, {path: side for path, side in picks.items() if side in SIDES})
        except Undecided as undecided:
            self.missing = undecided.paths
            raise conflict from undecided

    def page(self, conflict: Conflict, term: Term, action: str) -> dict[str, Any]:
        """Return what the page of the conflict shows, with everything that was sent."""
        asked = {"csrfmiddlewaretoken", "clash_with"}
        hidden = [
            (name, text)
            for name, text in self.sent.items()
            if name not in asked and not name.startswith("pick-")
        ]
        return {
            "page": term,
            "theirs": conflict.theirs,
            "places": [(one, self.sent.get(f"pick-{one.path}", "")) for one in clashing.readings(conflict)],
            "missing": self.missing,
            "hidden": hidden,
            "action": action,
            "nav": "glossary",
        }


def kept_asked_for(request: HttpRequest, term: Term | None) -> KeptDraft | None:
    """Return the kept text of `?draft=` if it is the writer's own and belongs here."""
    number = request.GET.get("draft", "")
    if request.method == "POST" or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    mine = KeptDraft.objects.of(request.user).filter(kind=Term.KIND, pk=number).first()
    return mine if mine and (term is None or mine.page_id == term.pk) else None


def desk(request: HttpRequest, form: TermForm, action: str = "", **more: Any) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    if form.errors:
        refused(request, " ".join(error for errors in form.errors.values() for error in errors))
    term = form.term
    place = reverse("glossary:propose", args=[term.slug]) if term else reverse("glossary:new")
    return {
        "form": form,
        "page": term,
        "action": action or place,
        "asked": f"?{urlencode(_asked(form))}",
        "drafts": [] if form.proposal else _waiting(request, form),
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


def _waiting(request: HttpRequest, form: TermForm) -> list[KeptDraft]:
    """Return the newest kept texts on this term besides the one in the form."""
    mine = KeptDraft.objects.of(request.user).filter(kind=Term.KIND).on(form.term).without_texts()
    here = str(form["continues"].value())
    is_id = here.isascii() and here.isdigit() and len(here) < 19
    others = mine.exclude(form=kept_key(form["key"].value() or "")).exclude(pk=here if is_id else 0)
    return list(others.newest_first()[:MOST_OFFERED])
