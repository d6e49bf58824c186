"""What follows from a page's text: its rendering, its links and its entry in the search index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from django.db import connection

from kmsite.pages import kinds
from kmsite.pages.index import entries, learning, prior
from kmsite.pages.models import Page, Revision
from kmsite.pages.names import headings, linking
from kmsite.pages.names.linking import Kept
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside.mentioning import meet_names
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
_RENDERED = f"""
titled AS ({_TITLES}),
rendered AS (
    INSERT INTO pages_rendering (page_id, revision_id, html, toc, text, files, parts)
    VALUES (%(page)s, %(revision)s, %(html)s, %(toc)s, %(plain)s, %(files)s::bigint[], %(parts)s)
    ON CONFLICT (page_id) DO UPDATE SET revision_id = excluded.revision_id, html = excluded.html,
        toc = excluded.toc, text = excluded.text, files = excluded.files, parts = excluded.parts
)
"""  # noqa: S608 (constants)
_KNOWN = """
SELECT
    ARRAY (SELECT text FROM pages_name WHERE page_id = %(page)s AND kind <> 'title' ORDER BY id),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(id, key, anchor, target_id)), '[]')
     FROM pages_link WHERE source_id = %(page)s),
    ARRAY (SELECT heading ->> 'id' FROM pages_rendering, jsonb_array_elements(toc) AS heading
           WHERE page_id = %(page)s),
    ARRAY (SELECT tag.name FROM pages_pagetag t JOIN pages_tag tag ON tag.id = t.tag_id
           WHERE t.content_object_id = %(page)s ORDER BY tag.key)
"""


@dataclass(frozen=True)
class Known:
    """What is known of a page: its names other than the title, its links, the ids of its headings, its tags.

    Tags by the names that they have now, whatever its revision calls them.
    """

    names: tuple[str, ...] = ()
    links: tuple[Kept, ...] = ()
    headings: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()


NEW = Known()


def known_of(page: Page) -> Known:
    """Return what is known of `page`, in one statement; of a page that is being created it is `NEW`."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"page": page.pk})
        names, links, ids, tags = cursor.fetchone()
    kept = tuple(Kept(*link) for link in json.loads(links))
    return Known(tuple(names), kept, frozenset(ids), tuple(tags))


def rendered_of(kind: str, draft: Draft, *, patience: float = 1.0) -> Rendered:
    """Render the text of `draft`, and with it the texts in the entry of its kind; raises TextRefused.

    Links, files and words of all of them are those of the page.
    """
    whole = render(draft.body, patience=patience)
    texts = kinds.of(kind).texts(draft.entry)
    if not texts:
        return whole
    parts = {id: render(text, patience=patience) for id, text in texts.items()}
    all_of_them = (whole, *parts.values())
    return replace(
        whole,
        links=tuple(dict.fromkeys(link for one in all_of_them for link in one.links)),
        files=tuple(dict.fromkeys(file for one in all_of_them for file in one.files)),
        text="\n\n".join(one.text for one in all_of_them if one.text),
        parts={id: one.html for id, one in parts.items()},
    )


def derive(page: Page, revision: Revision, rendered: Rendered, known: Known) -> None:
    """Write what follows from `rendered`, the text of `revision`, which is the current one of `page`.

    To be called inside a transaction that has locked the page, after its former names were written.
    """
    tags = Draft.of(revision).tags if known is NEW else known.tags
    said = entries.words(page, revision, rendered, known.names, tags)
    written = {
        "page": page.pk,
        "pages": [page.pk],
        "revision": revision.pk,
        "html": rendered.html,
        "toc": json.dumps(contents(rendered.toc)),
        "plain": rendered.text,
        "files": list(rendered.files),
        "parts": json.dumps(rendered.parts),
    }
    if known is not NEW:
        headings.follow(page, known.headings, rendered)
    with connection.cursor() as cursor:
        cursor.execute(entries.write(beside=_RENDERED), written | entries.parameters([said]))
    linking.write_links(page, rendered.links, known.links)
    meet_names()
    learning.learn([said])
    prior.weigh([page.pk])


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
    _rebuild(page.pk, revision, rendered_of(page.kind, Draft.of(revision), patience=PATIENCE))


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
        derive(page, revision, rendered, known_of(page))
        showing.touch([id])
