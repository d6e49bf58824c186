"""Words as a language has them: few that are common, many that are rare, each in several forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random

from kmsite.transfer.filling.field import DEEDS, EVERYDAY, QUALITIES, THINGS

INVENTED = 20_000
"""How many stems are made up, so that a large wiki has rare words: with their forms some seventy thousand."""

_VOWELS = "aeiou"
_STARTS = (
    *"bcdfghjlmnprstvw",
    "br",
    "cl",
    "cr",
    "dr",
    "fl",
    "fr",
    "gl",
    "gr",
    "pl",
    "pr",
    "sc",
    "sl",
    "sp",
    "st",
    "str",
    "tr",
)
_MIDDLES = (*"aeiouaeio", "ai", "ea", "ou")
_ENDS = (*"nrlstm", "nd", "rt", "st", "ck", "mp", "nt", "rn", "ld")
_RUDE = re.compile("fuc|cunt|cock|dick|prick|crap|porn|slut|rape|nig|twat|clit|spic")
"""What no word may contain that people are shown."""
_FAMILIES = ("", "", "", "ate", "ise", "al", "ive", "ous", "ment", "ion", "ity", "ance", "er", "ic", "able")


class Draws:
    """Something to draw from, in which the first are drawn most often, as Zipf found it with words."""

    def __init__(self, items: Sequence[str], *, steepness: float = 1.0, shift: float = 2.7) -> None:
        self.items = items
        self._weights = list(accumulate((rank + shift) ** -steepness for rank in range(len(items))))

    def many(self, chance: Random, number: int) -> list[str]:
        """Return `number` of the items, drawn one by one."""
        return chance.choices(self.items, cum_weights=self._weights, k=number)

    def one(self, chance: Random) -> str:
        return self.many(chance, 1)[0]


class Vocabulary:
    """All words of a wiki: those of `running` text, and `things`, `deeds` and `qualities` for titles."""

    def __init__(self, seed: int) -> None:
        chance = Random(f"{seed} words")  # noqa: S311 - likely texts, no secrets
        invented = _invented(chance)
        self.things = Draws([*THINGS, *invented[::3]], steepness=1.05)
        self.deeds = Draws([*DEEDS, *invented[1::9]], steepness=1.05)
        self.qualities = Draws([*QUALITIES, *invented[2::9]], steepness=1.05)
        known = [*THINGS, *DEEDS, *QUALITIES]
        chance.shuffle(known)
        lemmas = [*EVERYDAY, *known, *invented]
        forms = [form for lemma in lemmas for form in forms_of(lemma, is_plain=lemma in _PLAIN)]
        self.running = Draws(forms, steepness=1.12)


@cache
def vocabulary(seed: int) -> Vocabulary:
    """Return the vocabulary that belongs to `seed`: always the same."""
    return Vocabulary(seed)


def forms_of(lemma: str, *, is_plain: bool = False) -> list[str]:
    """Return `lemma` with its usual forms, the most common first; alone where it `is_plain`."""
    if is_plain or not lemma.isascii():
        return [lemma]
    if lemma.endswith("e"):
        return [lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, f"{lemma[:-1]}ies"]
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return [lemma, f"{lemma}es", f"{lemma}ed", f"{lemma}ing"]
    return [lemma, f"{lemma}s", f"{lemma}ed", f"{lemma}ing"]


def doing(deed: str) -> str:
    """Return the gerund of a verb."""
    return f"{deed[:-1]}ing" if deed.endswith("e") and not deed.endswith("ee") else f"{deed}ing"


_PLAIN = {*EVERYDAY, *QUALITIES}


def _invented(chance: Random) -> list[str]:
    """Return words that nobody uses and that look as if somebody did, each once."""
    taken = {*EVERYDAY, *THINGS, *DEEDS, *QUALITIES}
    made: dict[str, None] = {}
    while len(made) < INVENTED:
        syllables = chance.choice((1, 2, 2))
        stem = "".join(
            chance.choice(_STARTS) + chance.choice(_MIDDLES) + (chance.choice(_ENDS) if last else "")
            for last in [False] * (syllables - 1) + [True]
        )
        word = stem + chance.choice(_FAMILIES)
        if len(word) > 3 and word not in taken and not _RUDE.search(word):
            made[word] = None
    return list(made)
