"""Events as calendar programs read them: files in iCalendar (RFC 5545, RFC 7986), written by `icalendar`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.prop import vCalAddress, vText

from communities.events.meeting import Meeting
from communities.models import Event
from kmsite.pages.saving.drafts import Draft

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Commonplace//Events//EN"
REFRESH = timedelta(hours=1)
LONGEST_TEXT = 4000
"""Characters of the text of an event that its entry holds; the rest stands at its address."""

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""What ends a line for Unicode and not for RFC 5545: some programs read on as if the next entry began."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Words(vText):
    """Text as RFC 5545, 3.3.11 writes it: `icalendar` takes a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPED).encode()


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its current revision, rendering, host and parent, and when it, or its community with it,
    went into the trash and came back: each time is news, and the SEQUENCE rises."""

    event: Event
    came_or_went: list[datetime]


def calendar_of(events: Iterable[Told], name: str) -> bytes:
    """Return a calendar called `name` of `events`, as bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", Words(name))
    calendar.add("x-wr-calname", Words(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for told in events:
        calendar.add_component(_entry(told))
    return calendar.to_ical()


def _entry(told: Told) -> Entry:
    """Return what a calendar learns of an event: of one in the trash only that it does not take place."""
    event = told.event
    said = Meeting.of(Draft.of(event.current).entry)
    entry = Entry()
    entry.add("uid", str(event.uid))
    entry.add("sequence", event.sequence + len(told.came_or_went))
    changed = max([event.current.at, *told.came_or_went])
    for name in ("dtstamp", "last-modified"):
        entry.add(name, changed)
    entry.add("dtstart", said.starts_at)
    entry.add("dtend", said.ends_at)
    if event.trashed_at:
        entry.add("summary", _("Cancelled"))
        entry.add("status", "CANCELLED")
        entry.add("transp", "TRANSPARENT")
        entry.add("organizer", _organizer(f"{settings.BASE_URL}/", settings.SITE_NAME))
        return entry
    _tell(entry, event, said)
    return entry


def _tell(entry: Entry, event: Event, said: Meeting) -> None:
    address = f"{settings.BASE_URL}{event.get_absolute_url()}"
    title = _("Cancelled: %s") % event.title if said.is_cancelled else event.title
    entry.add("summary", Words(title))
    entry.add("status", "CANCELLED" if said.is_cancelled else "CONFIRMED")
    entry.add("description", Words(_description(event, said, address)))
    entry.add("url", address)
    if place := said.place or said.link:
        entry.add("location", Words(place))
    host = event.host or event.parent
    named = event.host.get_full_name() if event.host else event.parent.title
    entry.add("organizer", _organizer(f"{settings.BASE_URL}{host.get_absolute_url()}", named))
    entry.add("created", event.created_at)
    entry.add("transp", "TRANSPARENT" if said.is_cancelled else "OPAQUE")


def _description(event: Event, said: Meeting, address: str) -> str:
    """Return what the event is about as plain text, with its time as the clocks at its place show it."""
    there = f"{_on_the_wall(said.starts)} - {_on_the_wall(said.ends)} ({said.time_zone})"
    text = _LINE_ENDS.sub("\n", event.rendering.text) if hasattr(event, "rendering") else ""
    parts = (
        said.why_cancelled and _("Cancelled: %s") % said.why_cancelled,
        event.lede,
        there,
        said.link and _("Join: %s") % said.link,
        said.recording and _("Recording: %s") % said.recording,
        text[:LONGEST_TEXT],
        address,
    )
    return "\n\n".join(part for part in parts if part)


def _on_the_wall(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _organizer(address: str, name: str) -> vCalAddress:
    """Return who invites, as RFC 5546, 3.2.1 asks of every published event.

    It is the address of a page, never one of mail: RFC 5545, 3.3.3 takes any URI.
    """
    organizer = vCalAddress(address)
    organizer.params["CN"] = vText(name)
    return organizer
