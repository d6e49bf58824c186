"""Surroundings of terms: where the words of a name are part of something else, and are no link."""

import re
from collections.abc import Callable

from kmsite.text.term_words import HYPHENS, WORD

_GLUE = r"@#$/\\+&="
_BEFORE = re.compile(rf"(?:{WORD}|[{_GLUE}]|\w[{HYPHENS}]|(?<!\.)\.)\Z")
_AFTER = re.compile(
    rf"{WORD}|[{_GLUE}]"
    rf"|(?:[{HYPHENS}][\w{HYPHENS}]{{0,80}})?\.\w"  # KM.pdf, km-tools.example.org
    r"|['\u2019](?!s(?!\w))\w",  # can't, they're, but not KM's
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"\d\s*\Z")
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
_NEAR = 60
_RUN = 3


def is_glued(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is part of a longer word, an address, a file name or a tag."""
    return bool(_BEFORE.search(text[max(0, start - 3) : start]) or _AFTER.match(text, end))


def is_counted(text: str, start: int) -> bool:
    """Say whether a number stands before `start`, as in "5 KM"."""
    return bool(_NUMBER_BEFORE.search(text[max(0, start - 12) : start]))


def is_shouted(text: str, start: int, end: int, is_acronym: Callable[[str], bool]) -> bool:
    """Say whether a word in capitals stands among others, as in "DO IT NOW"; other acronyms do not count.

    Three in a row are enough, or two that no other word follows or precedes.
    """
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    before, is_after_word = 0, False
    after, is_before_word = 0, False
    if left[-1:].isspace():
        before, is_after_word = _capitals(_WORD_OR_SIGN.findall(left)[::-1], is_acronym)
    if right[:1].isspace():
        after, is_before_word = _capitals(_WORD_OR_SIGN.findall(right), is_acronym)
    run = 1 + before + after
    return run >= _RUN or (run > 1 and not is_after_word and not is_before_word)


def _capitals(words: list[str], is_acronym: Callable[[str], bool]) -> tuple[int, bool]:
    """Return with how many words in capitals `words` begin, and whether another word comes next."""
    for count, word in enumerate(words):
        if not word.isalnum() or (word.isupper() and len(word) == 1):
            return count, False
        if not word.isupper() or is_acronym(word):
            return count, True
    return len(words), False
