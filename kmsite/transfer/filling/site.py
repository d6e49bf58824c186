"""Filling a wiki: the plan, the texts in several processes, and all rows in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kmsite.pages.index import foremost, learning, prior
from kmsite.pages.models import Page, Redirect
from kmsite.pages.saving.deriving import rebuild_titles
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.mentioning import Spelling
from kmsite.transfer.filling import glossing, people, writing
from kmsite.transfer.filling.composing import Composed, Sheet
from kmsite.transfer.filling.copying import copy, line
from kmsite.transfer.filling.glossing import Glossary, PlannedTerm
from kmsite.transfer.filling.hands import composed
from kmsite.transfer.filling.planning import YEARS, Around, Planned, Planner
from kmsite.transfer.filling.tagging import tags
from kmsite.transfer.filling.texts import Wish
from kmsite.transfer.filling.words import Draws, vocabulary

MEDIAN = 3_000
"""How long half of the texts are at most, in characters."""
_READ = 5
"""Of so many pages one was read lately."""
_DAYS = 90

Told = Callable[[int], None]
"""Is told how many more pages are written."""


@transaction.atomic
def fill(
    pages: int,
    terms: int = 0,
    *,
    seed: int = 1,
    median: int = MEDIAN,
    texts: int | None = None,
    by: Any = None,
    told: Told = lambda number: None,
) -> None:
    """Add `pages` articles and `terms` terms as `editing` and `curating` would have written them.

    `texts` is how many different texts there are: one for each page unless it is given. All is written by
    `by`, where it is given. The same seed makes the same wiki, but for its ids and today's date. It assumes
    that nobody else writes meanwhile.
    """
    with connection.cursor() as cursor:
        _Filling(cursor, seed, by).run(pages, terms, median, texts or pages, told)


def settle() -> None:
    """Leave the tables as those of a wiki that has been there for a while; outside of any transaction.

    Weighing wrote each entry twice, and while an older transaction runs anywhere, Postgres does not use an
    index on words that was made over such rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) pages_searchentry")
        cursor.execute("VACUUM (ANALYZE)")


class _Filling:
    """One filling, with what it needs to know in several of its steps."""

    def __init__(self, cursor: Any, seed: int, by: Any) -> None:
        self._cursor = cursor
        self._seed = seed
        self._words = vocabulary(seed)
        self._heard: set[tuple[str, bool]] = set()
        self._until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=1)
        self._before = list(Page.objects.order_by("pk").values_list("pk", flat=True))
        self._writers = [by.pk] if by else people.writers(seed, self._until - YEARS)
        self._audiences = [] if by else people.audiences(seed, self._writers)

    def run(self, pages: int, terms: int, median: int, texts: int, told: Told) -> None:
        """Write everything."""
        glossary = Glossary(self._words, self._seed, self._writers, self._until) if terms else None
        planned = glossary.terms(terms, _slugs("term")) if glossary else []
        tagged = tags(self._seed, self._words, pages)
        around = self._around(list(tagged), [term.title for term in planned])
        articles = Planner(pages, self._seed, around).pages()
        self._draw_ids(planned, articles)
        indexes = writing.begin(self._cursor)
        if glossary:
            self._write_terms(glossary, planned, told)
        wishes = [self._wish(page, median) for page in articles[:texts]]
        sheets = (_sheet(page, wishes[place % texts], tagged) for place, page in enumerate(articles))
        self._write(sheets, len(articles), told)
        rebuild_titles([page.id for page in articles])
        writing.lead(self._cursor, heals=bool(self._before))
        self._write_reads(articles)
        writing.count_words(self._cursor)
        prior.weigh([*self._before, *(page.id for page in (*planned, *articles))])
        foremost.choose()
        writing.end(self._cursor, indexes)
        if planned:
            autolinking.names_changed({Spelling(planned[0].title, False)})
        showing.touch(self._before)

    def _around(self, tagged: list[str], terms: list[str]) -> Around:
        at_the_top = Page.objects.filter(kind=Page.Kind.ARTICLE, parent=None)
        return Around(
            until=self._until,
            writers=self._writers,
            audiences=self._audiences,
            tags=tagged,
            terms=terms,
            slugs=_slugs("article"),
            titles_at_the_top=set(at_the_top.values_list("title_key", flat=True)),
        )

    def _draw_ids(self, terms: list[PlannedTerm], articles: list[Planned]) -> None:
        """Give ids to pages and revisions, in the order of time."""
        written = [*terms, *articles]
        wanted = [1] * len(terms) + [len(page.moments) for page in articles]
        revisions = iter(writing.draw(self._cursor, "pages_revision", sum(wanted)))
        for page, id, number in zip(
            written, writing.draw(self._cursor, "pages_page", len(written)), wanted, strict=True
        ):
            page.id, page.revisions = id, tuple(islice(revisions, number))

    def _write_terms(self, glossary: Glossary, planned: list[PlannedTerm], told: Told) -> None:
        sheets, rows = [], []
        for sheet, entry, domain, uid in glossary.sheets(planned):
            sheets.append(sheet)
            rows += glossing.rows(sheet, entry, domain, uid)
        writing.write_rows(self._cursor, glossing.COLUMNS, rows)
        self._write(sheets, len(sheets), told)

    def _write(self, sheets: Sequence[Sheet] | Iterator[Sheet], number: int, told: Told) -> None:
        for done in composed(sheets, number, self._seed):
            writing.write(self._cursor, done)
            self._learn(done)
            told(len(done.words))

    def _learn(self, done: Composed) -> None:
        """Let the lexicon hear each word once from everybody's pages, and from those of who signed in."""
        new = {heard: page for heard, page in done.heard.items() if heard not in self._heard}
        self._heard |= new.keys()
        said: dict[int, list[str]] = {}
        for (word, _is_public), page in sorted(new.items()):
            said.setdefault(page, []).append(word)
        blank = {"names": "", "headings": ""}
        learning.learn([{"page": page, "text": " ".join(words), **blank} for page, words in said.items()])

    def _wish(self, page: Planned, median: int) -> Wish:
        seed = f"{self._seed} text {page.number}"
        return Wish(seed, median, page.topics, page.links, page.terms, page.heading)

    def _write_reads(self, articles: list[Planned]) -> None:
        """Count reads of the last days: many of a few pages, none of most."""
        chance = Random(f"{self._seed} reads")  # noqa: S311 - likely figures, no secrets
        known = articles[:]
        chance.shuffle(known)
        popular, today = Draws(known, steepness=0.7), self._until.date()
        counted: dict[tuple[int, int], int] = {}
        for page in popular.many(chance, len(articles) * 3):
            place = (page.id, chance.randrange(_DAYS))
            counted[place] = counted.get(place, 0) + chance.randint(1, 9)
        rows = (
            line((id, today - timedelta(days=ago), number)) for (id, ago), number in sorted(counted.items())
        )
        copy(self._cursor, "pages_pageread", "page_id, day, number", rows)


def _sheet(page: Planned, wish: Wish, tagged: dict[str, int]) -> Sheet:
    return Sheet(
        kind=Page.Kind.ARTICLE.value,
        id=page.id,
        title=page.title,
        slug=page.slug,
        saved=tuple(zip(page.revisions, page.moments, page.writers, strict=True)),
        parent=page.parent and page.parent.id,
        section=page.section and page.section.id,
        position=page.position,
        reach=page.reach,
        audience=page.audience,
        tags=tuple((tagged[name], name) for name in page.tags),
        wish=wish,
    )


def _slugs(kind: str) -> set[str]:
    """Return all addresses that pages of a kind have or had."""
    given = Page.objects.filter(kind=kind).values_list("slug", flat=True)
    return {*given, *Redirect.objects.filter(kind=kind).values_list("slug", flat=True)}
