"""Composing pages, in processes of their own: texts, what is rendered from them, and all their rows."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from kmsite.pages.index import entries
from kmsite.pages.index.entries import Words
from kmsite.pages.index.learning import words_in
from kmsite.pages.models import Page, Revision
from kmsite.pages.reach import PUBLIC, SIGNED_IN
from kmsite.pages.saving.deriving import contents, rendered_of
from kmsite.pages.saving.drafts import Draft
from kmsite.text.names import name_key
from kmsite.text.rendering import Rendered
from kmsite.transfer.filling.copying import line
from kmsite.transfer.filling.texts import Wish, Writer, earlier
from kmsite.transfer.filling.words import vocabulary

PATIENCE = 20.0
"""How many times the budget of a save a text gets: nobody waits, and the machine is busy."""
COLUMNS: Mapping[str, str] = {
    "pages_page": "id, kind, slug, title, title_key, lede, parent_id, position, current_id, audience_id,"
    " reach, created_at, changed_at",
    "pages_revision": "id, page_id, number, base_id, by_id, at, summary, minor, title, body, structure,"
    " sha256, key",
    "pages_ledgerentry": "at, verb, about, by_id, page_id, revision_id",
    "pages_rendering": "page_id, revision_id, html, toc, text, parts",
    "pages_shown": "page_id, version",
    "pages_pagetag": "content_object_id, tag_id",
    "filling_link": "source, key, anchor",
}
"""What is copied, and into which columns, in this order; tables that begin with `filling` are temporary."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be composed: an article by its `wish`, a term by `body`, `lede` and `entry`.

    `tags` are pairs of an id and a name, `saved` has for each revision its id, time and writer.
    """

    kind: str
    id: int
    title: str
    slug: str
    saved: tuple[tuple[int, datetime, int], ...]
    parent: int | None = None
    section: int | None = None
    position: int = 0
    reach: int = 0
    audience: int | None = None
    tags: tuple[tuple[int, str], ...] = ()
    wish: Wish | None = None
    lede: str = ""
    body: str = ""
    entry: Mapping[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """Some finished pages: rows for each table of `COLUMNS`, as COPY reads them, and what is indexed of each.

    `heard` is for the lexicon: each word once for everybody, once for those who signed in, with a page that
    says it.
    """

    rows: Mapping[str, str]
    words: list[Words]
    heard: Mapping[tuple[str, bool], int]


def compose(sheets: Sequence[Sheet], seed: int) -> Composed:
    """Return the pages on `sheets`, finished."""
    rows: dict[str, list[str]] = defaultdict(list)
    words: list[Words] = []
    heard: dict[tuple[str, bool], int] = {}
    for sheet in sheets:
        lede, bodies, rendered = _said(sheet, seed)
        structure = {"lede": lede, "tags": [name for _id, name in sheet.tags], **sheet.entry}
        for table, values in _rows_of(sheet, structure, bodies, rendered):
            rows[table].append(line(values))
        page, revision = Page(pk=sheet.id, title=sheet.title), Revision(structure=structure)
        words.append(entries.words(page, revision, rendered, sheet.names, structure["tags"]))
        if sheet.reach in (PUBLIC, SIGNED_IN):
            for word in words_in(words[-1]):
                heard.setdefault((word, sheet.reach == PUBLIC), sheet.id)
    return Composed({table: "".join(lines) for table, lines in rows.items()}, words, heard)


def _rows_of(
    sheet: Sheet, structure: Mapping[str, Any], bodies: list[str], rendered: Rendered
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    (_first, created, _by), (current, changed, _by) = sheet.saved[0], sheet.saved[-1]
    key, lede = name_key(sheet.title), structure["lede"]
    yield (
        "pages_page",
        (
            sheet.id,
            sheet.kind,
            sheet.slug,
            sheet.title,
            key,
            lede,
            sheet.parent,
            sheet.position,
            current,
            sheet.audience,
            sheet.reach,
            created,
            changed,
        ),
    )
    yield from _revisions(sheet, bodies, structure)
    toc, parts = json.dumps(contents(rendered.toc)), json.dumps(rendered.parts)
    yield "pages_rendering", (sheet.id, current, rendered.html, toc, rendered.text, parts)
    yield "pages_shown", (sheet.id, 1)
    yield from (("pages_pagetag", (sheet.id, tag)) for tag, _name in sheet.tags)
    for link in sorted({(link.key, link.anchor) for link in rendered.links}):
        yield "filling_link", (sheet.id, *link)


def _said(sheet: Sheet, seed: int) -> tuple[str, list[str], Rendered]:
    """Return the lede of a page, its body in every revision, and what the last of them gives."""
    if sheet.wish:
        lede, blocks, rendered = _written(sheet.wish, seed)
        number = len(sheet.saved)
        return lede, [earlier(blocks, part, number) for part in range(1, number + 1)], rendered
    draft = Draft(sheet.title, sheet.lede, (), sheet.body, sheet.entry)
    return sheet.lede, [sheet.body] * len(sheet.saved), rendered_of(sheet.kind, draft, patience=PATIENCE)


@lru_cache(maxsize=512)
def _written(wish: Wish, seed: int) -> tuple[str, tuple[str, ...], Rendered]:
    writer = Writer(wish, vocabulary(seed))
    blocks, lede = tuple(writer.blocks()), writer.lede()
    body = earlier(blocks, 1, 1)
    draft = Draft("", "", (), body)
    return lede, blocks, rendered_of(Page.Kind.ARTICLE.value, draft, patience=PATIENCE)


def _revisions(
    sheet: Sheet, bodies: list[str], structure: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    said, base = json.dumps(structure), None
    for number, ((id, at, by), body) in enumerate(zip(sheet.saved, bodies, strict=True), 1):
        digest = hashlib.sha256(body.encode()).hexdigest()
        row = (id, sheet.id, number, base, by, at, "", "f", sheet.title, body, said, digest, "")
        yield "pages_revision", row
        yield "pages_ledgerentry", (at, "created" if number == 1 else "revised", "{}", by, sheet.id, id)
        base = id
