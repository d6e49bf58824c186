"""Definitions in a circle: of two terms each is defined by naming the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from glossary.checking import claim_key
from glossary.hints import plain

MOST_WORDS = 6
_WORD = re.compile(r"\w+(?:[&+.'\u2019]\w+)*\+*")


def circles(definitions: Mapping[int, str], names: Mapping[str, Iterable[int]]) -> dict[int, list[int]]:
    """Return for each term that stands in a circle the terms it is defined by, and they by it.

    `definitions` are house definitions by term, `names` the terms by the key of each name (`claim_key`).
    """
    named = {term: terms_in(text, names) - {term} for term, text in definitions.items()}
    found = {
        term: sorted(other for other in others if term in named.get(other, ()))
        for term, others in named.items()
    }
    return {term: others for term, others in found.items() if others}


def terms_in(text: str, names: Mapping[str, Iterable[int]]) -> set[int]:
    """Return the terms that `text` names, singular or plural."""
    words = _WORD.findall(claim_key(plain(text)))
    found: set[int] = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + MOST_WORDS, len(words)) + 1):
            key = " ".join(words[start:end])
            found.update(names.get(key) or names.get(key.removesuffix("s")) or ())
    return found
