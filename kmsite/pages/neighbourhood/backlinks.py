"""Backlinks: the pages that link to a page or to one of its headings, each with the sentences of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.db import connection

from kmsite.pages.models import Page
from kmsite.pages.names.headings import old_ids
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.reach import readable_reaches
from kmsite.text.links import Target, lay
from kmsite.text.term_sentences import Sentence, sentences_to

MOST_SENTENCES = 3
"""Sentences shown of one page that links here."""

# An old address of a heading counts where it leads now. The row without an anchor counts all pages.
_COUNTED = """
SELECT coalesce(alias.new, l.anchor), count(DISTINCT l.source_id)
FROM pages_link l
JOIN pages_page p ON p.id = l.source_id
LEFT JOIN pages_headingalias alias ON alias.page_id = l.target_id AND alias.old = l.anchor
WHERE l.target_id = %(page)s AND l.source_id <> %(page)s
AND p.reach = ANY(%(reaches)s::integer[]) AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
GROUP BY GROUPING SETS ((coalesce(alias.new, l.anchor)), ())
"""
_TEXTS = """
SELECT r.page_id, r.html, r.parts,
    ARRAY (SELECT l.key FROM pages_link l WHERE l.source_id = r.page_id AND l.target_id = %(page)s)
FROM pages_rendering r WHERE r.page_id = ANY(%(sources)s::bigint[])
"""


@dataclass(frozen=True)
class Heading:
    """A heading of the page, and how many pages link to it."""

    id: str
    text: str
    level: int
    pages: int


@dataclass(frozen=True)
class Place:
    """A link: its sentence, and the words of the heading that it leads to, if it names one."""

    at: Sentence
    heading: str


@dataclass(frozen=True)
class Backlink:
    """A page that links here, where, and in how many more places than are shown."""

    page: Page
    places: list[Place]
    more: int


class Backlinks:
    """What links to `page` as far as `by` may see it; of one heading only, where `heading` (an id) is one.

    Two statements, and a third for the sentences.
    """

    def __init__(self, page: Page, by: Any, heading: str = "") -> None:
        self.page, self.by = page, by
        asked = Page.objects.filter(pk=page.pk).annotate(old=old_ids())
        contents, aliases = asked.values_list("rendering__toc", "old").get()
        self._contents: list[dict[str, Any]] = contents or []
        self._words: Mapping[str, str] = {heading["id"]: heading["text"] for heading in self._contents}
        self._now: Mapping[str, str] = {alias["old"]: alias["new"] for alias in aliases}
        self.headings, self.count = self._counted()
        heading = self._now.get(heading, heading)
        self.chosen = next((one for one in self.headings if one.id == heading), None)

    def sources(self) -> PageQuerySet:
        """Return the pages that link here, each once."""
        links = self.page.backlinks.all()
        if self.chosen:
            old = [old for old, new in self._now.items() if new == self.chosen.id]
            links = links.filter(anchor__in=[self.chosen.id, *old])
        sources = Page.objects.visible_to(self.by).filter(id__in=links.values("source"))
        return sources.exclude(pk=self.page.pk)

    def with_sentences(self, sources: Sequence[Page]) -> list[Backlink]:
        """Return `sources` with the sentences in which their links stand, as their readers see them."""
        asked = {"page": self.page.pk, "sources": [source.pk for source in sources]}
        with connection.cursor() as cursor:
            cursor.execute(_TEXTS, asked)
            texts = {page: self._places(html, parts, keys) for page, html, parts, keys in cursor.fetchall()}
        return [_backlink(source, texts.get(source.pk, [])) for source in sources]

    def _counted(self) -> tuple[list[Heading], int]:
        """Return the headings of the page that are linked to, in their order, and the number of all pages."""
        asked = {"page": self.page.pk, "reaches": readable_reaches(self.by)}
        with connection.cursor() as cursor:
            cursor.execute(_COUNTED, asked)
            counted = dict(cursor.fetchall())
        headings = [Heading(**heading, pages=counted.get(heading["id"], 0)) for heading in self._contents]
        return [heading for heading in headings if heading.pages], counted.get(None, 0)

    def _places(self, html: str, parts: str, keys: Iterable[str]) -> list[Place]:
        text = "<hr>".join([html, *json.loads(parts).values()])
        address = self.page.get_absolute_url()
        laid = lay(text, dict.fromkeys(keys, Target(address, self.page.title)))
        addresses = {unquote(address).rstrip("/"), *(key for key in keys if key.startswith("/"))}
        found = [(self._now.get(to, to), at) for to, at in sentences_to(laid, addresses)]
        wanted = [(to, at) for to, at in found if not self.chosen or to == self.chosen.id]
        return [Place(at, self._words.get(to, "")) for to, at in wanted]


def _backlink(source: Page, places: list[Place]) -> Backlink:
    return Backlink(source, places[:MOST_SENTENCES], len(places[MOST_SENTENCES:]))
