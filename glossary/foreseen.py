"""What a proposal would change: part by part, and in which texts links come and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glossary.drafting import entry_of
from glossary.hints import hints
from glossary.models import Proposal, Term
from kmsite.pages.comparing import Difference, compared
from kmsite.pages.drafts import EMPTY, Draft
from kmsite.pages.models import Revision
from kmsite.pages.permissions import may

UNDECIDED = ("status",)
"""Parts of a new term that nobody proposes: a curator decides on them."""


@dataclass(frozen=True)
class Foreseen:
    """A proposal as it is looked at: `differences` from what it started on, where that may be seen.

    `newer` is the number of the current version where it is another one than that.
    """

    differences: list[Difference] | None
    hints: list[str]
    newer: int | None = None


def foreseen(proposal: Proposal, user: Any) -> Foreseen:
    """Return what `proposal` would change, as far as `user` may see the term."""
    draft = Draft(**proposal.said)
    house = entry_of(draft).house
    told = [] if house is None or house.fidelity == "verbatim" else _hints(draft, house.text)
    if proposal.base is None:
        return Foreseen(compared(Term.KIND, EMPTY, draft, leave_out=UNDECIDED), told)
    base = _base_of(proposal, user)
    if base is None:
        return Foreseen(None, told)
    current = proposal.term.current_id
    newer = None if base.pk == current else Revision.objects.values_list("number", flat=True).get(pk=current)
    return Foreseen(compared(Term.KIND, Draft.of(base), draft), told, newer)


def _hints(draft: Draft, text: str) -> list[str]:
    names = entry_of(draft).names_of("admitted", "acronym", "variant")
    return hints(draft.title, names, text)


def _base_of(proposal: Proposal, user: Any) -> Revision | None:
    """Return the version that a change started from; None where its term is hidden from `user` now."""
    term = proposal.term
    goal = term.merged_into if term.merged_into_id else term
    if not may(user, "read", goal):
        return None
    return term.revisions.filter(number=proposal.base).first()
