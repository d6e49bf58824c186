"""What follows from a page's text: its rendering, its links and its entry in the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.db import connection

from kmsite.pages import linking, showing
from kmsite.pages.indexing import index
from kmsite.pages.models import Page, Rendering, Revision
from kmsite.pages.retrying import in_one_transaction
from kmsite.text.rendering import Heading, Rendered, TextRefused, render

PATIENCE = 5.0
"""How many times the budget of a save a rebuild gives a text: a busy machine must not un-render a page."""


_TITLES = """
INSERT INTO pages_name AS name (page_id, text, key, kind, "case", autolink)
SELECT id, title, title_key, 'title', 'any', 'manual' FROM pages_page
WHERE %(pages)s::bigint[] IS NULL OR id = ANY(%(pages)s::bigint[]) ORDER BY id
ON CONFLICT (page_id) WHERE kind = 'title' DO UPDATE SET text = excluded.text, key = excluded.key
WHERE (name.text, name.key) <> (excluded.text, excluded.key)
"""


def derive(page: Page, revision: Revision, rendered: Rendered) -> None:
    """Write what follows from `rendered`, the text of `revision`, which is the current one of `page`.

    To be called inside a transaction that has locked the page, after its former names were written.
    """
    rebuild_titles([page.pk])
    rendering = Rendering(
        page_id=page.pk,
        revision=revision,
        html=rendered.html,
        toc=contents(rendered.toc),
        text=rendered.text,
    )
    Rendering.objects.bulk_create(
        [rendering],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["revision", "html", "toc", "text"],
    )
    linking.write_links(page, rendered.links)
    index(page, revision, rendered)


def contents(toc: Iterable[Heading]) -> list[dict[str, object]]:
    """Return a table of contents as `Rendering.toc` keeps it."""
    return [asdict(heading) for heading in toc]


def rebuild_titles(pages: list[int] | None = None) -> None:
    """Let `pages` (ids), or every page, be known by their titles, before links are resolved by them."""
    with connection.cursor() as cursor:
        cursor.execute(_TITLES, {"pages": pages})


def rebuild(page: Page) -> None:
    """Derive everything of `page` again from its current revision, with more patience than a save has.

    Raises TextRefused when the text still cannot be rendered; then everything stays as it was.
    """
    revision = Revision.objects.get(pk=page.current_id)
    _rebuild(page.pk, revision, render(revision.body, patience=PATIENCE))


def rebuild_all(ids: Iterable[int]) -> Iterator[tuple[Page, TextRefused | None]]:
    """Rebuild one page after the other; yield each with the refusal of its text, if it was refused."""
    for id in ids:
        page = Page.objects.get(pk=id)
        try:
            rebuild(page)
        except TextRefused as refused:
            yield page, refused
        else:
            yield page, None


@in_one_transaction
def _rebuild(id: int, revision: Revision, rendered: Rendered) -> None:
    page = Page.objects.select_for_update(no_key=True).get(pk=id)
    if page.current_id == revision.pk:  # otherwise it was saved meanwhile, and with that derived
        derive(page, revision, rendered)
        showing.touch([id])
