"""Private addresses for calendar programs, and what each shows: the events that its person may read now."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.events.ics import Told
from communities.models import CalendarAddress, Community, Event, Rsvp
from kmsite.accounts.models import User
from kmsite.pages.models import LedgerEntry
from kmsite.pages.reach import reaches_now
from kmsite.pages.retrying import in_one_transaction

SINCE = timedelta(days=366)
MOST = 500
"""How far back a calendar goes, and how many events it holds, the latest ones."""
LONGEST_NONCE = 64

_CAME_OR_WENT = (LedgerEntry.Verb.TRASHED, LedgerEntry.Verb.RESTORED)


@in_one_transaction
def renew(user: User, community: Community | None) -> CalendarAddress:
    """Give `user` a new address for `community`, or for all of theirs; the one they had leads nowhere now."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    row, _is_new = CalendarAddress.objects.update_or_create(
        user=user, community=community, defaults={"nonce": secrets.token_urlsafe(32), "at": timezone.now()}
    )
    return row


@in_one_transaction
def end(user: User, community: Community | None) -> None:
    """Take the address of `user` for `community`, or for all of theirs, away."""
    CalendarAddress.objects.filter(user=user, community=community).delete()


def at(nonce: str) -> CalendarAddress | None:
    """Return the address with this nonce, if its person's account is open."""
    if len(nonce) > LONGEST_NONCE or "\0" in nonce:
        return None
    found = CalendarAddress.objects.filter(nonce=nonce, user__is_active=True)
    return found.select_related("user", "community").first()


def shown_at(address: CalendarAddress) -> tuple[str, list[Told]]:
    """Return the name of the calendar at `address` and its events: what its person may read at this moment.

    A community that they may not read any more is not even named.
    """
    user, community = address.user, address.community
    reaches = reaches_now(user)
    if community is not None:
        if community.reach not in reaches:
            return settings.SITE_NAME, []
        name = community.title if community.is_live else settings.SITE_NAME
        return name, told(_bounded(_readable(user).filter(parent=community.pk)))
    mine = Community.objects.readable_by(user).of_member(user).values("pk")
    answered = Rsvp.objects.filter(user=user, answer__in=(Rsvp.Answer.YES, Rsvp.Answer.MAYBE))
    chosen = Q(parent__in=mine) | Q(pk__in=answered.values("event"))
    name = _("%(site)s: events of %(person)s") % {"site": settings.SITE_NAME, "person": user.get_full_name()}
    return name, told(_bounded(_readable(user).filter(chosen)))


def told(events: Iterable[Event]) -> list[Told]:
    """Return `events` with how often each, or its community with it, went into the trash and came back."""
    events = list(events)
    pages = {event.pk for event in events} | {event.parent_id for event in events}
    deeds: dict[int, list[datetime]] = defaultdict(list)
    for page, moment in LedgerEntry.objects.filter(page__in=pages, verb__in=_CAME_OR_WENT).values_list(
        "page", "at"
    ):
        deeds[page].append(moment)
    return [Told(event, sorted(deeds[event.pk] + deeds[event.parent_id])) for event in events]


def of_one(event: Event) -> list[Told]:
    """Return `event`, which was fetched for its reader, as a calendar tells it."""
    return told(_whole(Event.objects.filter(pk=event.pk)))


def mark(content: bytes) -> str:
    """Return what tells a calendar from one that says something else."""
    return hashlib.sha256(content).hexdigest()[:32]


def _readable(user: User) -> QuerySet[Event]:
    """Return what `user` may read, events in the trash too: calendars are told that they are off."""
    return _whole(Event.objects.readable_by(user).filter(merged_into=None))


def _whole(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.select_related("current", "rendering", "host", "parent")


def _bounded(events: QuerySet[Event]) -> QuerySet[Event]:
    since = timezone.now() - SINCE
    return events.filter(starts_at__gte=since).order_by("-starts_at", "-page_id")[:MOST]
