"""Tokens: a text cut into words that joined give the text again."""

import re

_WORDS = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]")


def words_of(text: str) -> list[str]:
    """Return words, runs of white space, line breaks and single signs."""
    return _WORDS.findall(text)
