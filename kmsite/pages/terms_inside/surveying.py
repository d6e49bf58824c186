"""Surveying: many texts as their readers see them, but for the links to terms that are still to be laid."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from kmsite.pages.reach import readable_reaches
from kmsite.pages.shown.framing import Neighbour
from kmsite.pages.terms_inside.wanting import wants_terms
from kmsite.text.links import Target, lay
from kmsite.text.terms import Laid, Matcher

AT_ONCE = 50
_SHARED = "(t.reach = 0 OR t.reach = p.reach OR (t.reach = -1 AND p.reach > 0))"
_TEXTS = f"""
SELECT p.id, p.kind, p.slug, p.title, r.html, v.structure ->> 'terms',
    ARRAY (
        SELECT tag.key FROM pages_pagetag tagged JOIN pages_tag tag ON tag.id = tagged.tag_id
        WHERE tagged.content_object_id = p.id
        UNION ALL (
            WITH RECURSIVE above (id) AS (
                SELECT p.parent_id
                UNION ALL SELECT a.parent_id FROM above JOIN pages_page a ON a.id = above.id
            )
            SELECT t.title_key FROM above JOIN pages_page t ON t.id = above.id WHERE {_SHARED}
        )
    ),
    (
        SELECT jsonb_agg(jsonb_build_array(l.key, t.kind, t.slug, t.title))
        FROM pages_link l JOIN pages_page t ON t.id = l.target_id
        WHERE l.source_id = p.id AND t.kind = 'term' AND t.trashed_at IS NULL AND t.merged_into_id IS NULL
    )
FROM unnest(%(pages)s::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN pages_page p USING (id)
JOIN pages_rendering r ON r.page_id = p.id
JOIN pages_revision v ON v.id = p.current_id
ORDER BY place
"""  # noqa: S608 (constants)
_VISIBLE = """
SELECT id, changed_at FROM pages_page
WHERE id = ANY(%(pages)s::bigint[]) AND reach = ANY(%(reaches)s::integer[]) AND kind <> 'term'
AND trashed_at IS NULL AND merged_into_id IS NULL
AND (%(at)s::timestamptz IS NULL OR (changed_at, id) < (%(at)s::timestamptz, %(id)s::bigint))
ORDER BY changed_at DESC, id DESC
"""


@dataclass(frozen=True)
class Text:
    """The text of a page with the links that its writers made to terms, and what decides on others."""

    id: int
    title: str
    address: str
    html: str
    areas: frozenset[str]
    wants_terms: bool

    def laid(self, matcher: Matcher, addresses: Mapping[int, str]) -> Laid:
        """Return this text with links to the terms that have `addresses`."""
        if not self.wants_terms:
            return Laid(self.html, (), 0)
        most = settings.TERM_LINKS
        return matcher.lay(self.html, addresses, areas=self.areas, here=self.id, most=most)


def newest_of(pages: Iterable[int], by: Any, after: tuple[str, int] | None = None) -> list[tuple[int, Any]]:
    """Return id and time of those of `pages` that `by` may see and that are no terms, the newest first.

    Those beyond the place `after` (a time and an id), where one is given.
    """
    at, id = after or (None, 0)
    asked = {"pages": sorted(pages), "reaches": readable_reaches(by), "at": at, "id": id}
    with connection.cursor() as cursor:
        cursor.execute(_VISIBLE, asked)
        return cursor.fetchall()


def texts_of(pages: Iterable[int]) -> Iterable[Text]:
    """Yield the texts of `pages` (ids) in their order, some at once."""
    pages = [*pages]
    for start in range(0, len(pages), AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute(_TEXTS, {"pages": pages[start : start + AT_ONCE]})
            rows = cursor.fetchall()
        yield from (_text(*row) for row in rows)


def _text(
    id: int,
    kind: str,
    slug: str,
    title: str,
    html: str,
    wish: str | None,
    areas: list[str],
    links: str | None,
) -> Text:
    terms = {key: Neighbour(*term) for key, *term in json.loads(links or "[]")}
    targets = {key: Target(term.address, term.title) for key, term in terms.items()}
    address = Neighbour(kind, slug, title).address
    return Text(id, title, address, lay(html, targets), frozenset(areas), wants_terms(wish))
