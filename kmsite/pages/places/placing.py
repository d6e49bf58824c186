"""Where a page goes: what is looked up for a new one, in one statement, and which page somebody names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from kmsite.pages.models import Page
from kmsite.pages.names import addressing
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.reach import readable_reaches
from kmsite.text.names import name_key

_AT_THE_TOP, _BELOW = "parent_id IS NULL", "parent_id = %(parent)s"
_PLACE = """
SELECT
    nextval(pg_get_serial_sequence('pages_page', 'id')),
    nextval(pg_get_serial_sequence('pages_revision', 'id')),
    (SELECT position FROM pages_page WHERE kind = %(kind)s AND {siblings}
     ORDER BY parent_id DESC, position DESC, id DESC LIMIT 1),
    EXISTS (
        SELECT 1 FROM pages_page WHERE kind = %(kind)s AND {siblings} AND title_key = %(key)s
        AND trashed_at IS NULL AND merged_into_id IS NULL AND reach = ANY(%(reaches)s)
    ),
    ARRAY (
        SELECT slug FROM pages_page WHERE kind = %(kind)s AND slug = ANY(%(slugs)s)
        UNION ALL SELECT slug FROM pages_redirect WHERE kind = %(kind)s AND slug = ANY(%(slugs)s)
    ),
    ARRAY (SELECT key FROM pages_name WHERE page_id = %(parent)s)
"""


@dataclass(frozen=True)
class Place:
    """Where a page goes. `page` and `revision` are the ids drawn for it, `sections` the keys of its parent's
    names; `is_taken` says that a sibling has its title."""

    page: int
    revision: int
    position: int
    is_taken: bool
    slug: str
    sections: tuple[str, ...]


def place_for(page: Page, by: Any) -> Place:
    """Return where `page` goes, its parent being locked: behind the last of its siblings.

    The ids are drawn here, so that page and revision can name one another and be written once.
    """
    candidates = addressing.some_candidates(page)
    asked = {
        "kind": page.kind,
        "parent": page.parent_id,
        "key": page.title_key,
        "reaches": reaches_that_take(page, by),
        "slugs": candidates,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLACE.format(siblings=_BELOW if page.parent_id else _AT_THE_TOP), asked)
        id, revision, last, is_taken, taken, sections = cursor.fetchone()
    free = [slug for slug in candidates if slug not in taken]
    slug = free[0] if free else addressing.free_slug(page)
    return Place(id, revision, (last or 0) + 1, is_taken, slug, tuple(sections))


def pages_called(pages: PageQuerySet, text: str) -> list[Page]:
    """Return those of `pages` that `text` may mean, by address or else by title, at most five."""
    text = text.replace("\0", "")
    return list(pages.filter(slug=text)[:1]) or list(
        pages.filter(title_key=name_key(text)).order_by("id")[:5]
    )


def reaches_that_take(page: Page, by: Any) -> list[int]:
    """Return how far a sibling must reach for its title to be taken.

    One that the writer may not see takes no title, unless both would reach the same people.
    """
    return sorted({*([] if by is None else readable_reaches(by)), page.reach})
