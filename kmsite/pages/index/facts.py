"""The facts of search entries: what pages are chosen and put in order by, copied from where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from kmsite.pages import kinds

NOWHERE = -2
"""The reach of an entry that nobody finds: that of a page in the trash, or merged into another."""
MOST_PEOPLE = 40

FOUND_BY = f"CASE WHEN p.trashed_at IS NULL AND p.merged_into_id IS NULL THEN p.reach ELSE {NOWHERE} END"

# The columns of an entry that follow from rows, as they must be for each page of `chosen`.
_FACTS = """
WITH RECURSIVE chosen (page) AS ({chosen}),
up (page, id, parent_id, kind) AS (
    SELECT p.id, p.id, p.parent_id, p.kind FROM chosen JOIN pages_page p ON p.id = chosen.page
    UNION ALL
    SELECT up.page, a.id, a.parent_id, a.kind FROM up JOIN pages_page a ON a.id = up.parent_id
),
community (page, id) AS (
    SELECT page, id FROM up WHERE kind = 'community' {looked_after}
),
fact AS (
    SELECT p.id AS page_id, {found_by} AS reach, p.kind, p.changed_at,
        p.archived_at IS NOT NULL AS is_archived, {status} AS status,
        ARRAY (SELECT tag_id FROM pages_pagetag t WHERE t.content_object_id = p.id ORDER BY tag_id) AS tags,
        (SELECT id FROM up WHERE page = p.id AND parent_id IS NULL AND kind = 'article') AS section,
        ARRAY (SELECT DISTINCT id FROM community WHERE page = p.id ORDER BY id) AS communities,
        ARRAY (
            SELECT by_id FROM pages_revision r WHERE r.page_id = p.id AND by_id IS NOT NULL
            GROUP BY by_id ORDER BY max(number) DESC LIMIT {most_people}
        ) AS people
    FROM chosen JOIN pages_page p ON p.id = chosen.page
)
"""
_COLUMNS = [
    "reach",
    "kind",
    "changed_at",
    "is_archived",
    "status",
    "tags",
    "section",
    "communities",
    "people",
]
_OF_FACT, _OF_ENTRY = (", ".join(f"{table}.{name}" for name in _COLUMNS) for table in ("fact", "e"))
_DIFFERS = f"({_OF_ENTRY}) IS DISTINCT FROM ({_OF_FACT})"
_REFRESH = f"""{{facts}}
UPDATE pages_searchentry e SET ({", ".join(_COLUMNS)}) = ({_OF_FACT})
FROM fact WHERE fact.page_id = e.page_id AND {_DIFFERS}
"""  # noqa: S608 (constants)
_WRONG = f"""{{facts}}
SELECT fact.page_id FROM fact LEFT JOIN pages_searchentry e USING (page_id)
WHERE e.page_id IS NULL OR {_DIFFERS} ORDER BY 1
"""  # noqa: S608 (constants)


def refresh(pages: Iterable[int]) -> None:
    """Copy the facts of `pages` (ids) into their entries, where they are others; words and prior stay.

    To be called by every writer that changes one of them, inside its transaction, after the rows are written.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH.format(facts=_facts("SELECT unnest(%s::bigint[])")), [sorted(pages)])


def wrong() -> str:
    """Return the question which pages have other facts in the index than in their rows: none, always."""
    return _WRONG.format(facts=_facts("SELECT id FROM pages_page"))


@cache
def _facts(chosen: str) -> str:
    """Return the facts of the pages that `chosen` selects; higher floors say what they know of a page."""
    statuses = [f"WHEN '{name}' THEN {sql}" for name, sql in kinds.statuses().items()]
    stewards = [f"UNION ALL {import_string(path)}" for path in settings.LOOKED_AFTER_BY]
    return _FACTS.format(
        chosen=chosen,
        looked_after=" ".join(stewards),
        found_by=FOUND_BY,
        status=f"coalesce(CASE p.kind {' '.join(statuses)} END, '')" if statuses else "''",
        most_people=MOST_PEOPLE,
    )
