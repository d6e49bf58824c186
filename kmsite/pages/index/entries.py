"""The search index: what of a page is written into it, folded as the question will be."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kmsite.pages.index.facts import FOUND_BY
from kmsite.pages.index.languages import language_of
from kmsite.pages.models import Name, Page, Revision
from kmsite.text.folding import fold
from kmsite.text.rendering import Rendered

# Postgres takes at most a megabyte of vector; this much text always fits.
_MOST_INDEXED = 256 * 1024
# Words in angle brackets would be taken for tags, and be found by nobody.
_WITHOUT_TAGS = str.maketrans("<>", "  ")

TITLE = "setweight(to_tsvector(%(language)s::regconfig, %(title)s), 'A')"
WORDS = """
    setweight(to_tsvector(%(language)s::regconfig, %(names)s), 'A')
    || setweight(to_tsvector(%(language)s::regconfig, %(headings)s), 'B')
    || setweight(to_tsvector(%(language)s::regconfig, %(text)s), 'D')
"""
WRITE = f"""
INSERT INTO pages_searchentry (page_id, reach, kind, changed_at, language, title, words)
SELECT p.id, {FOUND_BY}, p.kind, p.changed_at, %(language)s, {TITLE}, {WORDS}
FROM pages_page p WHERE p.id = %(page)s
ON CONFLICT (page_id) DO UPDATE
SET language = excluded.language, title = excluded.title, words = excluded.words
"""  # noqa: S608 (constants)
_COMPARE = f"SELECT title = {TITLE} AND words = {WORDS} FROM pages_searchentry WHERE page_id = %(page)s"  # noqa: S608


def is_indexed(page: Page, revision: Revision, rendered: Rendered) -> bool:
    """Say whether the search entry of `page` is what its text gives today."""
    names = Name.objects.filter(page_id=page.pk).exclude(kind=Name.Kind.TITLE).order_by("id")
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE, words(page, revision, rendered, names.values_list("text", flat=True)))
        return cursor.fetchone() == (True,)


def words(page: Page, revision: Revision, rendered: Rendered, names: Iterable[str]) -> dict[str, object]:
    """Return the parameters of `WRITE` for `page`, which besides its title has `names`.

    Title and names weigh A, tags, lede and headings B, the text D.
    """
    structure = revision.structure
    headings = [heading.text for heading in rendered.toc]
    return {
        "page": page.pk,
        "language": language_of(page),
        "title": fold(page.title),
        "names": fold("\n".join([page.title, *names])),
        "headings": fold("\n".join([*structure.get("tags", ()), structure.get("lede", ""), *headings])),
        "text": fold(rendered.text[:_MOST_INDEXED].translate(_WITHOUT_TAGS)),
    }
