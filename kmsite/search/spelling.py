"""Spelling: for a word that the site does not know, the words that it may have been meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import connection

SHORTEST, LONGEST = 4, 20
"""Letters of a word that is mended."""
LONGEST_OF_TWO = 12
"""Of so many letters two are left out to meet what is two edits away; of more, one must do."""
MOST_NEAR = 3
_SHORTEST_HALF = 3

_KNOWN = "SELECT word, pages FROM pages_word WHERE word = ANY(%(words)s) AND (is_public OR %(member)s)"
# A word with a letter wrong, missing, too many or swapped shares a shortening with what was meant.
_NEAR = """
SELECT DISTINCT said.word, w.word, w.pages
FROM unnest(%(words)s::text[], %(shorts)s::text[]) AS said (word, short)
JOIN pages_shortening s ON s.short = said.short
JOIN pages_word w ON w.word = s.word_id AND (w.is_public OR %(member)s)
"""


@dataclass(frozen=True, slots=True)
class Option:
    """What a word may have been meant to be: the better the less `cost`, then on more pages."""

    text: str
    cost: float
    pages: int


def known(reader: Any, words: Collection[str]) -> dict[str, int]:
    """Return on how many pages those of `words` stand that the site knows, as far as `reader` may."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"words": sorted(words), "member": reader.is_authenticated})
        return dict(cursor.fetchall())


def near(reader: Any, words: Iterable[str]) -> dict[str, list[Option]]:
    """Return for each of `words` the nearest that the site knows, one or two edits away, the best first."""
    pairs = [(word, short) for word in sorted(words) for short in sorted(shortenings(word))]
    found: dict[str, list[Option]] = {}
    if pairs:
        asked = {"words": [word for word, _short in pairs], "shorts": [short for _word, short in pairs]}
        with connection.cursor() as cursor:
            cursor.execute(_NEAR, asked | {"member": reader.is_authenticated})
            for word, other, pages in cursor.fetchall():
                found.setdefault(word, []).append(Option(other, cost(word, other), pages))
    return {word: _best(word, options) for word, options in found.items()}


def _best(word: str, options: Iterable[Option]) -> list[Option]:
    most = 1.5 if len(word) < 6 else 2.5
    meant = [option for option in options if 0 < option.cost <= most]
    return sorted(meant, key=lambda option: (option.cost, -option.pages, option.text))[:MOST_NEAR]


def shortenings(word: str) -> set[str]:
    """Return `word` and what is left of it without one letter, and without two where it is short."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return set()
    without = (1, 2) if 6 <= len(word) <= LONGEST_OF_TWO else (1,)
    return {word} | {_without(word, places) for n in without for places in combinations(range(len(word)), n)}


def _without(word: str, places: Collection[int]) -> str:
    return "".join(letter for place, letter in enumerate(word) if place not in places)


def cost(word: str, other: str) -> float:
    """Return how many edits part two words: letters wrong, missing, too many, or swapped with a neighbour.

    Half an edit more where the first letters differ: those are seldom wrong.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word):
        above, row = row, [place + 1]
        for column, another in enumerate(other):
            edits = min(above[column + 1] + 1, row[column] + 1, above[column] + (letter != another))
            swapped = place and column and letter == other[column - 1] and word[place - 1] == another
            row.append(min(edits, before[column - 1] + 1) if swapped else edits)
        before = above
    return row[-1] + (0.5 if word[:1] != other[:1] else 0)


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which `word` may be two words written as one."""
    if word.isalpha() and len(word) <= 2 * LONGEST:
        for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            yield word[:place], word[place:]


def best_halves(word: str, pages: Mapping[str, int]) -> Option | None:
    """Return `word` as the two words of the site that it most likely is, both on `pages`."""
    both = [pair for pair in halves(word) if pair[0] in pages and pair[1] in pages]
    if not both:
        return None
    best = max(both, key=lambda pair: (min(pages[pair[0]], pages[pair[1]]), pair))
    return Option(" ".join(best), 1.0, min(pages[best[0]], pages[best[1]]))
