"""Links between pages: written from a text, healed when a name appears, kept through a rename."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from zlib import crc32

from django.db import connection
from django.db.models import Q

from kmsite.pages.models import Link, Name, Page
from kmsite.pages.models.naming import LONGEST_ANCHOR, LONGEST_KEY
from kmsite.pages.names.naming import KINDS, winners, winners_of
from kmsite.text.rendering import LinkRef

# A link is looked at again when it is red, when it means the renamed page by a name that others have too, or
# when not every reader of its source may see its target while a page of that name may now be shown to them.
_IN_QUESTION = """
    SELECT l.source_id, l.key FROM pages_link l WHERE l.key = ANY(%(keys)s) AND l.target_id IS NULL
    UNION
    SELECT l.source_id, l.key FROM pages_link l JOIN pages_page p ON p.id = l.target_id
    WHERE l.target_id IN (SELECT n.page_id FROM pages_name n WHERE n.key = ANY(%(names)s))
    AND l.key = ANY(%(keys)s)
    AND (p.reach <> 0 OR (
        p.id = %(page)s AND EXISTS (SELECT 1 FROM pages_name n WHERE n.key = l.key AND n.page_id <> p.id)
    ))
"""
_PAIRS = "SELECT * FROM unnest(%(sources)s::bigint[], %(meant)s::text[])"
_HEAL = """
WITH won AS ({won}),
healed AS (
    SELECT l.id, won.winner FROM pages_link l JOIN won ON won.source = l.source_id AND won.key = l.key
    WHERE l.target_id IS DISTINCT FROM won.winner ORDER BY l.id FOR NO KEY UPDATE OF l
)
UPDATE pages_link l SET target_id = healed.winner FROM healed WHERE healed.id = l.id RETURNING l.source_id
"""

_LOSE = """
WITH lost AS MATERIALIZED (
    SELECT l.id, l.source_id, l.key FROM pages_link l WHERE l.target_id = ANY(%(pages)s)
),
won AS ({won}),
healed AS (
    SELECT l.id, won.winner FROM lost
    JOIN pages_link l ON l.id = lost.id LEFT JOIN won ON won.source = l.source_id AND won.key = l.key
    ORDER BY l.id FOR NO KEY UPDATE OF l
)
UPDATE pages_link l SET target_id = healed.winner FROM healed WHERE healed.id = l.id RETURNING l.source_id
"""
_LOST = "SELECT DISTINCT source_id, key FROM lost"
_KEYS = """
    SELECT n.key FROM pages_name n WHERE n.page_id = ANY(%(pages)s)
    UNION SELECT section.key || '/' || n.key FROM pages_page p
        JOIN pages_name n ON n.page_id = p.id JOIN pages_name section ON section.page_id = p.parent_id
        WHERE p.id = ANY(%(pages)s) OR p.parent_id = ANY(%(pages)s)
    UNION SELECT '/' || s.shelf || '/' || a.slug
        FROM (
            SELECT p.kind, p.slug FROM pages_page p WHERE p.id = ANY(%(pages)s)
            UNION SELECT r.kind, r.slug FROM pages_redirect r WHERE r.page_id = ANY(%(pages)s)
        ) AS a JOIN jsonb_each_text(%(kinds)s::jsonb) AS s (shelf, kind) ON s.kind = a.kind
"""


# A page saved with a link, and the page it means, written or trashed at the same moment, would not see one
# another. So both meet at a number made from the name until their transactions end: the later one sees the
# earlier.
_NAMES, _MOST_MEETINGS = 11, 512
_MEET_ALONE = "SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s::integer[]) AS number"
_MEET = "SELECT pg_advisory_xact_lock_shared(%s, number) FROM unnest(%s::integer[]) AS number"


class Kept(NamedTuple):
    """A link that a page has already."""

    id: int
    key: str
    anchor: str
    target: int | None


def write_links(page: Page, links: Iterable[LinkRef], kept: Iterable[Kept]) -> None:
    """Keep exactly `links` of those that `page` has. A link that was there keeps its target (proofs P1)."""
    written = {(link.key, link.anchor[:LONGEST_ANCHOR]) for link in links if len(link.key) <= LONGEST_KEY}
    targets = {link.key: link.target for link in kept if link.target}
    targets |= _meant(page, {key for key, _anchor in written} - targets.keys())
    gone = [link.id for link in kept if (link.key, link.anchor) not in written]
    if gone:
        Link.objects.filter(pk__in=gone).delete()
    for link in kept:
        if link.target is None and link.key in targets and (link.key, link.anchor) in written:
            Link.objects.filter(pk=link.id).update(target=targets[link.key])
    new = sorted(written - {(link.key, link.anchor) for link in kept})
    if new:
        Link.objects.bulk_create(
            Link(source_id=page.pk, key=key, anchor=anchor, target_id=targets.get(key)) for key, anchor in new
        )


def heal(page: Page, names: Iterable[str]) -> set[int]:
    """Let links lead to `page` that mean it, now that its names are `names` (keys), or no longer are.

    Returns the ids of the pages whose links changed, to be touched.
    """
    names = {*names}
    return _heal(page, names, _qualified(page, names))


def heal_new(page: Page, sections: Iterable[str]) -> set[int]:
    """Do what `heal` does for a new page, below one that is known as `sections` (keys)."""
    return _heal(page, {page.title_key}, {f"{section}/{page.title_key}" for section in sections})


def lose(pages: Iterable[int]) -> set[int]:
    """Let links that lead to `pages` (ids) lead elsewhere or be red, now that these are no longer live.

    Returns the ids of the pages whose links changed, to be touched.
    """
    asked = {"pages": sorted(pages), "kinds": KINDS}
    with connection.cursor() as cursor:
        _meet_those_of(cursor, asked)
        cursor.execute(_LOSE.format(won=winners_of(_LOST)), asked)
        return {source for (source,) in cursor.fetchall()}


def find(pages: Iterable[int]) -> set[int]:
    """Let red links lead to `pages` (ids) that mean them, now that these are live again.

    Returns the ids of the pages whose links changed, to be touched.
    """
    asked = {"pages": sorted(pages), "kinds": KINDS}
    with connection.cursor() as cursor:
        keys = _meet_those_of(cursor, asked)
        cursor.execute(_IN_QUESTION, {"keys": keys, "names": keys, "page": None})
        return _lead_anew(cursor, cursor.fetchall())


def _meet_those_of(cursor: Any, asked: dict[str, object]) -> list[str]:
    """Wait for whoever writes a link to one of these pages just now; return every key that means one."""
    cursor.execute(_KEYS, asked)
    keys = sorted(key for (key,) in cursor.fetchall())
    cursor.execute(_MEET_ALONE, [_NAMES, _numbers(keys)])
    return keys


def _heal(page: Page, names: set[str], qualified: set[str]) -> set[int]:
    keys = sorted({*names, *qualified, f"/{Page.SHELVES[page.kind]}/{page.slug}"})
    with connection.cursor() as cursor:
        cursor.execute(_MEET_ALONE, [_NAMES, _numbers(keys)])
        cursor.execute(_IN_QUESTION, {"keys": keys, "names": sorted(names), "page": page.pk})
        return _lead_anew(cursor, cursor.fetchall())


def _lead_anew(cursor: Any, pairs: list[tuple[int, str]]) -> set[int]:
    """Let the links of `pairs` (source, key) lead where they mean; return the sources that changed."""
    if not pairs:
        return set()
    sources, meant = zip(*pairs, strict=True)
    statement = _HEAL.format(won=winners_of(_PAIRS, meant))
    cursor.execute(statement, {"sources": [*sources], "meant": [*meant], "kinds": KINDS})
    return {source for (source,) in cursor.fetchall()}


def _meant(page: Page, keys: set[str]) -> dict[str, int]:
    """Return the page that each key means; red keys are missing.

    Whoever gives a page such a name at the same moment, or takes a page away that has it, is waited for.
    """
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_MEET, [_NAMES, _numbers(keys)])
    return winners(page.pk, keys)


def _numbers(keys: Iterable[str]) -> list[int]:
    return sorted({crc32(key.encode()) % _MOST_MEETINGS for key in keys})


def _qualified(page: Page, names: set[str]) -> set[str]:
    """Return the keys "section/title" in which `page` is the title or the section."""
    around = Name.objects.filter(Q(page__parent_id=page.pk) | Q(page_id=page.parent_id))
    keys = set()
    for key, id in around.values_list("key", "page"):
        keys |= {f"{key}/{name}" if id == page.parent_id else f"{name}/{key}" for name in names}
    return keys
