"""What follows when an event changes: free seats are given, and those who come are told."""

from __future__ import annotations

from typing import Any

from communities.events import attending
from communities.models import Event
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.told import ledger
from kmsite.talk import noticing

TOLD = ("starts_at", "ends_at", "time_zone", "place", "link", "is_cancelled")
"""The columns that nobody who comes must be surprised by."""


def as_it_was(page: Page) -> dict[str, Any]:
    """Return what the columns of the event `page` say before they are written again."""
    return Event.objects.filter(pk=page.pk).values(*TOLD).get()


def follow(page: Page, before: dict[str, Any]) -> None:
    """Let seats and notices follow from a change of the event `page`, which is locked and written.

    Nobody loses a seat: where the places became fewer, more come than there are until somebody leaves.
    """
    if page.current.number == 1:
        ledger.record(LedgerEntry.Verb.EVENT_PLANNED, page, page.current.by)
        return
    event, by = Event.objects.get(pk=page.pk), page.current.by
    if event.is_cancelled and not before["is_cancelled"]:
        ledger.record(LedgerEntry.Verb.EVENT_CANCELLED, page, by)
        noticing.tell(attending.concerned(event), "event_cancelled", by=by, page=event)
    elif not event.is_cancelled and any(before[name] != getattr(event, name) for name in TOLD):
        _tell_of_change(event, by)
    attending.fill(event, by=by)


def _tell_of_change(event: Event, by: Any) -> None:
    if not attending.closed_because(event):
        noticing.tell(attending.concerned(event), "event_changed", by=by, page=event)
