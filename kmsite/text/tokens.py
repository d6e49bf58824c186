"""Tokens: a text cut into words, or into sentences, that joined give the text again."""

import re

_WORDS = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]")
_SENTENCES = re.compile(r"\n|[^\n]*?[.!?\u2026:;][\"'\u201d\u2019)\]]{0,3}[^\S\n]+|[^\n]+")


def words_of(text: str) -> list[str]:
    """Return words, runs of white space, line breaks and single signs."""
    return _WORDS.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return sentences with the white space behind them, and line breaks."""
    return _SENTENCES.findall(text)
