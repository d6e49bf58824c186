"""The log of administrators: every deed, also those without a page, narrowed by who, what, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kmsite.accounts.models import User
from kmsite.pages.deeds.knowing import known_to
from kmsite.pages.deeds.telling import Deed, told_knowing
from kmsite.pages.deeds.verbs import SAVES, SUBJECTS
from kmsite.pages.models import Audience, LedgerEntry, Page, Redirect
from kmsite.pages.querysets import LedgerQuerySet

AT_ONCE = 500
"""Rows fetched at a time for a file."""
_ADDRESS = re.compile(r"(?:https?://[^/]+)?/?(?P<shelf>[a-z]+)/(?P<name>[^/?#]+)/?.*")
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Wanted:
    """Which deeds somebody asks for; None and "" leave all of them in. `deed` is a verb or a subject."""

    person: User | None = None
    deed: str = ""
    page: Page | None = None
    since: date | None = None
    until: date | None = None


def deeds_of(wanted: Wanted) -> LedgerQuerySet:
    """Return the deeds that are `wanted`, of pages that anybody may see or not: tell them with `told_to`."""
    entries = LedgerEntry.objects.recent()
    if wanted.person:
        entries = entries.by_person(wanted.person)
    if wanted.page:
        entries = entries.filter(page=wanted.page)
    if wanted.since:
        entries = entries.filter(at__gte=_begin(wanted.since))
    if wanted.until:
        entries = entries.filter(at__lt=_begin(wanted.until + timedelta(days=1)))
    if wanted.deed:
        verbs = SUBJECTS[wanted.deed][1] if wanted.deed in SUBJECTS else (wanted.deed,)
        entries = entries.of_verbs(verbs)
        entries = entries if set(SAVES) & set(verbs) else entries.besides_saves()
    return entries


def told_to(reader: Any, entries: Iterable[LedgerEntry]) -> list[Deed]:
    """Return `entries` as `reader` may know of them, in five statements at most.

    Titles only of pages that they may read, the trash included: being an administrator opens none. Names of
    audiences that people made, as the list of audiences has them, but not of those that a community fills.
    """
    entries = list(entries)
    pages = Page.objects.readable_by(reader)
    return told_knowing(
        entries, known_to(reader, entries, pages=pages, audiences=Audience.objects.filter(page=None))
    )


def every_deed(reader: Any, entries: LedgerQuerySet) -> Iterator[Deed]:
    """Yield all of `entries`, the newest first, told to `reader`, some at a time."""
    last: LedgerEntry | None = None
    while True:
        beyond = entries
        if last is not None:
            beyond = entries.filter(at__lte=last.at).filter(Q(at__lt=last.at) | Q(pk__lt=last.pk))
        rows = list(beyond[:AT_ONCE])
        yield from told_to(reader, rows)
        if len(rows) < AT_ONCE:
            return
        last = rows[-1]


def page_at(address: str, reader: Any) -> Page | None:
    """Return the page that `address` names, now or once, if `reader` may read it; the trash included."""
    found = _ADDRESS.fullmatch(address.strip().replace("\0", ""))
    if found is None:
        return None
    pages, shelf, name = Page.objects.readable_by(reader), found["shelf"], found["name"]
    if shelf == "p":
        is_id = name.isascii() and name.isdecimal() and len(name) < 20 and int(name) <= _LARGEST
        return pages.filter(pk=int(name)).first() if is_id else None
    kinds = [kind for kind, where in Page.SHELVES.items() if where == shelf]
    old = Redirect.objects.filter(kind__in=kinds, slug=name).values("page")
    return pages.filter(Q(slug=name) | Q(pk__in=old), kind__in=kinds).order_by("-pk").first()


def _begin(day: date) -> datetime:
    """Return when `day` begins, in the zone of whoever asks."""
    return timezone.make_aware(datetime.combine(day, time.min))
