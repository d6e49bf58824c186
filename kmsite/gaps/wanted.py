"""Titles that pages link to and that nothing has: how they are written, and on which pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.utils.html import escape
from django.utils.translation import ngettext

from kmsite.gaps.lines import Fact, Line, number
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches

SHOWN = 3
"""Pages that are named of those that link to one title."""

# The sources of each title that changed last, and how they write it: the HTML has it beside the key. Links to
# nothing have an index by key; links to what this reader may not see are found by their targets.
_SOURCES = """
WITH red AS (
    SELECT key, source_id FROM pages_link WHERE key = ANY(%(keys)s) AND target_id IS NULL
    UNION
    SELECT link.key, link.source_id FROM pages_link link JOIN pages_page target ON target.id = link.target_id
    WHERE link.key = ANY(%(keys)s) AND target.reach <> ALL(%(reaches)s)
),
placed AS (
    SELECT red.key, page.id,
        row_number() OVER (PARTITION BY red.key ORDER BY page.changed_at DESC, page.id DESC) AS place
    FROM red JOIN pages_page page ON page.id = red.source_id
    WHERE page.reach = ANY(%(reaches)s)
        AND page.trashed_at IS NULL AND page.merged_into_id IS NULL AND page.archived_at IS NULL
)
SELECT asked.key, placed.id,
    substring(text.html FROM 'data-key="' || regexp_replace(asked.marked, '([^[:alnum:] ])', '\\\1', 'g')
        || '" data-title="([^"]*)"')
FROM unnest(%(keys)s::text[], %(marked)s::text[]) AS asked (key, marked)
JOIN placed ON placed.key = asked.key AND placed.place <= %(shown)s
LEFT JOIN pages_rendering text ON text.page_id = placed.id
ORDER BY asked.key, placed.place
"""


def lines(rows: Sequence[Any], reader: Any) -> list[Line]:
    """Return a line for each row (`key`, `pages`), in two statements."""
    sources, written = _sources([row.key for row in rows], reader)
    return [_line(row, written.get(row.key) or _guessed(row.key), sources[row.key]) for row in rows]


def _line(row: Any, title: str, sources: list[Page]) -> Line:
    more = row.pages - len(sources)
    rest = ngettext("and %d more", "and %d more", more) % more if more > 0 else ""
    return Line(
        title, (number(row.pages), Fact(rest, tuple(sources))), mend=f"/new/?{urlencode({'title': title})}"
    )


def _sources(keys: list[str], reader: Any) -> tuple[dict[str, list[Page]], dict[str, str]]:
    """Return the pages that link to each key, and how a title is written that has it."""
    asked = {"keys": keys, "marked": [str(escape(key)) for key in keys], "shown": SHOWN}
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES, {**asked, "reaches": readable_reaches(reader)})
        found = cursor.fetchall()
    pages = Page.objects.visible_to(reader).in_bulk({id for _key, id, _title in found})
    sources: dict[str, list[Page]] = defaultdict(list)
    for key, id, _title in found:
        if id in pages:
            sources[key].append(pages[id])
    return sources, {key: unescape(title) for key, _id, title in found if title}


def _guessed(key: str) -> str:
    """Return a title for a key that no text shows: of a name, or of an address."""
    name = key.strip("/").rpartition("/")[2].replace("-", " ") if key.startswith("/") else key
    return name[:1].upper() + name[1:]
