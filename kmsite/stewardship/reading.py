"""Who looks after a page, as its readers see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kmsite.accounts.models import User
from kmsite.pages import kinds
from kmsite.pages.models import Page
from kmsite.pages.reach import shared_reaches
from kmsite.stewardship.models import Stewardship
from kmsite.stewardship.standing import may_release

COMMUNITIES = "SELECT page_id, community_id FROM stewardship_stewardship WHERE community_id IS NOT NULL"
"""Which communities look after which page, for the search index."""
PAGES = """
SELECT s.page_id FROM stewardship_stewardship s JOIN pages_page p ON p.id = s.page_id
LEFT JOIN pages_page c ON c.id = s.community_id
WHERE s.person_id IS NOT NULL OR c.reach = 0 OR c.reach = p.reach OR c.reach = -1 AND p.reach > 0
"""
"""Which pages somebody looks after, as far as all who read them may know."""

SHOWN = 4
"""Parties named on a page; the rest stand behind a link."""


@dataclass(frozen=True)
class Party:
    """A community or a person, by name and address."""

    name: str
    address: str


@dataclass(frozen=True)
class LookedAfter:
    """The first parties that look after a page, communities first, and how many there are besides."""

    parties: list[Party]
    more: int


@dataclass(frozen=True)
class Named:
    """A stewardship as one reader sees it; one that the entry of a page itself names has no row."""

    row: Stewardship | None
    community: Page | None
    person: User | None
    may_release: bool


def looked_after(page: Page, *, first: User | None = None) -> LookedAfter:
    """Return who looks after `page`, `first` before others, to all of its readers alike. One statement.

    A community is named if every reader of the page may see it. On whose behalf a person does it is said
    to nobody here: who belongs to a community may be for its members alone.
    """
    communities, people = {}, {first.pk: first} if first else {}
    for row in _of(page):
        if row.community and row.community.is_live and row.community.reach in shared_reaches(page.reach):
            communities[row.community_id] = row.community
        if row.person:
            people[row.person_id] = row.person
    named = [Party(one.title, one.get_absolute_url()) for one in communities.values()]
    named += [Party(str(one), one.get_absolute_url()) for one in people.values()]
    return LookedAfter(named[:SHOWN], max(len(named) - SHOWN, 0))


def named_for(page: Page, reader: Any) -> list[Named]:
    """Return who looks after `page` as `reader` may know it, communities first.

    Of a person on behalf of a community that `reader` may not look into, only the person is told, once.
    """
    visible = {*Page.objects.visible_to(reader).of_kind(Page.Kind.COMMUNITY).values_list("pk", flat=True)}
    shut = {id for closed in kinds.closed_to(reader) for id in closed}
    found, people = [], set()
    for row in _of(page):
        inside = row.community_id in visible and (row.person is None or row.community_id not in shut)
        community = row.community if inside else None
        if community is None and (row.person is None or row.person_id in people):
            continue
        people |= {row.person_id} - {None}
        found.append(Named(row, community, row.person, may_release(reader, row)))
    return [*found, *_in_entry(page, people)]


def _in_entry(page: Page, people: set[int]) -> list[Named]:
    id = kinds.of(page.kind).stewards([page.pk]).get(page.pk)
    person = User.objects.filter(pk=id).first() if id and id not in people else None
    return [Named(None, None, person, may_release=False)] if person else []


def _of(page: Page) -> list[Stewardship]:
    rows = Stewardship.objects.filter(page=page.pk).select_related("community", "person", "page")
    return list(rows.order_by("community__title_key", "person__name", "pk"))
