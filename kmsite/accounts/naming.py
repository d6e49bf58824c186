"""The words of people's names, so that accents, capitals and hyphens do not matter to who looks for them."""

from __future__ import annotations

import re
import unicodedata

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"\w+")
# Letters that are no letter with a mark; what parts words; last what is left out.
_LETTERS, _PLAIN = "øłđðıßæœþ", "olddisaot"
_BETWEEN = "-.,_/@"
_LEFT_OUT = "'\u2019\u02bc"
_FROM, _TO = _LETTERS + _BETWEEN + _LEFT_OUT, _PLAIN + " " * len(_BETWEEN)
_FOLDED = str.maketrans(_LETTERS + _BETWEEN, _TO, _LEFT_OUT)


class NameWords(Func):
    """The database's spelling of `name_words`, of several columns: for an index and to ask it."""

    template = (
        "to_tsvector('simple'::regconfig, translate(regexp_replace(lower(normalize("
        "%(expressions)s, NFKD)), '[\\u0300-\\u036f]', '', 'g'), "
        f"'{_FROM.replace(chr(39), chr(39) * 2)}', '{_TO}'))"
    )
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


def name_words(text: str) -> list[str]:
    """Return the words of a name, folded: those of "Anne-Marie O'Neill" are anne, marie, oneill."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return _WORD.findall(plain.translate(_FOLDED).replace("_", " "))


def beginning_so(words: list[str]) -> str:
    """Return the tsquery of names that have, for each of `words`, one that begins with it."""
    return " & ".join(f"'{word}':*" for word in words)
