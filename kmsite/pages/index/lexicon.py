"""Reading the lexicon: the words that begin so, and those that were meant by a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from django.db import connection

from kmsite.pages.index.learning import SHORTENED

LONG = 8
"""From this many letters on two of them may be wrong."""
# However short the beginning is, no more words than these are looked at.
_MOST_READ, _MOST_LIKE = 3000, 400

_BEGINNING = """
SELECT word FROM (
    SELECT word, {pages} AS pages FROM pages_word
    WHERE word >= %(first)s AND word < %(last)s AND {may} LIMIT %(most_read)s
) AS begun ORDER BY pages DESC, length(word), word LIMIT %(most)s
"""
_SHORTENED = """
SELECT word, {pages} FROM pages_word
WHERE word IN (SELECT word_id FROM pages_shortening WHERE short = ANY(%(shorts)s)) AND {may}
"""
_ALIKE = """
SELECT word, pages FROM (
    SELECT word, {pages} AS pages FROM pages_word
    WHERE word >= %(first)s AND word < %(last)s AND {may} LIMIT %(most_read)s
) AS begun WHERE length(word) BETWEEN %(shortest)s AND %(longest)s ORDER BY pages DESC LIMIT %(most)s
"""
_KNOWN = "SELECT word, {pages} FROM pages_word WHERE word = ANY(%(words)s) AND {may}"
# To strangers pages for everyone who signed in count as little as they are shown.
_TO_STRANGERS = {"pages": "public_pages", "may": "is_public"}
_TO_MEMBERS = {"pages": "pages", "may": "TRUE"}
_BEYOND = "\U0010ffff"


def beginning_with(prefix: str, is_signed_in: bool, most: int = 15) -> list[str]:
    """Return words that begin with `prefix`, which is folded, the most used and the shortest first."""
    if not prefix or len(prefix) > 40:
        return []
    asked = _range(prefix) | {"most": most, "most_read": _MOST_READ}
    return [word for (word,) in _rows(_BEGINNING, is_signed_in, **asked)]


def known(words: Iterable[str], is_signed_in: bool) -> dict[str, int]:
    """Return on how many pages those of `words` stand that the site knows."""
    return dict(_rows(_KNOWN, is_signed_in, words=sorted(words)))


def near(word: str, is_signed_in: bool, most: int = 5) -> list[str]:
    """Return words that `word`, which is folded, may have been meant for, the likeliest first.

    They are one edit away, or two from `LONG` letters on: a letter more, fewer or another one, or two that
    changed places. The nearest come first, then those with the same first letter, then those of most pages.
    A word with two wrong letters is found by what they leave whole: a shortening, or its first two letters.
    """
    shortest, longest = SHORTENED
    if not shortest - 1 <= len(word) <= longest + 1:
        return []
    edits = 2 if len(word) >= LONG else 1
    found = _rows(_SHORTENED, is_signed_in, shorts=_shortened(word, edits))
    likely = _ranked(word, found, edits)
    if not likely and edits == 2:
        lengths = {"shortest": len(word) - edits, "longest": len(word) + edits}
        limits = {"most": _MOST_LIKE, "most_read": _MOST_READ}
        found = _rows(_ALIKE, is_signed_in, **_range(word[:2]), **lengths, **limits)
        likely = _ranked(word, found, edits)
    return likely[:most]


def distance(one: str, other: str, most: int) -> int:
    """Return how many edits lie between two words, `most` + 1 for more (Damerau: a swap counts as one)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _ranked(word: str, found: list[tuple[str, int]], edits: int) -> list[str]:
    ranked = [(distance(word, other, edits), other[0] != word[0], -pages, other) for other, pages in found]
    return [other for far, *_beside, other in sorted(ranked) if 0 < far <= edits]


def _shortened(word: str, letters: int) -> list[str]:
    """Return `word`, and it without one letter, or two where `letters` is 2."""
    left = [word]
    for count in range(1, letters + 1):
        for gone in combinations(range(len(word)), count):
            left.append("".join(letter for at, letter in enumerate(word) if at not in gone))
    return sorted({*left})


def _range(prefix: str) -> dict[str, str]:
    return {"first": prefix, "last": prefix + _BEYOND}


def _rows(statement: str, is_signed_in: bool, **asked: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**(_TO_MEMBERS if is_signed_in else _TO_STRANGERS)), asked)
        return cursor.fetchall()
