"""What a search answers with: pages and why they are there, facets, and what was done to the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kmsite.pages.models import Page

SIZE = 20
"""Pages on one screen."""
RANKED = 200
"""So many of the best are put in order by rank, beside as many titles."""
COUNTED = 1000
"""Totals are exact up to here."""

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces: (text, whether it was asked for)."""


@dataclass(frozen=True, slots=True)
class Match:
    """One word of the question that a page has: as it was asked, where it stands, and what stood for it.

    `places` are some of title, name, heading (or tag, or lede) and text. `by` is the synonym that matched
    instead of the word, or the longer word that it begins; empty where the word itself stands there.
    """

    word: str
    places: tuple[str, ...]
    by: str = ""
    is_synonym: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a page is there: what matched, and what speaks for the page whatever is asked.

    The shares are what each added to `score`, in points: text, exactness (all words in the title, or in order
    and close together), trust, use and freshness.
    """

    is_named: bool = False
    is_titled: bool = False
    is_in_order: bool = False
    matches: tuple[Match, ...] = ()
    missing: tuple[str, ...] = ()
    text: float = 0.0
    exactness: float = 0.0
    trust: float = 0.0
    use: float = 0.0
    freshness: float = 0.0

    @property
    def score(self) -> float:
        return self.text + self.exactness + self.trust + self.use + self.freshness


@dataclass(frozen=True, slots=True)
class Found:
    """One page that answers, with its title and a passage in pieces: (text, whether it was asked for).

    `sections` are the two pages it stands below, the nearest last: a page of the same name stands elsewhere.
    `named` is the exact name of the page that was asked for; "" if none, or one that is not for showing.
    """

    page: Page
    sections: list[Page]
    title: Pieces
    passage: Pieces
    status: str = ""
    status_label: str = ""
    named: str = ""
    reasons: Reasons = Reasons()


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its key in the address, what it is called, how many pages have it."""

    key: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of choosing among the answers, each value counted with all other choices as they are."""

    name: str
    label: str
    values: tuple[Value, ...]

    @property
    def chosen(self) -> list[Value]:
        return [value for value in self.values if value.is_chosen]


@dataclass(frozen=True, slots=True)
class Widened:
    """Words of the question that are a name of `term`, and the other names that were looked for as well."""

    words: str
    term: Page
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """The question with its spelling put right, in pieces (text, whether it was changed), with its total.

    `is_shown` says whether the pages of the answer are those of this question, because the one that was asked
    finds nothing; otherwise it is only offered.
    """

    text: str
    pieces: Pieces
    total: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One screen of answers. `total` is exact up to 1,000; beyond that `is_more` is true.

    `is_sampled`: so many pages answer that the counts of facets are those of the best thousand.
    `is_loosened`: no page has all the words, and those found have some of them. `beside` are the best of
    those that have most, where few have all.
    """

    found: list[Found]
    total: int
    number: int = 1
    reachable: int = RANKED
    facets: tuple[Facet, ...] = ()
    is_sampled: bool = False
    widened: tuple[Widened, ...] = ()
    mended: Mended | None = None
    near: list[Page] = field(default_factory=list)
    is_loosened: bool = False
    beside: list[Found] = field(default_factory=list)

    @property
    def is_more(self) -> bool:
        return self.total > COUNTED

    @property
    def shown_total(self) -> int:
        return min(self.total, COUNTED)

    @property
    def following(self) -> int | None:
        """The number of the next screen; so many as are put in order can be reached."""
        return self.number + 1 if self.number * SIZE < min(self.total, self.reachable) else None
