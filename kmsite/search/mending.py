"""Mending: a question that finds nothing, or next to nothing, with its spelling put right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from kmsite.search.answers import Mended, Pieces
from kmsite.search.asking import Question
from kmsite.search.narrowing import Narrowing
from kmsite.search.reading import Asked, Reading, readings_of
from kmsite.search.spelling import Option, best_halves, halves, known, meant
from kmsite.search.totals import totals
from kmsite.text.folding import fold
from kmsite.text.stop_words import STOP_WORDS

FEW = 2
"""A question that finds so few pages is mended as well, if one of its words is unknown."""
MOST_TRIED = 8
_SHORTEST = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question as it may have been meant, in pieces, and how far it is from what was asked."""

    pieces: Pieces
    cost: float

    @property
    def text(self) -> str:
        return "".join(text for text, _changed in self.pieces)


def mended(
    reader: Any,
    question: Question,
    total: int,
    *,
    readings: Sequence[Reading],
    languages: Sequence[str],
    narrowing: Narrowing,
) -> Mended | None:
    """Return `question` as `reader` may have meant it, which finds something for them; None if there is none.

    Every candidate is asked with what the reader may see, and words of an audience are in no lexicon: nothing
    is offered that they could not have found by themselves. Four statements at most.
    """
    candidates = _candidates(reader, question, found_nothing=not total)[:MOST_TRIED]
    read = readings_of([Asked.literally(Question.asked(one.text + " ")) for one in candidates], languages)
    asked = {one.literal for one in readings}
    new = [(one, as_read) for one, as_read in zip(candidates, read, strict=True)
           if as_read and {reading.literal for reading in as_read} != asked]  # fmt: skip
    counts = totals(reader, [as_read for _one, as_read in new], narrowing)
    for (one, _read), count in zip(new, counts, strict=True):
        if count > total:
            return Mended(one.text, one.pieces, count, is_shown=not total)
    return None


def _candidates(reader: Any, question: Question, *, found_nothing: bool) -> list[Candidate]:
    words = [word for word in question.words if len(word) >= _SHORTEST and word not in STOP_WORDS]
    joined = {left + right for left, right in pairwise(question.words)}
    parts = {half for word in words for pair in halves(word) for half in pair}
    pages = known(reader, {*words, *joined, *parts}) if words or joined else {}
    strange = [word for word in words if word not in pages]
    if not strange and not found_nothing:
        return []
    options = _options(reader, strange or words, pages)
    found = [
        *_replaced(question.text, options if strange else {}),
        *(one for word in options if not strange for one in _replaced(question.text, {word: options[word]})),
        *_joined(question.text, joined & pages.keys()),
    ]
    return sorted(found, key=lambda one: (one.cost, one.text))


def _options(reader: Any, words: Sequence[str], pages: Mapping[str, int]) -> dict[str, list[Option]]:
    """Return for each word what it may have been meant to be, words that were written as one among them."""
    options = {word: [*found, *best_halves(word, pages)] for word, found in meant(reader, words).items()}
    return {word: some for word, some in options.items() if some}


def _replaced(text: str, options: Mapping[str, Sequence[Option]]) -> Iterator[Candidate]:
    """Yield `text` with each word of `options` put right, in every combination of the best few."""
    if not options:
        return
    for combination in product(*options.values()):
        chosen = dict(zip(options, combination, strict=True))
        pieces = _pieces(text, {word: option.text for word, option in chosen.items()})
        cost = sum(option.cost for option in combination)
        yield Candidate(pieces, cost)


def _pieces(text: str, instead: Mapping[str, str]) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    place = 0
    for match in _WORD.finditer(text):
        if (word := fold(match[0])) in instead:
            pieces += [(text[place : match.start()], False), (instead[word], True)]
            place = match.end()
    return tuple(piece for piece in [*pieces, (text[place:], False)] if piece[0])


def _joined(text: str, known: Collection[str]) -> Iterator[Candidate]:
    """Yield `text` with two words beside each other written as one that is known."""
    for left, right in pairwise(_WORD.finditer(text)):
        whole = fold(left[0]) + fold(right[0])
        if whole in known and not text[left.end() : right.start()].strip("- "):
            pieces = ((text[: left.start()], False), (whole, True), (text[right.end() :], False))
            yield Candidate(tuple(piece for piece in pieces if piece[0]), 1.0)
