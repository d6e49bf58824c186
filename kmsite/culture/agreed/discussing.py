"""What a group made of a closed round, as those see it who belong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kmsite.culture.agreed.agreeing import AT_MOST, may_report
from kmsite.culture.disclosure.measuring import most_agreed, most_spread
from kmsite.culture.disclosure.results import Line
from kmsite.culture.models import Commitment, Consensus, Item, Round
from kmsite.culture.rounds.standing import is_shut, may_hold
from kmsite.pages.models import Page

MOST_OPEN = 20
"""Commitments of earlier rounds that are shown."""
TALKED_ABOUT = 3
"""Statements with the most agreement, and as many with the most spread, that are talked about."""


@dataclass(frozen=True, slots=True)
class Discussed:
    """A statement that is talked about, and where the group settled if it did."""

    item: Item
    consensus: Consensus | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as one reader sees it: with its page only if they may read that."""

    commitment: Commitment
    page: Page | None
    may_report: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Promises:
    """The commitments of a round, and those of the round before it."""

    now: Sequence[Promise]
    before: Sequence[Promise]
    may_add: bool
    has_room: bool


def talked_about(lines: Sequence[Line]) -> dict[str, list[Item]]:
    """Return the statements on which people agree most, and those on which they are furthest apart."""
    by_place = {line.item.place: line for line in lines if line.told}
    figures = {place: line.told for place, line in by_place.items()}
    if len(figures) < 2:
        return {"agreed": [], "spread": []}
    agreed = most_agreed(figures, min(TALKED_ABOUT, len(figures) // 2))
    chosen = {"agreed": agreed, "spread": most_spread(figures, TALKED_ABOUT)}
    return {name: [by_place[place].item for place in places] for name, places in chosen.items()}


def discussed(round: Round, lines: Sequence[Line], user: Any) -> dict[str, Any] | None:
    """Return the statements that are talked about, those on which the group settled first to last."""
    settled = {one.item_id: one for one in Consensus.objects.filter(round=round)}
    chosen = {item.pk for items in talked_about(lines).values() for item in items} | settled.keys()
    rows = [Discussed(line.item, settled.get(line.item.pk)) for line in lines if line.item.pk in chosen]
    may_settle = may_hold(user, round.community) and not is_shut(round.community)
    rest = [line.item for line in lines if line.item.pk not in chosen]
    if not may_settle:
        rows, rest = [row for row in rows if row.consensus], []
    return {"rows": rows, "rest": rest, "may_settle": may_settle} if rows or rest else None


def promises(round: Round, lines: Sequence[Line], user: Any) -> Promises | None:
    """Return the commitments of `round`, those of the one before, and what is open of earlier ones."""
    earlier = Round.objects.of(round.community).closed().filter(number__lt=round.number)
    latest = earlier.filter(is_example=round.is_example).first()
    is_told = Q(round=latest) | Q(state=Commitment.State.OPEN)
    now = _told(Commitment.objects.filter(round=round), round, user)
    before = _told(Commitment.objects.filter(is_told, round__in=earlier), round, user) if latest else []
    may_add = may_hold(user, round.community) and not is_shut(round.community)
    if not (now or before or may_add):
        return None
    return Promises(now, before, may_add, len(now) < AT_MOST)


def _told(found: QuerySet[Commitment], round: Round, user: Any) -> list[Promise]:
    """Return what was `found` in rounds of the community of `round`, the latest round first."""
    found = found.select_related("owner", "item", "page", "round")
    rows = list(found.order_by("-round__number", "place")[:MOST_OPEN])
    readable = _readable([row.page_id for row in rows if row.page_id], user)
    promises = []
    for row in rows:
        row.round.community = round.community
        is_late = row.state == Commitment.State.OPEN and row.due < timezone.localdate()
        promises.append(Promise(row, readable.get(row.page_id), may_report(user, row), is_late))
    return promises


def _readable(ids: Sequence[int], user: Any) -> dict[int, Page]:
    return {page.pk: page for page in Page.objects.visible_to(user).filter(pk__in=ids) if page.is_live}
