"""Ranking: the points that put one answer before another, and nothing else. Pure functions of a hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kmsite.search.hits import Hit

TEXT = 60.0
"""Points of a text in which the words stand as often and as prominently as they can."""
HALF = 0.15
"""The rank of Postgres that gives half of them: what one mention in the title of a short page gets."""
WIDENED = 0.7
"""What a synonym or a longer word counts beside the word that was typed: near, yet not it."""
WHOLE_TITLE = 25.0
"""Points of a title that says the question and nothing else; a longer one gets its share."""
IN_ORDER = 10.0
"""Points of a text that has all words one after the other: they are about one thing there."""
PRIOR = 0.35
"""How much trust, use and freshness may add to what text and title gave: they part what is alike, and never
bring a page before one that says twice as much."""


@dataclass(frozen=True, slots=True)
class Points:
    """What a page got, out of about 100, and before which others it stands whatever they got (`tier`)."""

    tier: int
    text: float
    exactness: float
    prior: float

    @property
    def score(self) -> float:
        return self.text + self.exactness + self.prior


Order = Sequence[tuple[Hit, Points]]
"""Pages with their points, the best first."""


def ranked(hits: Iterable[Hit]) -> list[tuple[Hit, Points]]:
    """Return `hits` with their points, the best first: exact names, then titles, then all others."""
    scored = [(hit, points(hit)) for hit in hits]
    return sorted(scored, key=lambda one: (one[1].tier, -round(one[1].score, 6), one[0].page))


def points(hit: Hit) -> Points:
    """Return what a page gets: most for words as typed, a little less for synonyms and longer words.

    One that says nothing but its title, as sections may, gets none for its text. Where not all words must be
    there, it counts how many are: a page with half of them gets a quarter of the points of its text.
    """
    rank = hit.literal + WIDENED * max(0.0, hit.wide - hit.literal)
    text = TEXT * rank / (rank + HALF) if hit.says_more else 0.0
    if hit.parts:
        text *= (hit.met / hit.parts) ** 2
    exactness = _of_title(hit) + (IN_ORDER if hit.is_in_order else 0.0)
    return Points(_tier(hit), text, exactness, (text + exactness) * PRIOR * hit.prior)


def _of_title(hit: Hit) -> float:
    if hit.parts:
        return WHOLE_TITLE * hit.met_in_title / hit.parts
    said = min(1.0, hit.asked / max(1, hit.title_length))
    return WHOLE_TITLE * said * (hit.is_titled or WIDENED * hit.is_titled_widely)


def _tier(hit: Hit) -> int:
    """Return 0 to 2 for a page with the very name that was asked for, 3 for one with the words in its title.

    Of one name an approved term comes first, then articles, then all others.
    """
    if hit.is_named:
        return 0 if (hit.kind, hit.status) == ("term", "approved") else 1 if hit.kind == "article" else 2
    return 3 if not hit.parts and (hit.is_titled or hit.is_titled_widely) else 4
