"""What people did lately, as a reader may know of it: for recent changes, feeds and people's pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from kmsite.pages import kinds
from kmsite.pages.deeds.telling import Deed, folded, told
from kmsite.pages.deeds.verbs import AMONG_THEIR_OWN, INSIDE, NEWS, SAVES
from kmsite.pages.models import LedgerEntry, Revision
from kmsite.pages.paging import Slice, slice_of
from kmsite.pages.querysets import LedgerQuerySet
from kmsite.pages.saving.growth import with_growth

ORDER = ("-at", "-id")
_ALL = tuple(verb for verbs in NEWS.values() for verb in verbs if verb not in AMONG_THEIR_OWN)


def news(reader: Any, subject: str = "") -> LedgerQuerySet:
    """Return the deeds that are news for `reader`, of one subject (a key of `NEWS`) or of all.

    Only of pages that they may read now, and of what is inside those only where they may look.
    """
    entries = LedgerEntry.objects.visible_to(reader).recent()
    if subject not in NEWS:
        return _outside(entries.of_verbs(_ALL), reader)
    verbs = NEWS[subject]
    entries = _outside(entries.of_verbs(verbs), reader)
    return entries if set(SAVES) & set(verbs) else entries.besides_saves()


def of(person: Any, reader: Any, subject: str = "") -> LedgerQuerySet:
    """Return what `person` did of late, as far as it is news for `reader`; show it with `slice_for`."""
    return news(reader, subject).by_person(person)


def slice_for(request: HttpRequest, entries: LedgerQuerySet) -> Slice:
    """Return the deeds that `?older=` or `?newer=` asks for, told to the person who asks.

    Of a save the row has a `revision`, with its growth; neighbours that read the same are one row. Six
    statements at most.
    """
    part = slice_of(request, entries, ORDER)
    return replace(part, rows=folded(told_with_saves(part.rows, request.user)))


def told_with_saves(entries: Iterable[LedgerEntry], reader: Any) -> list[Deed]:
    """Return `entries` told to `reader`, each save with its revision; the texts are not fetched."""
    deeds = told(entries, reader)
    ids = {deed.entry.revision_id for deed in deeds} - {None}
    revisions = with_growth(Revision.objects.filter(pk__in=ids)).recent().in_bulk() if ids else {}
    return [replace(deed, revision=revisions.get(deed.entry.revision_id)) for deed in deeds]


def _outside(entries: LedgerQuerySet, reader: Any) -> LedgerQuerySet:
    """Leave out who and what is inside pages where `reader` may not look; strangers look inside nowhere."""
    if not reader.is_authenticated:
        return entries.exclude(verb__in=INSIDE)
    for closed in kinds.closed_to(reader):
        entries = entries.exclude(verb__in=INSIDE, page__in=closed)
    return entries
