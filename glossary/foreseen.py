"""What a proposal would change: part by part, and in which texts links come and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glossary.checking import LINKED_NAMES
from glossary.drafting import entry_of
from glossary.entry import NameEntry
from glossary.hints import hints
from glossary.models import Domain, Proposal, Term
from kmsite.pages.clashes.comparing import Difference, compared
from kmsite.pages.models import Revision
from kmsite.pages.permissions import may
from kmsite.pages.saving.drafts import EMPTY, Draft
from kmsite.pages.terms_inside import impact
from kmsite.pages.terms_inside.impact import Impact, NameRule

UNDECIDED = ("status",)
"""Parts of a new term that nobody proposes: a curator decides on them."""


@dataclass(frozen=True)
class Foreseen:
    """A proposal as it is looked at: `differences` from what it started on, where that may be seen.

    `newer` is the number of the current version where it is another one than that.
    """

    differences: list[Difference] | None
    hints: list[str]
    impact: Impact | None = None
    newer: int | None = None


def foreseen(proposal: Proposal, user: Any) -> Foreseen:
    """Return what `proposal` would change, as far as `user` may see the term."""
    draft = Draft(**proposal.said)
    house = entry_of(draft).house
    told = [] if house is None or house.fidelity == "verbatim" else _hints(draft, house.text)
    if proposal.base is None:
        changes = compared(Term.KIND, EMPTY, draft, leave_out=UNDECIDED)
        return Foreseen(changes, told, _impact(proposal, EMPTY, draft, user))
    base = _base_of(proposal, user)
    if base is None:
        return Foreseen(None, told)
    current = proposal.term.current_id
    newer = None if base.pk == current else Revision.objects.values_list("number", flat=True).get(pk=current)
    old = Draft.of(base)
    return Foreseen(compared(Term.KIND, old, draft), told, _impact(proposal, old, draft, user), newer)


def _hints(draft: Draft, text: str) -> list[str]:
    names = entry_of(draft).names_of("admitted", "acronym", "variant")
    return hints(draft.title, names, text)


def _impact(proposal: Proposal, old: Draft, draft: Draft, user: Any) -> Impact | None:
    """Return which links come and go; None where no name changes, or nothing is to be decided any more."""
    rules = _rules(draft)
    is_waiting = proposal.term is not None and proposal.term.status == Term.Status.DRAFT
    if proposal.state != Proposal.State.OPEN or is_waiting or rules == _rules(old):
        return None
    return impact.of(rules, by=user, term=proposal.term_id)


def _rules(draft: Draft) -> set[NameRule]:
    """Return the names of `draft` that link by themselves."""
    if not draft.title:
        return set()
    entry = entry_of(draft)
    domain = Domain.objects.filter(pk=entry.domain).first() if entry.domain else None
    names = [NameEntry(draft.title, "title", entry.case, entry.autolink), *entry.names]
    return {
        NameRule(name.text, name.case == "exact" or name.kind == "acronym", domain.key if domain else "")
        for name in names
        if name.kind in LINKED_NAMES and name.autolink == "auto"
    }


def _base_of(proposal: Proposal, user: Any) -> Revision | None:
    """Return the version that a change started from; None where its term is hidden from `user` now."""
    term = proposal.term
    goal = term.merged_into if term.merged_into_id else term
    if not may(user, "read", goal):
        return None
    return term.revisions.filter(number=proposal.base).first()
