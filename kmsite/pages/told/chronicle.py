"""The past of a page in one list: its revisions, and between them what else was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from kmsite.pages.deeds.telling import Deed, told
from kmsite.pages.deeds.verbs import TOLD
from kmsite.pages.models import Page, Revision
from kmsite.pages.paging import SEPARATOR, SIZE, Slice
from kmsite.pages.saving.growth import with_growth, with_merged, with_undoable

_LONGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place between two rows: beside revision `number`, and beside what was done at `at`.

    Two lists are cut, so a position names both: either is then read by its own index.
    """

    number: int
    at: datetime

    def __str__(self) -> str:
        return f"{self.number}{SEPARATOR}{self.at.isoformat()}"


def chronicle(request: HttpRequest, page: Page, size: int = SIZE) -> Slice:
    """Return the `size` revisions and deeds of `page` that `?older=` or `?newer=` asks for, the newest first.

    A position is `17~2026-11-02T14:05:00+00:00`; one that cannot be read counts as none. Deeds are told as
    the reader of the request may know of them.
    """
    newer = _cut(request.GET.get("newer"))
    older = None if newer else _cut(request.GET.get("older"))
    rows = _rows(page, newer, older, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if newer:
        rows.reverse()
    found = Slice(
        rows=_as_told(rows, page, request.user),
        newer=_address("newer", _top(rows, newer, older)) if rows and (more if newer else older) else None,
        older=_address("older", _bottom(rows, newer, older, page)) if rows and (newer or more) else None,
    )
    return found


def _rows(page: Page, newer: _Cut | None, older: _Cut | None, most: int) -> list[Any]:
    """Return revisions and deeds beyond a cut, the nearest first, each list read by its own index."""
    revisions = with_undoable(with_merged(with_growth(page.revisions.history())))
    deeds = page.deeds.of_verbs(TOLD).recent()
    if newer:
        revisions = revisions.filter(number__gt=newer.number).order_by("number")
        deeds = deeds.filter(at__gt=newer.at).order_by("at", "id")
    elif older:
        revisions, deeds = revisions.filter(number__lt=older.number), deeds.filter(at__lt=older.at)
    return list(_woven(list(revisions[:most]), list(deeds[:most]), is_rising=bool(newer)))[:most]


def _woven(revisions: list[Any], deeds: list[Any], *, is_rising: bool) -> Iterator[Any]:
    """Yield both by time; revisions stay in the order of their numbers, and a deed is after its revision."""
    while revisions and deeds:
        is_deed = deeds[0].at < revisions[0].at if is_rising else deeds[0].at >= revisions[0].at
        yield (deeds if is_deed else revisions).pop(0)
    yield from revisions or deeds


def _as_told(rows: list[Any], page: Page, reader: Any) -> list[Revision | Deed]:
    sentences = iter(told([row for row in rows if not isinstance(row, Revision)], reader, page))
    return [row if isinstance(row, Revision) else next(sentences) for row in rows]


def _top(rows: list[Any], newer: _Cut | None, older: _Cut | None) -> _Cut:
    numbers = [row.number for row in rows if isinstance(row, Revision)]
    number = max(numbers) if numbers else newer.number if newer else older.number - 1
    return _Cut(number, max(row.at for row in rows))


def _bottom(rows: list[Any], newer: _Cut | None, older: _Cut | None, page: Page) -> _Cut:
    numbers = [row.number for row in rows if isinstance(row, Revision)]
    if numbers:
        number = min(numbers)
    else:
        number = older.number if older else (newer.number if newer else page.current.number) + 1
    return _Cut(number, min(row.at for row in rows))


def _cut(text: str | None) -> _Cut | None:
    number, _, moment = (text or "").partition(SEPARATOR)
    if not (number.isascii() and number.isdecimal() and len(number) < 11 and int(number) <= _LONGEST):
        return None
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    return _Cut(int(number), at) if at and at.tzinfo else None


def _address(direction: str, cut: _Cut) -> str:
    return f"?{urlencode({direction: cut})}"
