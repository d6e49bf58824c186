"""What stands around a page's text: the way to it, its neighbours, its tags, where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

from django.db import connection

from kmsite.pages.models import Page
from kmsite.pages.reach import shared_reaches
from kmsite.text.links import Target

MOST_CHILDREN = 100
"""Children listed on a page; the rest stand behind a link."""


class Framed(Protocol):
    """The columns of a page that its frame starts from."""

    id: int
    kind: str
    parent_id: int | None
    position: int
    reach: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page, as far as a link to it shows it."""

    kind: str
    slug: str
    title: str
    is_archived: bool = False

    @property
    def address(self) -> str:
        return f"/{Page.SHELVES[self.kind]}/{quote(self.slug)}/"


@dataclass(slots=True)
class Frame:
    """Only what every reader of the page may see (`shared_with`), so that all of them share it."""

    crumbs: list[Neighbour] = field(default_factory=list)
    previous: Neighbour | None = None
    next: Neighbour | None = None
    children: list[Neighbour] = field(default_factory=list)
    more_children: bool = False
    tags: list[tuple[str, str]] = field(default_factory=list)
    """Slug and name of each tag, in the order of their keys."""
    targets: dict[str, Target] = field(default_factory=dict)
    """Where each link key of the text leads; missing is what leads nowhere yet, or not for every reader."""


def frame(page: Framed) -> Frame:
    """Read the frame of `page` in one statement.

    Previous and next are the siblings in their order; the first child comes after its parent, and a page
    without a next sibling is followed by its first child.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(page.parent_id), _parameters(page))
        return _framed(cursor.fetchall())


def _framed(rows: list[tuple[str, str, str, str, str, bool]]) -> Frame:
    found = Frame()
    for part, key, kind, slug, title, is_archived in rows:
        neighbour = Neighbour(kind, slug, title, is_archived)
        match part:
            case "crumb":
                found.crumbs.append(neighbour)
            case "previous":
                found.previous = neighbour
            case "next":
                found.next = neighbour
            case "child":
                found.children.append(neighbour)
            case "tag":
                found.tags.append((slug, title))
            case "link":
                found.targets[key] = Target(neighbour.address, title)
    return _bounded(found)


def _bounded(found: Frame) -> Frame:
    found.previous = found.previous or (found.crumbs[-1] if found.crumbs else None)
    found.next = found.next or (found.children[0] if found.children else None)
    found.more_children = len(found.children) > MOST_CHILDREN
    del found.children[MOST_CHILDREN:]
    return found


def _parameters(page: Framed) -> dict[str, object]:
    return {
        "id": page.id,
        "kind": page.kind,
        "parent": page.parent_id,
        "position": page.position,
        "shared": shared_reaches(page.reach),
        "most": MOST_CHILDREN + 1,
    }


_LIVE = "p.trashed_at IS NULL AND p.merged_into_id IS NULL"
_BESIDE = f"p.kind = %(kind)s AND {_LIVE} AND p.reach = ANY(%(shared)s)"
_FRAME = """
WITH RECURSIVE above (height, id, kind, slug, title, parent_id, reach) AS (
    SELECT 1, id, kind, slug, title, parent_id, reach FROM pages_page WHERE id = %(parent)s
    UNION ALL
    SELECT height + 1, p.id, p.kind, p.slug, p.title, p.parent_id, p.reach
    FROM above JOIN pages_page p ON p.id = above.parent_id
)
SELECT part, key, kind, slug, title, is_archived FROM (
    SELECT 'crumb' AS part, -height AS place, '' AS key, kind, slug, title, FALSE AS is_archived
    FROM above WHERE reach = ANY(%(shared)s)
    UNION ALL (
        SELECT 'previous', 0, '', p.kind, p.slug, p.title, FALSE FROM pages_page p
        WHERE {siblings} AND {beside} AND (p.position, p.id) < (%(position)s, %(id)s)
        ORDER BY p.parent_id DESC, p.position DESC, p.id DESC LIMIT 1
    ) UNION ALL (
        SELECT 'next', 0, '', p.kind, p.slug, p.title, FALSE FROM pages_page p
        WHERE {siblings} AND {beside} AND (p.position, p.id) > (%(position)s, %(id)s)
        ORDER BY p.parent_id, p.position, p.id LIMIT 1
    ) UNION ALL (
        SELECT 'child', row_number() OVER (ORDER BY p.position, p.id), '', p.kind, p.slug, p.title,
            p.archived_at IS NOT NULL
        FROM pages_page p WHERE p.parent_id = %(id)s AND {beside} ORDER BY p.position, p.id LIMIT %(most)s
    )
    UNION ALL
    SELECT 'tag', row_number() OVER (ORDER BY tag.key), '', '', tag.slug, tag.name, FALSE
    FROM pages_pagetag tagged JOIN pages_tag tag ON tag.id = tagged.tag_id
    WHERE tagged.content_object_id = %(id)s
    UNION ALL
    SELECT 'link', 0, link.key, p.kind, p.slug, p.title, FALSE
    FROM pages_link link JOIN pages_page p ON p.id = link.target_id
    WHERE link.source_id = %(id)s AND {live} AND p.reach = ANY(%(shared)s)
) AS around ORDER BY part, place
"""


def _statement(parent: int | None) -> str:
    """Return the statement; a condition on a null parent would not use the index as a parameter."""
    siblings = "p.parent_id IS NULL" if parent is None else "p.parent_id = %(parent)s"
    return _FRAME.format(siblings=siblings, beside=_BESIDE, live=_LIVE)
