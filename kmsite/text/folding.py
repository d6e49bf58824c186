"""Folding: one spelling for the index and for the question.

PostgreSQL's dictionaries know neither accents without an extension nor "organise" beside "organize", and take
"learning/teaching" for one token, so both sides are folded here before `to_tsvector` and the query.
"""

import re
import unicodedata

_JOINED = re.compile(r"(?<=[^\W\d_])[-\u2010-\u2015/](?=[^\W\d_])")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_AMERICAN = re.compile(r"(?<=[a-z][iy])z(?=[aeiy])")


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, letters joined by "-" or "/" parted, -iz- as -is-."""
    return _FOREIGN.sub(lambda run: "".join(map(_fold_character, run[0])), _opened(text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the index of the character it came from."""
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(_opened(text)):
        folded = character if character.isascii() else _fold_character(character)
        pieces.append(folded)
        offsets.extend([index] * len(folded))
    return "".join(pieces), offsets


def _opened(text: str) -> str:
    """Return `text` in lower case and as long as before, joined words parted, -iz- as -is-."""
    lower = text.replace("\u0130", "I").lower()
    return _AMERICAN.sub("s", _JOINED.sub(" ", lower))


def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
