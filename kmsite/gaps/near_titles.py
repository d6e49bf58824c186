"""Which titles are nearly the same: other spelling, order or number of words, or one letter apart.

Found once an hour for the whole wiki, because a report must not compare all titles with all others: titles
meet where they share one of a few keys, so the work grows with the number of titles (decision 56).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from django.db import connection

from kmsite.gaps.models import NearTitles
from kmsite.pages.models import Page
from kmsite.pages.reach import shared_reaches
from kmsite.text.folding import fold

KINDS = (Page.Kind.ARTICLE, Page.Kind.TERM)
SHORTEST = 6
"""Letters of a title of which one may be another: cat and car are two things."""
MOST_ALIKE = 5
"""More titles than this with one key are a custom of the house, such as Overview in every section."""
MOST = 20_000
"""Pairs that are kept."""

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_COLUMNS = ("one_id", "other_id", "one_key", "other_key")
_last_look: str | None = None

_SIGNATURE = """
SELECT count(*) || ' ' || coalesce(sum(hashtextextended(title_key || ' ' || id || ' ' || reach, 0)), 0)
FROM pages_page
WHERE kind = ANY(%s) AND trashed_at IS NULL AND merged_into_id IS NULL AND archived_at IS NULL
"""

Titled = tuple[int, str, str, int]
"""The id of a page, the key of its title as the table has it, its shape, and its reach."""


def look() -> None:
    """Find all pairs anew, unless no title has changed since this process looked last."""
    global _last_look
    with connection.cursor() as cursor:
        cursor.execute(_SIGNATURE, [[*KINDS]])
        (signature,) = cursor.fetchone()
    if signature == _last_look:
        return
    keep({pair for kind in KINDS for pair in pairs(_titled(kind))})
    _last_look = signature


def keep(wanted: set[tuple[int, int, str, str]]) -> None:
    """Write down exactly these pairs; several processes may do so at once."""
    known = {row[1:]: row[0] for row in NearTitles.objects.values_list("id", *_COLUMNS)}
    gone = [id for pair, id in known.items() if pair not in wanted]
    NearTitles.objects.filter(pk__in=gone).delete()
    new = sorted(wanted - known.keys())[: max(0, MOST - len(known) + len(gone))]
    named = {id for pair in new for id in pair[:2]}
    there = {*Page.objects.filter(pk__in=named).values_list("pk", flat=True)}
    NearTitles.objects.bulk_create(
        (NearTitles(**dict(zip(_COLUMNS, pair, strict=True))) for pair in new if {*pair[:2]} <= there),
        ignore_conflicts=True,
    )


def pairs(titles: Iterable[Titled]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the pairs of `titles` that are near: (one, other, key of one, key of other), one before other.

    Titles with more than MOST_ALIKE others of the same key are not compared by that key. Counted are those
    that all may see who see both, so what others keep to themselves makes no difference; pages of two
    audiences are not compared.
    """
    meeting: dict[object, list[Titled]] = defaultdict(list)
    for titled in titles:
        for key in _keys(titled[2]):
            meeting[key].append(titled)
    for group in meeting.values():
        if len(group) > 1:
            for one, other in _compared(group):
                if are_near(one[2], other[2]):
                    yield one[0], other[0], one[1], other[1]


def _compared(group: Iterable[Titled]) -> Iterator[tuple[Titled, Titled]]:
    """Yield the pairs of one key that are compared: those of each reach with what its readers see."""
    by_reach: dict[int, list[Titled]] = defaultdict(list)
    for titled in group:
        by_reach[titled[3]].append(titled)
    for reach in [*by_reach]:
        seen = [by_reach[wider] for wider in shared_reaches(reach) if wider in by_reach]
        if sum(map(len, seen)) <= MOST_ALIKE:
            for one, other in combinations(sorted(chain(*seen)), 2):
                if reach in (one[3], other[3]):
                    yield one, other


def shape(title: str) -> str:
    """Return what is left of a title when case, accents, punctuation, order and plural do not matter."""
    return " ".join(sorted(_singular(word) for word in _WORD.findall(fold(title))))


def are_near(one: str, other: str) -> bool:
    """Tell whether two shapes are the same, or one letter apart and long enough; figures must agree."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    if _DIGIT.findall(one) != _DIGIT.findall(other):
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    rest = longer[start + 1 :]
    return rest == shorter[start + (len(one) == len(other)) :]


def _keys(shape: str) -> Iterator[object]:
    """Yield keys, of which two shapes that are one letter apart share at least one.

    One letter can be in one third of a title only, so the two others are the same. A title also counts as
    one letter shorter than it is, because the other may be.
    """
    yield shape
    for length in {len(shape), len(shape) - 1}:
        third = length // 3
        if len(shape) >= SHORTEST and third:
            yield length, 1, shape[: 2 * third]
            yield length, 2, shape[-2 * third :]
            yield length, 3, shape[:third], shape[-third:]


def _singular(word: str) -> str:
    """Return an English word without the s of a plural; others are changed alike on both sides."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _titled(kind: str) -> Iterator[Titled]:
    """Yield the titles of live pages of one kind outside the archive."""
    pages = Page.objects.live().unarchived().of_kind(kind).order_by()
    for id, title, key, reach in pages.values_list("id", "title", "title_key", "reach"):
        yield id, key, shape(title), reach
