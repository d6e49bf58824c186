"""Related pages: what has links, terms, tags or a section in common with a page, and what these are.

Only articles stand in sections: that two discussions are held in one community relates them to each other no
more than to thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches
from kmsite.pages.shown.framing import Neighbour

MOST = 8
MOST_TOLD = 3
"""Tags and terms named as the reason."""
LOOKED_AT = 100
"""Rows that are read of one tag, one target, one source: what more pages have in common says little."""

# Whatever is counted, or keeps others from being looked at, is what the reader may see. What few pages have
# in common weighs more than what many have.
_RELATED = """
WITH target AS (
    SELECT DISTINCT t.id, t.kind, t.title FROM pages_link l JOIN pages_page t ON t.id = l.target_id
    WHERE l.source_id = %(page)s AND t.id <> %(page)s AND t.reach = ANY(%(reaches)s) LIMIT 60
),
source AS (
    SELECT DISTINCT s.id FROM pages_link l JOIN pages_page s ON s.id = l.source_id
    WHERE l.target_id = %(page)s AND s.id <> %(page)s AND s.reach = ANY(%(reaches)s)
    AND s.trashed_at IS NULL AND s.merged_into_id IS NULL LIMIT 60
),
common (id, sort, what, weight) AS MATERIALIZED (
    SELECT found.id, CASE target.kind WHEN 'term' THEN 'term' ELSE 'link' END, target.title,
        3.0 / ln(3 + count(*) OVER (PARTITION BY target.id))
    FROM target CROSS JOIN LATERAL (
        SELECT DISTINCT l.source_id AS id FROM (
            SELECT source_id FROM pages_link JOIN pages_page p ON p.id = source_id
            WHERE target_id = target.id AND p.reach = ANY(%(reaches)s) LIMIT %(looked_at)s
        ) AS l
    ) AS found
    UNION ALL
    SELECT found.id, 'link', '', 2.0 / ln(3 + count(*) OVER (PARTITION BY source.id))
    FROM source CROSS JOIN LATERAL (
        SELECT DISTINCT l.target_id AS id FROM (
            SELECT target_id FROM pages_link JOIN pages_page p ON p.id = target_id
            WHERE source_id = source.id AND p.reach = ANY(%(reaches)s) LIMIT %(looked_at)s
        ) AS l
    ) AS found
    UNION ALL
    SELECT found.id, 'tag', tag.name, 4.0 / ln(3 + count(*) OVER (PARTITION BY tag.id))
    FROM pages_pagetag mine JOIN pages_tag tag ON tag.id = mine.tag_id CROSS JOIN LATERAL (
        SELECT t.content_object_id AS id FROM pages_pagetag t JOIN pages_page p ON p.id = t.content_object_id
        WHERE t.tag_id = tag.id AND p.reach = ANY(%(reaches)s) LIMIT %(looked_at)s
    ) AS found
    WHERE mine.content_object_id = %(page)s
    UNION ALL
    (SELECT p.id, 'section', '', 0.3 FROM pages_page p
    WHERE p.parent_id = %(parent)s AND p.reach = ANY(%(reaches)s)
    ORDER BY p.parent_id, p.position, p.id LIMIT 60)
),
scored AS (
    SELECT id, sum(weight) AS weight FROM common WHERE id <> %(page)s GROUP BY id
),
best AS (
    SELECT p.id, p.kind, p.slug, p.title, p.lede, p.changed_at, scored.weight
    FROM scored JOIN pages_page p ON p.id = scored.id
    WHERE p.reach = ANY(%(reaches)s) AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
    AND p.archived_at IS NULL
    ORDER BY scored.weight DESC, p.changed_at DESC, p.id LIMIT %(most)s
)
SELECT best.kind, best.slug, best.title, best.lede,
    count(*) FILTER (WHERE sort = 'link'),
    array_agg(what ORDER BY common.weight DESC, what) FILTER (WHERE sort = 'term'),
    array_agg(what ORDER BY common.weight DESC, what) FILTER (WHERE sort = 'tag'),
    bool_or(sort = 'section')
FROM best JOIN common ON common.id = best.id
GROUP BY best.id, best.kind, best.slug, best.title, best.lede, best.weight, best.changed_at
ORDER BY best.weight DESC, best.changed_at DESC, best.id
"""


@dataclass(frozen=True)
class Related:
    """A page, and what it has in common with the one that was asked about."""

    kind: str
    title: str
    address: str
    lede: str
    links: int
    terms: list[str]
    tags: list[str]
    is_beside: bool


def related_to(page: Page, by: Any) -> list[Related]:
    """Return the pages that `by` may see and that have most in common with `page`; one statement."""
    asked = {
        "page": page.pk,
        "parent": page.parent_id if page.kind == Page.Kind.ARTICLE else None,
        "reaches": readable_reaches(by),
        "looked_at": LOOKED_AT,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RELATED, asked)
        return [_related(*row) for row in cursor.fetchall()]


def _related(
    kind: str, slug: str, title: str, lede: str, links: int, terms: Any, tags: Any, is_beside: bool
) -> Related:
    address = Neighbour(kind, slug, title).address
    told = [[*dict.fromkeys(names or ())][:MOST_TOLD] for names in (terms, tags)]
    return Related(kind, title, address, lede, links, *told, is_beside)
