"""Words of terms: what a word is, and the key in which a name and a text are compared."""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from kmsite.text.folding import fold_strictly

# Accents that stand apart, vowel signs, joiners and soft hyphens belong to their word: nothing is cut there.
_MARKS = "".join(chr(c) for c in range(0x300, 0x2100) if unicodedata.category(chr(c))[0] == "M")
WORD = rf"[\w{re.escape(_MARKS)}\u00ad\u200b-\u200d\u2060\ufe20-\ufe2f\ufeff]+"
HYPHENS = "\u2010\u2011-"  # the last one means itself at the end of a set
NEXT = re.compile(rf"(\s++|[{HYPHENS}](?=\S))?({WORD}|\S)")
"""A word or a sign, with the gap before it: white space or one hyphen."""
_GAP = re.compile(rf"\s+|(?<=\S)[{HYPHENS}](?=\S)")
_APOSTROPHES = str.maketrans("\u2019\u02bc\uff07", "'''")
_LAST_WORD = re.compile(r"(?<!\w)[a-z]{3,}\Z")
_HISSING = ("s", "x", "z", "ch", "sh")


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    return fold_strictly(sign).translate(_APOSTROPHES)


def word_key(word: str) -> str:
    """Return a word or sign as it is compared: without case and accents, -ize as -ise, one apostrophe."""
    if len(word) == 1:
        return _fold_sign(word)
    lower = word.lower()
    # Folding is dear, and rarely needed.
    return lower if lower.isascii() and "z" not in lower else fold_strictly(word)


def beginnings(name: str, folded: dict[str, str]) -> list[str]:
    """Return the keys of `name` up to each of its words and signs; the last one is the key of the whole.

    `folded` remembers the keys of words from name to name.
    """
    parts = []
    for gap, word in NEXT.findall(name.strip()):
        key = folded.get(word)
        if key is None:
            key = folded[word] = word_key(word)
        if key:
            parts.append(f" {key}" if gap and parts else key)
    return list(accumulate(parts))


def phrase_key(name: str) -> str:
    """Return the key of a whole name, "" for none."""
    return (beginnings(name, {}) or [""])[-1]


def as_written(text: str) -> str:
    """Return `text` as exact names are compared: case and accents count, the kind of gap does not."""
    return _GAP.sub(" ", unicodedata.normalize("NFC", text.strip())).translate(_APOSTROPHES)


def plural(key: str) -> str:
    """Return the key of the regular English plural of the last word, "" where there is none."""
    last = _LAST_WORD.search(key)
    if not last or key.endswith("is"):  # analysis, basis, thesis
        return ""
    if key.endswith("y") and key[-2] not in "aeiou":
        return f"{key[:-1]}ies"
    return f"{key}es" if key.endswith(_HISSING) else f"{key}s"
