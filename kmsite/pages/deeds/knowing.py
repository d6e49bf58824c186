"""What a reader may know of what deeds are about: pages, titles, people and audiences, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from kmsite.accounts.models import User
from kmsite.pages.models import Audience, LedgerEntry, Page, Revision, Tag
from kmsite.pages.reach import readable_reaches

Verb = LedgerEntry.Verb

_PAGES = ("from", "to", "page", "into", "community", "thread", "event")
_PEOPLE = ("user", "person")


@dataclass(frozen=True)
class Known:
    """What somebody may know. What is missing here has no name for them."""

    pages: Mapping[int, Page] = field(default_factory=dict)
    titles: Mapping[tuple[int, int], str] = field(default_factory=dict)
    people: Mapping[int, User] = field(default_factory=dict)
    audiences: Mapping[int, str] = field(default_factory=dict)
    reaches: frozenset[int] = frozenset()
    tags: Mapping[int, str] = field(default_factory=dict)


def known_to(
    reader: Any,
    entries: Sequence[LedgerEntry],
    *,
    pages: QuerySet[Page] | None = None,
    audiences: QuerySet[Audience] | None = None,
) -> Known:
    """Return what `reader` may know of what `entries` are about, in five statements at most.

    Of pages that is what they may read outside the trash, one that was merged included, unless `pages` says
    otherwise; of audiences those that they are in, and `audiences`.
    """
    reaches = readable_reaches(reader)
    if pages is None:
        pages = Page.objects.filter(trashed_at=None, reach__in=reaches)
    seen = _pages(entries, pages)
    return Known(
        seen,
        _titles(entries, seen),
        _people(entries),
        _audiences(entries, reaches, audiences),
        {*reaches},
        _tags(entries, reader),
    )


def _named(entries: Iterable[LedgerEntry], places: tuple[str, ...]) -> set[int]:
    """Return the ids that stand in `places` of what the deeds are about."""
    ids = {entry.about.get(place) for entry in entries for place in places}
    return {id for id in ids if isinstance(id, int)}


def _pages(entries: Sequence[LedgerEntry], pages: QuerySet[Page]) -> dict[int, Page]:
    ids = _named(entries, _PAGES) | {entry.page_id for entry in entries} - {None}
    return pages.in_bulk(ids) if ids else {}


def _titles(entries: Sequence[LedgerEntry], seen: Mapping[int, Page]) -> dict[tuple[int, int], str]:
    """Return the titles before and after each renaming, by page and number of revision."""
    asked = [
        Q(page=entry.page_id, number__in=(number - 1, number))
        for entry in entries
        if entry.verb == Verb.RENAMED and entry.page_id in seen
        if isinstance(number := entry.about.get("revision"), int)
    ]
    if not asked:
        return {}
    said = Revision.objects.filter(reduce(or_, asked)).values_list("page", "number", "title")
    return {(page, number): title for page, number, title in said}


def _people(entries: Sequence[LedgerEntry]) -> dict[int, User]:
    ids = _named(entries, _PEOPLE)
    return User.objects.in_bulk(ids) if ids else {}


def _tags(entries: Sequence[LedgerEntry], reader: Any) -> dict[int, str]:
    """Return the names that tags have now, of those on a page that `reader` may see."""
    ids = _named(entries, ("tag",))
    return dict(Tag.objects.counted_for(reader).filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _audiences(
    entries: Sequence[LedgerEntry], reaches: list[int], more: QuerySet[Audience] | None
) -> dict[int, str]:
    """Return the names of audiences that the reader is in, and of those in `more`."""
    ids = _named(entries, ("audience",))
    if not ids:
        return {}
    seen = Audience.objects.filter(pk__in=ids & {*reaches})
    if more is not None:
        seen = Audience.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=more.values("pk")), pk__in=ids)
    return dict(seen.values_list("pk", "name"))
