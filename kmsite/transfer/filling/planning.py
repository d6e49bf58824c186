"""The plan of a wiki: which pages stand where, who may read them, who wrote them when, what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import sqrt
from random import Random

from kmsite.pages.reach import PUBLIC, SIGNED_IN
from kmsite.text.names import name_key
from kmsite.text.slugs import slugify
from kmsite.transfer.filling import texts
from kmsite.transfer.filling.field import GENERAL_TITLES
from kmsite.transfer.filling.words import Draws, vocabulary

YEARS = timedelta(days=3 * 365)
DEEPEST = 5
_HIDING = 8
"""Of so many sections one is for those who signed in, and one for an audience."""
_MOST_REVISIONS = 6
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


@dataclass(slots=True)
class Planned:
    """An article that will be written. `id` and `revisions` (ids) are drawn from the database later."""

    number: int
    title: str
    slug: str
    topics: tuple[str, ...]
    heading: str
    parent: Planned | None
    depth: int
    position: int
    reach: int
    audience: int | None
    tags: tuple[str, ...]
    moments: list[datetime]
    writers: list[int]
    links: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    children: int = 0
    id: int = 0
    revisions: Sequence[int] = ()
    section: Planned | None = None

    @property
    def key(self) -> str:
        return name_key(self.title)


@dataclass
class Around:
    """What the wiki has already, or is given: nothing planned may clash with it."""

    until: datetime
    writers: list[int]
    audiences: list[int]
    tags: list[str]
    terms: list[str]
    slugs: set[str] = field(default_factory=set)
    titles_at_the_top: set[str] = field(default_factory=set)


class Planner:
    """Plans one wiki of `count` articles; the same seed and surroundings give the same plan."""

    def __init__(self, count: int, seed: int, around: Around) -> None:
        self._count = count
        self._around = around
        self._chance = Random(f"{seed} plan")  # noqa: S311 - likely pages, no secrets
        self._words = vocabulary(seed)
        self._sections = min(count, max(2 * _HIDING, round(sqrt(count) / 6)))
        self._homes: list[Planned] = []
        self._taken: dict[int | None, set[str]] = {None: {*around.titles_at_the_top}}
        self._slugs = {*around.slugs}
        self._tags = Draws(around.tags)
        self._writers = Draws(around.writers)

    def pages(self) -> list[Planned]:
        """Return all articles, those above before those below, the older before the younger."""
        pages = [self._page(number) for number in range(1, self._count + 1)]
        self._lead_on(pages)
        return pages

    def _page(self, number: int) -> Planned:
        parent = None if number <= self._sections else self._chance.choice(self._homes)
        title, topics = self._title(parent)
        reach, audience = self._readers(number, parent)
        page = Planned(
            number,
            title,
            self._slug(title, parent, reach),
            topics,
            self._heading(),
            parent,
            depth=parent.depth + 1 if parent else 1,
            position=number if parent is None else parent.children + 1,
            reach=reach,
            audience=audience,
            tags=self._page_tags(),
            moments=self._moments(number),
            writers=[],
        )
        page.writers = self._writers.many(self._chance, len(page.moments))
        page.section = parent.section if parent else page
        if parent:
            parent.children += 1
        if parent is None or (page.depth < DEEPEST and self._chance.random() < 0.08):
            self._homes.append(page)
        return page

    def _title(self, parent: Planned | None) -> tuple[str, tuple[str, ...]]:
        """Return a title that no sibling has: often one of others elsewhere, seldom one with a number."""
        taken = self._taken.setdefault(parent and parent.number, set())
        for attempt in range(9):
            title, topics = texts.title(self._chance, self._words)
            if parent and attempt == 0 and self._chance.random() < 0.06:
                title = self._chance.choice(GENERAL_TITLES)
            if name_key(title) not in taken:
                break
        else:
            title = f"{title} {len(taken)}"
        taken.add(name_key(title))
        return title, topics

    def _slug(self, title: str, parent: Planned | None, reach: int) -> str:
        for slug in self._slugs_of(title, parent, reach):
            if slug not in self._slugs:
                self._slugs.add(slug)
                return slug
        raise AssertionError("unreachable")

    def _slugs_of(self, title: str, parent: Planned | None, reach: int) -> Iterator[str]:
        """Yield the addresses that `kmsite.pages.names.addressing` would look at, one after the other."""
        stem = slugify(title)
        while reach > PUBLIC:
            yield f"{stem}-{''.join(self._chance.choices(_LETTERS, k=4))}"
        yield stem
        if parent:
            stem = f"{slugify(parent.title)}-{stem}"
            yield stem
        for number in range(2, self._count + 3):
            yield f"{stem}-{number}"

    def _heading(self) -> str:
        quality, thing = self._words.qualities.one(self._chance), self._words.things.one(self._chance)
        return f"{quality.capitalize()} {thing} in use"

    def _readers(self, number: int, parent: Planned | None) -> tuple[int, int | None]:
        """Return who reads, in effect and by the page's own choice: never more than read the page above."""
        luck = number if parent is None else self._chance.randrange(200 * _HIDING)
        if parent and parent.reach != PUBLIC:
            return parent.reach, None
        if luck % _HIDING == 1 and (parent is None or luck < _HIDING):
            return SIGNED_IN, SIGNED_IN
        if luck % _HIDING == 2 and (parent is None or luck < _HIDING) and self._around.audiences:
            audience = self._chance.choice(self._around.audiences)
            return audience, audience
        return PUBLIC, None

    def _page_tags(self) -> tuple[str, ...]:
        number = self._chance.choice((0, 1, 1, 2, 2, 3, 4))
        return (
            tuple(sorted({*self._tags.many(self._chance, number)}, key=name_key)) if self._tags.items else ()
        )

    def _moments(self, number: int) -> list[datetime]:
        """Return when the page was written, and changed: most only once."""
        left = YEARS * (1 - number / (self._count + 1))
        chance = self._chance
        revisions = 1 if chance.random() < 0.7 else chance.randint(2, _MOST_REVISIONS)
        since = [left * chance.random() ** 2 for _ in range(revisions - 1)]
        return [self._around.until - ago for ago in (left, *sorted(since, reverse=True))]

    def _lead_on(self, pages: list[Planned]) -> None:
        """Give every page links to others, to some far more than to most, and terms to speak of."""
        chance, known = self._chance, pages[:]
        chance.shuffle(known)
        popular, terms = Draws(known), Draws(self._around.terms)
        red = Draws([texts.title(chance, self._words)[0] for _ in range(300)])
        numbers = chance.choices(range(10), weights=(6, 9, 12, 12, 10, 8, 6, 4, 3, 2), k=len(pages))
        for page, number in zip(pages, numbers, strict=True):
            page.terms = tuple({*terms.many(chance, 5)}) if terms.items else ()
            near = [page.parent] if page.parent and chance.random() < 0.5 else []
            page.links = tuple(
                self._link(to, page, red) for to in (*near, *popular.many(chance, number)) if to is not page
            )

    def _link(self, to: Planned, page: Planned, red: Draws) -> str:
        luck = self._chance.random()
        if luck < 0.05:
            return f"[[{red.one(self._chance)}]]"
        if luck < 0.12:
            return f"[[{to.title}#{to.heading}]]"
        if luck < 0.17 and to.parent:
            return f"[[{to.parent.title}/{to.title}]]"
        if luck < 0.22 and page.terms:
            return f"[[{page.terms[0]}]]"
        if luck < 0.32:
            return f"[[{to.title}|{to.topics[0]}]]"
        return f"[[{to.title}]]"
