"""What a page's frame shows of others, and therefore which pages a change must touch.

A shared rendering is kept under `Shown.version`; every writer bumps it, last in its transaction, for each
page whose frame (`framing`) it changed. Which pages those are stands here and nowhere else:

* title, address or lede of a page: itself, its parent, its neighbours, everything below it (breadcrumbs), and
  the pages that link to it: `frames_around`;
* a new page, or one that goes: its parent, its neighbours, and the pages whose links it healed;
* tags and files of a page (the sizes of its pictures): itself;
* who may read a page: all of this for it and for everything below it: `frames_around_all`;
* a person's name: read with the page itself, so nothing is touched.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

_TOUCH = """
INSERT INTO pages_shown AS shown (page_id, version)
SELECT id, 1 FROM pages_page WHERE id = ANY(%s) ORDER BY id
ON CONFLICT (page_id) DO UPDATE SET version = shown.version + 1
"""

_TOUCH_NEW = """
INSERT INTO pages_shown AS shown (page_id, version)
SELECT id, 1 FROM pages_page
JOIN (SELECT unnest(%(pages)s::bigint[]) UNION ({beside})) AS touched (id) USING (id)
ORDER BY id
ON CONFLICT (page_id) DO UPDATE SET version = shown.version + 1
"""

_ABOVE = """
WITH RECURSIVE above (id, parent_id) AS (
    SELECT id, parent_id FROM pages_page WHERE id = ANY(%(pages)s)
    UNION
    SELECT p.id, p.parent_id FROM above JOIN pages_page p ON p.id = above.parent_id
)
SELECT id FROM above
"""

_BELOW = """
WITH RECURSIVE below (id) AS (
    SELECT unnest(%(pages)s::bigint[])
    UNION
    SELECT p.id FROM below JOIN pages_page p ON p.parent_id = below.id
)
SELECT id FROM below
"""

# Previous and next are the nearest siblings that every reader may see. So no page beyond the nearest sibling
# that may stand on this page shows it; up to there, the nearest of each reach may. Ordered from the parent
# on, because a scan of the index in its order is not recognised for a parent that is null.
_BESIDE = """
(SELECT DISTINCT ON (b.reach) b.id
 FROM pages_page a LEFT JOIN LATERAL (
    SELECT b.position, b.id FROM pages_page b
    WHERE {siblings} AND b.kind = a.kind AND (b.position, b.id) < (a.position, a.id) {live} AND {shared}
    ORDER BY b.parent_id DESC, b.position DESC, b.id DESC LIMIT 1
 ) AS last ON TRUE JOIN pages_page b ON b.kind = a.kind AND {siblings}
 WHERE a.id = %(page)s AND (b.position, b.id) < (a.position, a.id) {live}
 AND (b.position, b.id) >= (coalesce(last.position, 0), coalesce(last.id, 0))
 ORDER BY b.reach, b.position DESC, b.id DESC)
UNION ALL
(SELECT DISTINCT ON (b.reach) b.id
 FROM pages_page a LEFT JOIN LATERAL (
    SELECT b.position, b.id FROM pages_page b
    WHERE {siblings} AND b.kind = a.kind AND (b.position, b.id) > (a.position, a.id) {live} AND {shared}
    ORDER BY b.parent_id, b.position, b.id LIMIT 1
 ) AS last ON TRUE JOIN pages_page b ON b.kind = a.kind AND {siblings}
 WHERE a.id = %(page)s AND (b.position, b.id) > (a.position, a.id) {live}
 AND (b.position, b.id) <= (coalesce(last.position, 2147483647), coalesce(last.id, 9223372036854775807))
 ORDER BY b.reach, b.position, b.id)
"""
_SHARED = "(b.reach = 0 OR b.reach = a.reach OR (b.reach = -1 AND a.reach > 0))"
_LIVE = "AND b.trashed_at IS NULL AND b.merged_into_id IS NULL"

_LINKING = "SELECT DISTINCT source_id FROM pages_link WHERE target_id = ANY(%(pages)s)"


def touch(pages: Iterable[int]) -> None:
    """Bump the shown version of `pages` (ids), in the order of their ids. Last in every transaction."""
    pages = sorted(set(pages))
    if pages:
        with connection.cursor() as cursor:
            cursor.execute(_TOUCH, [pages])


def touch_new(page: int, parent: int | None, healed: set[int]) -> None:
    """Touch a new page, its parent, its neighbours and the pages whose links it has healed."""
    pages = {page, *healed} | ({parent} if parent else set())
    with connection.cursor() as cursor:
        cursor.execute(_TOUCH_NEW.format(beside=_beside(parent)), {"page": page, "pages": sorted(pages)})


def frames_beside(page: int, parent: int | None) -> set[int]:
    """Return the pages that show `page` as their child, or as previous or next."""
    return _ids(_beside(parent), page=page) | ({parent} if parent else set())


def frames_around(page: int, parent: int | None) -> set[int]:
    """Return the pages that show the title or address of `page`, itself included."""
    return pages_below([page]) | frames_beside(page, parent) | _ids(_LINKING, pages=[page])


def frames_around_all(page: int, parent: int | None) -> set[int]:
    """Return the pages that show `page` or anything below it."""
    below = sorted(pages_below([page]))
    return {*below} | frames_beside(page, parent) | _ids(_LINKING, pages=below)


def pages_below(pages: list[int]) -> set[int]:
    """Return the ids of `pages` and of everything below them."""
    return _ids(_BELOW, pages=pages)


def pages_above(pages: list[int]) -> set[int]:
    """Return the ids of `pages` and of everything above them."""
    return _ids(_ABOVE, pages=pages)


def _beside(parent: int | None) -> str:
    siblings = "b.parent_id IS NULL" if parent is None else "b.parent_id = a.parent_id"
    return _BESIDE.format(siblings=siblings, live=_LIVE, shared=_SHARED)


def _ids(statement: str, **parameters: object) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {id for (id,) in cursor.fetchall()}
