"""Beginnings: what of a name was typed already, to mark it where names are offered. Never HTML."""

import re
from collections.abc import Sequence

from kmsite.text.folding import fold

_WORD = re.compile(r"\w+")


def begun(text: str, typed: str) -> list[tuple[str, bool]]:
    """Return `text` in pieces (text, was typed): the beginnings of its words that `typed` has.

    Case, accents and spelling do not count, as in `folding.fold`; where a folded letter is longer or shorter
    than what stands there, the whole word is marked. The pieces joined are `text`.
    """
    asked = sorted(set(_WORD.findall(fold(typed))), key=len, reverse=True)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for word in _WORD.finditer(text):
        if length := _shared(word[0], asked):
            pieces += [(text[end : word.start()], False), (word[0][:length], True)]
            end = word.start() + length
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def has_all(text: str, typed: str) -> bool:
    """Say whether each word of `typed` begins a word of `text`; False where nothing was typed."""
    words, asked = _WORD.findall(fold(text)), _WORD.findall(fold(typed))
    return bool(asked) and all(any(word.startswith(one) for word in words) for one in asked)


def _shared(word: str, asked: Sequence[str]) -> int:
    """Return how many letters of `word` one of `asked` has; 0 where it begins otherwise."""
    folded = fold(word)
    for one in asked:
        if folded.startswith(one):
            return len(one) if len(folded) == len(word) else len(word)
    return 0
