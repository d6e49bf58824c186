"""The order of pages that stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import reaches_now, shared_reaches
from kmsite.pages.refusing import MoveRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger

_PLACE = """
UPDATE pages_page p SET position = placed.position
FROM unnest(%s::bigint[], %s::integer[]) AS placed (id, position)
WHERE p.id = placed.id AND p.position <> placed.position
"""


class OrderChanged(Exception):
    """Somebody else put the same pages into another order since `seen` was shown."""


@dataclass(frozen=True)
class Reordered:
    """What came of it: whether anything changed, how many pages had gone and how many had come meanwhile."""

    changed: bool
    gone: int
    come: int


@in_one_transaction
def reorder(
    parent: Page | None, ids: Iterable[int], *, by: Any, seen: Sequence[int] | None = None
) -> Reordered:
    """Put the pages directly below `parent`, or at the top, into the order of `ids`.

    Ids that are not there are left out; pages that are not named come behind, as they stood; those that `by`
    may not see keep their places. `seen` is the order that `by` started from: OrderChanged is raised when
    others changed it since. Raises MoveRefused when the parent is no longer there.
    """
    siblings = _locked(parent, by)
    readable = {page.reach for page in siblings} if by is None else {*reaches_now(by)}
    visible = [page.pk for page in siblings if page.is_live and page.reach in readable]
    wanted = list(dict.fromkeys(ids))
    if seen is not None and _in_order_of(visible, seen) != _in_order_of(seen, visible):
        raise OrderChanged
    placed = _in_order_of(wanted, visible)
    others = _without(visible, placed)
    touched = _written(siblings, [*placed, *others], {*visible})
    if touched:
        ledger.record(LedgerEntry.Verb.REORDERED, parent, by)
        showing.touch(touched | ({parent.pk} if parent else set()))
    new = len({*others} - {*seen}) if seen is not None else 0
    return Reordered(bool(touched), len(wanted) - len(placed), new)


def put(page: Page, position: int) -> set[int]:
    """Put `page` before the sibling at `position`, counted from 0; return the pages that show it."""
    siblings = _siblings(page.parent_id, page.kind)
    others = [sibling.pk for sibling in siblings if sibling.pk != page.pk and sibling.is_live]
    others.insert(position, page.pk)
    return _written(siblings, others, {*others})


def _locked(parent: Page | None, by: Any) -> list[Page]:
    """Lock `parent` and the pages below it, or those at the top, and return the latter in their order."""
    kind = parent.kind if parent else Page.Kind.ARTICLE
    parent_id = parent.pk if parent else None
    wanted = [page.pk for page in _siblings(parent_id, kind)]
    rows = lock_pages([parent_id, *wanted])
    if parent and not _may_be_ordered(rows.get(parent.pk), by):
        raise MoveRefused(_("The page is no longer there."))
    return _siblings(parent_id, kind)


def _may_be_ordered(parent: Page | None, by: Any) -> bool:
    return parent is not None and parent.is_live and (by is None or parent.reach in reaches_now(by))


def _siblings(parent: int | None, kind: str) -> list[Page]:
    narrow = Page.objects.only("id", "position", "reach", "trashed_at", "merged_into")
    return list(narrow.filter(kind=kind, parent=parent).order_by("parent_id", "position", "id"))


def _in_order_of(ids: Sequence[int], among: Sequence[int]) -> list[int]:
    """Return those of `ids` that are `among` the others, in their own order."""
    known = {*among}
    return [id for id in ids if id in known]


def _without(ids: Sequence[int], others: Sequence[int]) -> list[int]:
    left_out = {*others}
    return [id for id in ids if id not in left_out]


def _written(siblings: list[Page], order: list[int], moving: set[int]) -> set[int]:
    """Write the places of `siblings`, of which those `moving` come in `order` and the rest stays.

    Returns the pages whose neighbours changed.
    """
    coming, by_id = iter(order), {page.pk: page for page in siblings}
    after = [by_id[next(coming)] if page.pk in moving else page for page in siblings]
    places = {page.pk: place for place, page in enumerate(after, 1)}
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [[*places], [*places.values()]])
    before, now = dict(_neighbours(siblings)), dict(_neighbours(after))
    return {id for id in now if now[id] != before[id]}


def _neighbours(siblings: list[Page]) -> Iterator[tuple[int, tuple[int | None, int | None]]]:
    """Yield each live page with the pages that it shows as previous and next."""
    previous, following = _before_each(siblings), _before_each(siblings[::-1])
    for page in siblings:
        if page.is_live:
            yield page.pk, (previous[page.pk], following[page.pk])


def _before_each(siblings: list[Page]) -> dict[int, int | None]:
    """Return for each live page the nearest before it that all of its readers may see."""
    last: dict[int, tuple[int, int]] = {}
    found = {}
    for place, page in enumerate(page for page in siblings if page.is_live):
        seen = [last[reach] for reach in shared_reaches(page.reach) if reach in last]
        found[page.pk] = max(seen)[1] if seen else None
        last[page.reach] = (place, page.pk)
    return found
