"""Folding: one spelling for the index and for the question.

PostgreSQL's dictionaries know neither accents without an extension nor "organise" beside "organize", and take
"learning/teaching" for one token, so both sides are folded here before `to_tsvector` and the query.
"""

import re
import unicodedata

_JOINED = re.compile(r"(?<=[^\W\d_])[-\u2010-\u2015/](?=[^\W\d_])")
_AMERICAN = re.compile(r"(?<=[a-z][iy])z(?=[aeiy])")


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, hyphens and slashes between letters opened, -iz- as -is-."""
    return "".join(_fold_character(c) for c in _opened(text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the index of the character it came from."""
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(_opened(text)):
        folded = _fold_character(character)
        pieces.append(folded)
        offsets.extend([index] * len(folded))
    return "".join(pieces), offsets


def _opened(text: str) -> str:
    """Return `text`, as long as before, with joined words opened and American spellings made British."""
    return _AMERICAN.sub("s", _JOINED.sub(" ", text.lower() if len(text.lower()) == len(text) else text))


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))
