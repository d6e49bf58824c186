"""What is told of a round, read back: one line for each statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communities.models import Community
from kmsite.culture.disclosure.disclosing import Cell, Told
from kmsite.culture.models import Item, Result, Round


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one statement; without `told` its figures are not, and `moved` is the word that may be.

    `unsure` is how many could not say; `moved` is -1, 0 or 1: towards the left, about the same, to the right.
    """

    item: Item
    told: Told | None
    unsure: int | None = None
    moved: int | None = None


def told_of(cells: Any, answers: int) -> Told:
    """Return what `Result.cells` and `Result.answers` hold as what is told."""
    return Told(answers, tuple(Cell(*ends) for ends in cells))


def lines(round: Round, community: Community | None = None) -> list[Line]:
    """Return what is told of each statement of `round`, in order; nothing before it closed.

    Of everybody, or of the members of `community` in a round of the organisation: none when they are too few,
    or when their figures would give away those of others.
    """
    rows = _rows(round, community)
    if not rows:
        return []
    return [_line(item, rows.get(item.pk)) for item in Item.objects.filter(assessment=round.assessment_id)]


def _rows(round: Round, community: Community | None) -> Mapping[int, Result]:
    found = Result.objects.filter(round=round, community=community, round__closed_at__isnull=False)
    return {row.item_id: row for row in found}


def _line(item: Item, row: Result | None) -> Line:
    if row is None:
        return Line(item, None)
    told = None if row.cells is None else told_of(row.cells, row.answers)
    return Line(item, told, row.unsure, row.moved)
