"""What follows from a page's text: its rendering, its links and its entry in the search index."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection

from kmsite.pages import linking, showing
from kmsite.pages.models import Name, Page, Rendering, Revision
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.search_language import search_language
from kmsite.text.folding import fold
from kmsite.text.rendering import Rendered, render

# Postgres takes at most a megabyte of vector; this much text always fits.
_MOST_INDEXED = 256 * 1024
_PATIENCE = 5.0

_INDEX = """
INSERT INTO pages_searchentry (page_id, reach, kind, changed_at, title, words)
SELECT p.id, p.reach, p.kind, p.changed_at,
    setweight(to_tsvector(%(language)s::regconfig, %(title)s), 'A'),
    setweight(to_tsvector(%(language)s::regconfig, %(names)s), 'A')
    || setweight(to_tsvector(%(language)s::regconfig, %(headings)s), 'B')
    || setweight(to_tsvector(%(language)s::regconfig, %(text)s), 'D')
FROM pages_page p WHERE p.id = %(page)s
ON CONFLICT (page_id) DO UPDATE SET reach = excluded.reach, kind = excluded.kind,
    changed_at = excluded.changed_at, title = excluded.title, words = excluded.words
"""


def derive(page: Page, revision: Revision, rendered: Rendered) -> None:
    """Write what follows from `rendered`, the text of `revision`, which is the current one of `page`.

    To be called inside a transaction that has locked the page, after its names were written.
    """
    Rendering.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "revision": revision,
            "html": rendered.html,
            "toc": [asdict(heading) for heading in rendered.toc],
            "text": rendered.text,
        },
    )
    linking.write_links(page, rendered.links)
    _index(page, revision, rendered)


def rebuild(page: Page) -> None:
    """Derive everything of `page` again from its current revision, with more patience than a save has.

    Raises TextRefused when the text still cannot be rendered; then everything stays as it was.
    """
    revision = Revision.objects.get(pk=page.current_id)
    rendered = render(revision.body, patience=_PATIENCE)
    _rebuild(page.pk, revision.pk, rendered)


@in_one_transaction
def _rebuild(page: int, revision: int, rendered: Rendered) -> None:
    locked = Page.objects.select_for_update(no_key=True).get(pk=page)
    if locked.current_id != revision:
        return  # saved meanwhile, and with that derived
    derive(locked, Revision.objects.get(pk=revision), rendered)
    showing.touch([page])


def _index(page: Page, revision: Revision, rendered: Rendered) -> None:
    names = Name.objects.filter(page_id=page.pk).values_list("text", flat=True)
    structure = revision.structure
    headings = [heading.text for heading in rendered.toc]
    words = [*structure.get("tags", ()), structure.get("lede", ""), *headings]
    with connection.cursor() as cursor:
        cursor.execute(
            _INDEX,
            {
                "page": page.pk,
                "language": search_language(),
                "title": fold(page.title),
                "names": fold("\n".join(names)),
                "headings": fold("\n".join(words)),
                "text": fold(rendered.text[:_MOST_INDEXED]),
            },
        )
