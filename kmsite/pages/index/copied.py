"""What an entry of the index copies: the statement of the facts of pages, as they stand in their rows."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from kmsite.pages import kinds

NOWHERE = -2
"""The reach of an entry that nobody finds: that of a page in the trash, or merged into another."""
MOST_PEOPLE = 40
COLUMNS = (
    "reach", "kind", "changed_at", "is_archived", "status", "tags", "section", "communities", "people",
)  # fmt: skip

# Above a page stand few, and a tree that is broken may be a ring. What is asked for each of many pages is
# gathered once for all of them.
_FACTS = """
up (page, id, parent_id, kind) AS (
    SELECT p.id, p.id, p.parent_id, p.kind FROM chosen JOIN pages_page p ON p.id = chosen.page
    UNION
    SELECT up.page, a.id, a.parent_id, a.kind FROM up JOIN pages_page a ON a.id = up.parent_id
),
above (page, section, communities) AS (
    SELECT page, max(id) FILTER (WHERE parent_id IS NULL AND kind = 'article'),
        array_agg(id) FILTER (WHERE kind = 'community')
    FROM up GROUP BY page
),
fact AS MATERIALIZED (
    SELECT p.id AS page_id, p.kind, p.changed_at, p.archived_at IS NOT NULL AS is_archived,
        CASE WHEN p.trashed_at IS NULL AND p.merged_into_id IS NULL THEN p.reach ELSE {nowhere} END AS reach,
        {status} AS status, above.section,
        ARRAY (SELECT tag_id FROM pages_pagetag t WHERE t.content_object_id = p.id ORDER BY tag_id) AS tags,
        ARRAY (SELECT id FROM unnest(above.communities) AS id {looked_after} ORDER BY id) AS communities,
        ARRAY (
            SELECT by_id FROM pages_revision r WHERE r.page_id = p.id AND by_id IS NOT NULL
            GROUP BY by_id ORDER BY max(number) DESC LIMIT {most_people}
        ) AS people
    FROM above JOIN pages_page p ON p.id = above.page
)
"""


@cache
def facts_of(chosen: str) -> str:
    """Return the tables of a recursive statement that end in `fact`: of the pages that `chosen` selects.

    Higher floors say what they know of a page.
    """
    statuses = [f"WHEN '{name}' THEN {sql}" for name, sql in kinds.statuses().items()]
    stewards = [
        f"UNION SELECT id FROM ({import_string(path)}) AS beside (page, id) WHERE page = p.id"  # noqa: S608
        for path in settings.LOOKED_AFTER_BY
    ]
    facts = _FACTS.format(
        looked_after=" ".join(stewards),
        nowhere=NOWHERE,
        status=f"coalesce(CASE p.kind {' '.join(statuses)} END, '')" if statuses else "''",
        most_people=MOST_PEOPLE,
    )
    return f"chosen (page) AS ({chosen}), {facts}"
