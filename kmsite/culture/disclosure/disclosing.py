"""What may be told of answers, so that nobody learns what one person or a small group said.

Figures are counts per position, the left one first. What is told of a set of people are *ranges* of counts,
and every decision here follows from numbers of answers or from ranges that are told anyway, never from a
figure that is kept back: who knows these rules learns no more than who does not.

Why so: `docs/decisions/0051-the-culture-shift.md`. Complementary suppression after Willenborg and de Waal,
*Elements of Statistical Disclosure Control* (2001), chapter 4; random rounding as national statistics offices
do it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from types import MappingProxyType

FEWEST = 5
"""Answers below which nothing is told of a set of people."""
IN_BANDS = 10
"""Answers below which five positions are told as three bands: left, in between, right."""
BANDS = (slice(0, 2), slice(2, 3), slice(3, 5))
DRAWS = 200
"""How often figures are rounded anew before a part is given up; one draw in two is safe at the worst."""

Counts = Sequence[int]
Sizes = Mapping[Hashable, int]
NOBODY: Sizes = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of one count: it lies between `least` and `most`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a set of people: how many answered, and ranges for five positions or three bands."""

    answers: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is told of one statement: of everybody, and of those parts (by key) that can be told beside it."""

    whole: Told | None
    parts: Mapping[Hashable, Told]


def in_bands(counts: Counts) -> tuple[int, ...]:
    """Return the counts of five positions as those of three bands; three are returned as they are."""
    return tuple(counts) if len(counts) == len(BANDS) else tuple(sum(counts[band]) for band in BANDS)


def tell(counts: Counts) -> Told | None:
    """Return what is told of people of whom no part is told: their counts, the extremes covered.

    Where all of them, or more than 90 %, said the same, three bands are told, and the large one as a range in
    which one person at least differs: else it would be known of each what they said. Shares below 10 % of ten
    or more are told as that.
    """
    answers = sum(counts)
    if answers < FEWEST:
        return None
    edge = max(1, math.ceil(answers / 10) - 1)
    bands = in_bands(counts)
    if max(bands) >= answers - edge:
        low, high = Cell(0, edge), Cell(answers - edge, answers)
        return Told(answers, tuple(high if count >= answers - edge else low for count in bands))
    if answers < IN_BANDS:
        return Told(answers, tuple(Cell(count, count) for count in bands))
    return Told(answers, tuple(Cell(0, edge) if count <= edge else Cell(count, count) for count in counts))


def picture(
    parts: Mapping[Hashable, Counts],
    others: Counts,
    draw: Random,
    *,
    barred: Collection[Hashable] = (),
    silent: Sizes = NOBODY,
) -> Picture:
    """Return what is told of everybody and of the `parts` that they are divided into, besides `others`.

    `others` are those who belong to no part; `barred` parts are not to be told; `silent` is how many of each
    part could not say. Figures that could be subtracted from each other are rounded at random: the difference
    then stays as unsure as what is told.
    """
    everybody = [sum(column) for column in zip(others, *parts.values(), strict=True)]
    sizes = {key: sum(counts) for key, counts in parts.items()}
    shown = tellable(sizes, sum(others), barred=barred, silent=silent)
    if not shown:
        return Picture(tell(everybody), {})
    for _number in range(DRAWS):
        told = {key: _rounded(in_bands(parts[key]), draw) for key in shown}
        whole = _rounded(everybody if sum(everybody) >= IN_BANDS else in_bands(everybody), draw)
        if keeps_the_rest(whole, told.values()):
            return Picture(whole, told)
    return picture(parts, others, draw, barred={*barred, shown[-1]}, silent=silent)


def tellable(
    sizes: Sizes, others: int, *, barred: Collection[Hashable] = (), silent: Sizes = NOBODY
) -> list[Hashable]:
    """Return the parts of which figures are told, the largest first; `sizes` and `others` are answers.

    Whoever is in no part that is told must be nobody, or FEWEST and not one hidden part alone: else the
    figures of everybody less those that are told would be theirs. The smallest part is hidden until it is so.

    Those who are `silent`, by part, and under None among the others, are people as well: that all of a few
    could not say is not told either, neither by a difference nor by what is hidden for one statement alone.
    """
    people = {key: size + silent.get(key, 0) for key, size in sizes.items()}
    order = sorted(people, key=lambda key: (-people[key], str(key)))
    shown = [key for key in order if sizes[key] >= FEWEST and key not in barred]
    while shown:
        hidden = [key for key in order if people[key] and key not in shown]
        rest = sum(sizes[key] for key in hidden) + others
        if _hides([people[key] for key in hidden], others + silent.get(None, 0), rest):
            break
        shown.pop()
    return shown


def _hides(hidden: Collection[int], others: int, answers: int) -> bool:
    """Tell whether so many people, in hidden parts and in none, with so many `answers` hide each other."""
    if not hidden and not others:
        return True
    return answers >= FEWEST and (len(hidden) > 1 or others > 0)


def _rounded(counts: Counts, draw: Random) -> Told:
    """Round each odd count up or down at random: what is told as 4 was 3, 4 or 5."""
    answers = sum(counts)
    told = (count + draw.choice((-1, 1)) * (count % 2) for count in counts)
    return Told(answers, tuple(Cell(max(0, near - 1), min(answers, near + 1)) for near in told))


def keeps_the_rest(whole: Told, parts: Iterable[Told]) -> bool:
    """Tell whether what is told leaves it open of every set of people that they all said the same.

    The sets are the whole, each part, and whoever is in none of them.
    """
    rows = [*map(banded, parts)]
    rest = whole.answers - sum(row.answers for row in rows)
    if rest:
        rows.append(Told(rest, (Cell(0, rest),) * len(BANDS)))
    total = banded(whole)
    return all(
        is_possible(_less_than_all(total, band), rows)
        and all(is_possible(total, _but_one(rows, place, band)) for place in range(len(rows)))
        for band in range(len(BANDS))
    )


def banded(told: Told) -> Told:
    """Return what is told in three bands, which pictures of five positions and of three have in common."""
    least, most = ([getattr(cell, end) for cell in told.cells] for end in ("least", "most"))
    return Told(told.answers, tuple(map(Cell, in_bands(least), in_bands(most))))


def _less_than_all(told: Told, place: int) -> Told:
    cells = list(told.cells)
    cells[place] = Cell(cells[place].least, min(cells[place].most, told.answers - 1))
    return Told(told.answers, tuple(cells))


def _but_one(rows: Sequence[Told], place: int, band: int) -> list[Told]:
    return [_less_than_all(row, band) if at == place else row for at, row in enumerate(rows)]


def is_possible(total: Told, rows: Sequence[Told]) -> bool:
    """Tell whether there are counts for all `rows` in their ranges that add up to counts in those of `total`.

    By Hoffman's circulation theorem it is enough to look at every choice of columns: what the rows must put
    there may not pass what fits, and what they can put there may not stay below what is needed.
    """
    if any(cell.least > cell.most for told in (total, *rows) for cell in told.cells):
        return False
    for inside in _choices(len(total.cells)):
        least = sum(max(_sum(row, inside, "least"), row.answers - _rest(row, inside, "most")) for row in rows)
        most = sum(min(_sum(row, inside, "most"), row.answers - _rest(row, inside, "least")) for row in rows)
        if least > _sum(total, inside, "most") or most < _sum(total, inside, "least"):
            return False
    return True


def _choices(columns: int) -> Iterator[frozenset[int]]:
    for size in range(columns + 1):
        yield from map(frozenset, combinations(range(columns), size))


def _sum(told: Told, columns: frozenset[int], end: str) -> int:
    return sum(getattr(told.cells[column], end) for column in columns)


def _rest(told: Told, columns: frozenset[int], end: str) -> int:
    return _sum(told, frozenset(range(len(told.cells))) - columns, end)
