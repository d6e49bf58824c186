"""The search index: what of a page is written into it, folded as the question will be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from django.db import connection

from kmsite.pages.index.copied import COLUMNS, facts_of
from kmsite.pages.index.languages import language_of, site_language
from kmsite.pages.models import Name, Page, Revision, Tag
from kmsite.text.folding import closed, fold
from kmsite.text.rendering import Rendered

# Postgres takes at most a megabyte of vector; this much text always fits.
_MOST_INDEXED, _MOST_CLOSED = 256 * 1024, 16 * 1024
# Words in angle brackets would be taken for tags, and be found by nobody.
_WITHOUT_TAGS = str.maketrans("<>", "  ")

TITLE = "setweight(to_tsvector(said.language::regconfig, said.title), 'A')"
WORDS = """
    setweight(to_tsvector(said.language::regconfig, said.names), 'A')
    || setweight(to_tsvector(said.language::regconfig, said.headings), 'B')
    || setweight(to_tsvector(said.language::regconfig, said.text), 'D')
"""
_PARTS = {
    "page": "bigint",
    "language": "text",
    "title": "text",
    "names": "text",
    "headings": "text",
    "text": "text",
}
_SAID = f"""
said ({", ".join(_PARTS)}) AS (
    SELECT * FROM unnest({", ".join(f"%(said_{name})s::{type}[]" for name, type in _PARTS.items())})
)
"""  # noqa: S608 (constants)
_OURS, _OF_ENTRY, _NEW = (
    ", ".join(f"{table}{name}" for name in (*COLUMNS, "language", "title", "words"))
    for table in ("", "e.", "excluded.")
)
_WRITE = f"""
INSERT INTO pages_searchentry AS e (page_id, {_OURS})
SELECT fact.page_id, {", ".join(f"fact.{name}" for name in COLUMNS)}, said.language, {TITLE}, {WORDS}
FROM fact JOIN said ON said.page = fact.page_id
ON CONFLICT (page_id) DO UPDATE SET ({_OURS}) = ({_NEW}), room = DEFAULT
WHERE ({_OF_ENTRY}) IS DISTINCT FROM ({_NEW})
"""  # noqa: S608 (constants)
_COMPARE = f"""
WITH {_SAID}
SELECT e.title = {TITLE} AND e.words = {WORDS} AND e.language = said.language
FROM pages_searchentry e JOIN said ON said.page = e.page_id
"""  # noqa: S608 (constants)
_KEPT = f"""
SELECT p.id, p.language, p.title,
    ARRAY (SELECT n.text FROM pages_name n WHERE n.page_id = p.id AND n.kind <> 'title' ORDER BY n.id),
    ARRAY (
        SELECT tag.name FROM pages_pagetag t JOIN pages_tag tag ON tag.id = t.tag_id
        WHERE t.content_object_id = p.id ORDER BY tag.key
    ),
    coalesce(r.structure ->> 'lede', ''),
    ARRAY (SELECT heading ->> 'text' FROM jsonb_array_elements(d.toc) AS heading),
    left(d.text, {_MOST_INDEXED})
FROM pages_page p
JOIN pages_revision r ON r.id = p.current_id
JOIN pages_rendering d ON d.page_id = p.id
WHERE p.id = ANY(%s) ORDER BY p.id
"""  # noqa: S608 (constants)

Words = dict[str, object]
"""What the entry of a page is written from: its id and language; folded title, names, headings and text."""


def is_indexed(page: Page, revision: Revision, rendered: Rendered) -> bool:
    """Say whether the search entry of `page` is what its text gives today."""
    names = Name.objects.filter(page_id=page.pk).exclude(kind=Name.Kind.TITLE).order_by("id")
    tags = Tag.objects.filter(page_tags__content_object=page.pk).by_name().values_list("name", flat=True)
    with connection.cursor() as cursor:
        said = words(page, revision, rendered, names.values_list("text", flat=True), tags)
        cursor.execute(_COMPARE, parameters([said]))
        return cursor.fetchone() == (True,)


def words(
    page: Page, revision: Revision, rendered: Rendered, names: Iterable[str], tags: Iterable[str]
) -> Words:
    """Return what the entry of `page` is written from, which besides its title has `names`.

    `tags` are those that it carries, by the names that they have now, in the order of their keys. Title and
    names weigh A, tags, lede and headings B, the text D.
    """
    lede = revision.structure.get("lede", "")
    beside = [*tags, lede, *(heading.text for heading in rendered.toc)]
    return _folded(page.pk, language_of(page), page.title, names, beside, rendered.text)


def kept_words(pages: Iterable[int]) -> Iterator[Words]:
    """Yield what the entry of each of `pages` (ids) is written from, as its text was rendered when saved."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [sorted(pages)])
        rows = cursor.fetchall()
    for page, language, title, names, tags, lede, headings, text in rows:
        yield _folded(page, language or site_language(), title, names, [*tags, lede, *headings], text)


def write_again(pages: Iterable[int]) -> list[Words]:
    """Write the entries of `pages` (ids), which are locked, where they are others; return all their words."""
    found = list(kept_words(pages))
    with connection.cursor() as cursor:
        cursor.execute(write(), parameters(found))
    return found


@cache
def write(beside: str = "") -> str:
    """Return the statement that writes entries, their words and facts; `beside` are further tables of it."""
    tables = ",".join(filter(str.strip, (_SAID, beside)))
    return f"WITH RECURSIVE {tables}, {facts_of('SELECT page FROM said')} {_WRITE}"  # noqa: S608 (constants)


def parameters(written: Collection[Words]) -> dict[str, list[object]]:
    """Return the parameters of `write` for what `words` or `kept_words` gave."""
    return {f"said_{name}": [one[name] for one in written] for name in _PARTS}


def _folded(
    page: int, language: str, title: str, names: Iterable[str], beside: Iterable[str], text: str
) -> Words:
    return {
        "page": page,
        "language": language,
        "title": fold(title),
        "names": _spelt("\n".join([title, *names])),
        "headings": _spelt("\n".join(beside)),
        "text": _spelt(text[:_MOST_INDEXED].translate(_WITHOUT_TAGS)),
    }


def _spelt(text: str) -> str:
    """Return `text` folded, and below it what is written with hyphens as one word."""
    return "\n".join(filter(None, (fold(text), closed(text)[:_MOST_CLOSED])))
