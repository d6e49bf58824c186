"""Folding: one spelling for the index and for the question.

PostgreSQL's dictionaries know neither accents without an extension nor "organise" beside "organize", and take
"learning/teaching" for one token, so both sides are folded here before `to_tsvector` and the query.
"""

import re
import unicodedata

_JOINED = re.compile(r"(?<=[^\W_])[-\u2010-\u2015](?=[^\W_])|(?<=[^\W\d_])/(?=[^\W\d_])")
_HYPHENED = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+(?![^\W_])")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_AMERICAN = re.compile(r"(?<=[a-z][iy])z(?=[aeiy])")
# Letters that Unicode does not take apart, as people write them who do not have them; curly apostrophes; and
# what nobody sees within a word.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032", "'")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)


def fold(text: str) -> str:
    """Return `text` as it is written into the index and asked of it.

    In lower case, without accents, words joined by a hyphen and letters joined by "/" parted, -iz- as -is-,
    letters of few languages as others write them, nothing invisible. Signs beyond ASCII are spaces: whether
    a curly quote is part of a word depends on the locale of the database.
    """
    folded = fold_strictly(text)
    return folded if folded.isascii() else _FOREIGN.sub(lambda run: _spelt(run[0]), folded)


def fold_strictly(text: str) -> str:
    """Return what `fold` does with letters that are others kept as they are: of terms, they part names."""
    return _FOREIGN.sub(lambda run: "".join(map(_fold_character, run[0])), _opened(text))


def closed(text: str) -> str:
    """Return the words of `text` that are written with hyphens, each once, without them, folded.

    Beside what `fold` returns they stand in the index: so email finds e-mail, and cooperation co-operation.
    """
    return fold(" ".join(dict.fromkeys(_HYPHEN.sub("", word) for word in _HYPHENED.findall(text))))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the index of the character it came from."""
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(_opened(text)):
        folded = character if character.isascii() else _spelt(_fold_character(character))
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


def _spelt(folded: str) -> str:
    plain = folded.translate(_PLAIN)
    return "".join(" " if ord(c) > 127 and unicodedata.category(c)[0] in "PSZ" else c for c in plain)
