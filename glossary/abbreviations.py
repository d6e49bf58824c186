"""Words in capitals that a text uses like names: what nobody defined stands out among them."""

from __future__ import annotations

import re

_WORD = re.compile(r"(?<![\w&@#./\\-])([^\W\d_a-zß-öø-ÿ]{2,6})(s?)(?![\w&@/\\]|[-.]\w|://)")
_SHOUTED = re.compile(r"[^\W\d_a-z]{2,}[\s,:;!?-]*\Z")
_SHOUTING = re.compile(r"[\s,:;!?-]*[^\W\d_a-z]{2,}")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
LOOKED_AROUND = 12


def abbreviations(text: str) -> set[str]:
    """Return the words of 2 to 6 capital letters in `text`, each once; a plural s counts as none.

    Left out are Roman numbers, parts of addresses and joined words, and words in a run of capitals, where
    everything is written so.
    """
    found = set()
    for match in _WORD.finditer(text):
        word = match[1]
        if word in found or not word.isupper() or _ROMAN.match(word):
            continue
        before = text[max(match.start() - LOOKED_AROUND, 0) : match.start()]
        after = text[match.end() : match.end() + LOOKED_AROUND]
        if not (_SHOUTED.search(before) or _SHOUTING.match(after)):
            found.add(word)
    return found
