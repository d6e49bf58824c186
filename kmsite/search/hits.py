"""What answers a question, in one statement: how many pages, of which facets, and what ranks the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kmsite.search.answers import COUNTED
from kmsite.search.choosing import Choice
from kmsite.search.facets import FACETS_OF_HITS, NO_FACETS, Counts
from kmsite.search.narrowing import Narrowing
from kmsite.search.reading import Reading
from kmsite.search.statement import BY_INDEX, statement


@dataclass(frozen=True, slots=True)
class Hit:
    """What is known of a page that answers: facts, and what it is ranked by (`ranking`)."""

    page: int
    kind: str
    status: str
    language: str
    place: int
    is_named: bool
    literal: float
    wide: float
    is_titled: bool
    is_titled_widely: bool
    title_length: int
    is_in_order: bool
    prior: float
    asked: int = 1
    """How many stems the question has in the language of the page."""
    says_more: bool = True
    """Whether anything stands there besides its title."""
    parts: int = 0
    """How many words were asked of which not all must be there, `met` those that are; 0 where all must."""
    met: int = 0
    met_in_title: int = 0


@dataclass(frozen=True, slots=True)
class Hits:
    """The pages that answer and are ranked, or stand on the screen; how many, and of which facets.

    No more than COUNTED and one are counted; where there are more, `is_sampled` is true.
    """

    hits: list[Hit]
    total: int
    is_sampled: bool
    counts: Counts


def hits(
    reader: Any,
    readings: Sequence[Reading],
    names: Sequence[str],
    narrowing: Narrowing,
    choice: Choice,
    *,
    offset: int,
    size: int,
    is_counted: bool = True,
) -> Hits:
    """Return what `reader` may see of the pages that answer, or that have one of `names` (keys).

    In another order than the best only those from `offset` on, as many as `size`. Facets are counted unless
    `is_counted` is false. One statement.
    """
    facets = FACETS_OF_HITS if is_counted else NO_FACETS
    sql, parameters = statement(reader, readings, names, narrowing, choice, facets)
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX + sql, parameters | {"offset": offset, "size": size})
        rows = cursor.fetchall()
    total, met = next((row[4], int(row[5][0])) for row in rows if row[0] == "")
    by_language = {language: reading for reading in readings for language in reading.languages}
    found = [_hit(row, by_language.get(row[2])) for row in rows if row[0] == "="]
    counts = [(row[0], row[1], row[2], row[3], row[4]) for row in rows if row[0] not in ("", "=")]
    return Hits(sorted(found, key=lambda hit: (hit.place, hit.page)), total, met > COUNTED, counts)


def _hit(row: Sequence[Any], reading: Reading | None) -> Hit:
    place, named, literal, wide, titled, widely, length, more, ordered, prior, met, met_in_title = row[5]
    return Hit(
        page=row[4],
        kind=row[3],
        status=row[1],
        language=row[2],
        place=int(place),
        is_named=bool(named),
        literal=literal or 0.0,
        wide=wide or 0.0,
        is_titled=bool(titled),
        is_titled_widely=bool(widely),
        title_length=int(length),
        is_in_order=bool(ordered),
        prior=prior,
        asked=reading.asked if reading else 1,
        says_more=bool(more),
        parts=len(reading.parts) if reading else 0,
        met=int(met),
        met_in_title=int(met_in_title),
    )
