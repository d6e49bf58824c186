"""The times of an event as two clocks show them: the one on the wall where it is held, and the reader's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from communities.events.meeting import zone_of

if TYPE_CHECKING:
    from communities.models import Event


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when on one clock, in words; `until_day` is empty where it ends on the day it began.

    `number`, `month` and `year` are those of the first day, as short as a leaf of a calendar has them.
    """

    number: str
    month: str
    year: str
    day: str
    since: str
    until_day: str
    until: str
    zone: str


def span(starts_at: datetime, ends_at: datetime, time_zone: str) -> Span:
    """Return what clocks in `time_zone` show from `starts_at` to `ends_at`, and how far they are from UTC."""
    starts, ends = (moment.astimezone(zone_of(time_zone)) for moment in (starts_at, ends_at))
    return Span(
        number=date_format(starts, "j"),
        month=date_format(starts, "M"),
        year=date_format(starts, "Y"),
        day=date_format(starts, "l, j F Y"),
        since=date_format(starts, "H:i"),
        until_day=date_format(ends, "l, j F Y") if ends.date() != starts.date() else "",
        until=date_format(ends, "H:i"),
        zone=", ".join(dict.fromkeys([time_zone.replace("_", " "), _from_utc(starts)])),
    )


def in_a_line(event: Event) -> str:
    """Return when and where `event` takes place, on the clocks there, and whether it was cancelled."""
    there = span(event.starts_at, event.ends_at, event.time_zone)
    until = ", ".join(filter(None, [there.until_day, there.until]))
    when = f"{there.day}, {there.since} \N{EN DASH} {until} ({there.zone})"
    state = gettext("Cancelled") if event.is_cancelled else ""
    return " · ".join(filter(None, [state, when, event.place]))


def is_elsewhere(starts_at: datetime, ends_at: datetime, time_zone: str) -> bool:
    """Say whether clocks in `time_zone` differ from the reader's then, as far as the reader's are known."""
    here, there = timezone.get_current_timezone(), zone_of(time_zone)
    return any(
        moment.astimezone(here).utcoffset() != moment.astimezone(there).utcoffset()
        for moment in (starts_at, ends_at)
    )


def _from_utc(moment: datetime) -> str:
    minutes = round(moment.utcoffset().total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}:{rest:02d}" if minutes else "UTC"
