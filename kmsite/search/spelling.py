"""Spelling: for a word that the site does not know, the words that it may have been meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kmsite.pages.index import lexicon
from kmsite.pages.index.lexicon import distance, near

MOST_MENDED = 3
"""Words of a question that are mended."""
MOST_NEAR = 3
_SHORTEST_HALF, LONGEST = 3, 40


@dataclass(frozen=True, slots=True)
class Option:
    """What a word may have been meant to be, the better the less it costs: edits, and its place."""

    text: str
    cost: float


def known(reader: Any, words: Collection[str]) -> dict[str, int]:
    """Return on how many pages those of `words` stand that the site knows, as `reader` may."""
    return lexicon.known(words, reader.is_authenticated)


def meant(reader: Any, words: Sequence[str]) -> dict[str, list[Option]]:
    """Return for the first few of `words` what each may have been meant to be, the likeliest first."""
    found = {word: near(word, reader.is_authenticated, MOST_NEAR) for word in words[:MOST_MENDED]}
    return {
        word: [Option(other, distance(word, other, 2) + place / 10) for place, other in enumerate(others)]
        for word, others in found.items()
    }


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which `word` may be two words written as one."""
    if word.isalpha() and len(word) <= LONGEST:
        for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            yield word[:place], word[place:]


def best_halves(word: str, pages: Mapping[str, int]) -> list[Option]:
    """Return `word` as the two words of the site that it most likely is, both in `pages`."""
    both = [pair for pair in halves(word) if pair[0] in pages and pair[1] in pages]
    best = max(both, key=lambda pair: (min(pages[pair[0]], pages[pair[1]]), pair), default=None)
    return [Option(" ".join(best), 1.0)] if best else []
