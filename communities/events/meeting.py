"""What a revision of an event holds beside title and text: when, where, for how many, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kmsite.text.refusal import TextRefused

FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST = timedelta(days=31)
MOST_PLACES = 100_000
LONGEST_PLACE, LONGEST_LINK, LONGEST_REASON, LONGEST_PART = 300, 500, 500, 40_000

LABELS = {
    "starts": _("Begins"),
    "ends": _("Ends"),
    "time_zone": _("Time zone"),
    "place": _("Place"),
    "link": _("Link to join"),
    "host": _("Host"),
    "capacity": _("Places"),
    "is_cancelled": _("Cancelled"),
    "why_cancelled": _("Why it was cancelled"),
    "notes": _("Notes"),
    "decisions": _("Decisions"),
    "recording": _("Recording"),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """`starts` and `ends` are what a clock on the wall shows in `time_zone` (an IANA name), as naive times.

    So an event stays at nine o'clock when the rules of a time zone change. `host` is the id of a person.
    """

    starts: datetime
    ends: datetime
    time_zone: str = "UTC"
    place: str = ""
    link: str = ""
    host: int | None = None
    capacity: int | None = None
    is_cancelled: bool = False
    why_cancelled: str = ""
    notes: str = ""
    decisions: str = ""
    recording: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Read what `structure` wrote."""
        known = {field.name: said[field.name] for field in fields(cls) if field.name in said}
        for name in ("starts", "ends"):
            known[name] = datetime.fromisoformat(known[name])
        return cls(**known)

    def structure(self) -> dict[str, Any]:
        """Return this meeting as plain JSON, as a revision keeps it."""
        return asdict(self) | {name: getattr(self, name).isoformat() for name in ("starts", "ends")}

    def parts(self) -> dict[str, Any]:
        """Return every part by its name."""
        return asdict(self)

    @property
    def starts_at(self) -> datetime:
        """When it begins, in UTC; of a time shown twice the first, of one left out an hour later."""
        return self.starts.replace(tzinfo=zone_of(self.time_zone)).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """When it ends, in UTC, as `starts_at`."""
        return self.ends.replace(tzinfo=zone_of(self.time_zone)).astimezone(UTC)

    def texts(self) -> dict[str, str]:
        """Return what came of it, in Markdown, as far as something did."""
        return {name: text for name in ("notes", "decisions") if (text := getattr(self, name))}


class MeetingRefused(TextRefused):
    """A meeting cannot be so; `field` names what has to be put right."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def refuse_impossible(said: Meeting, before: Meeting | None = None) -> None:
    """Raise MeetingRefused for a time that no clock shows, an end before the beginning, a link that is none.

    Times that are as they were `before` are not asked again: the rules of a zone may have changed since.
    """
    if before is None or _times(said) != _times(before):
        _refuse_times(said)
    if said.capacity is not None and not 1 <= said.capacity <= MOST_PLACES:
        raise MeetingRefused(
            "capacity", gettext("Give a number of places from 1 to %d, or none.") % MOST_PLACES
        )
    for name in ("link", "recording"):
        _refuse_link(name, getattr(said, name))
    _refuse_long(said)


def is_shown_by_a_clock(moment: datetime, time_zone: str) -> bool:
    """Say whether clocks in `time_zone` ever show `moment`, a naive time: not in the gap of a change."""
    there = moment.replace(tzinfo=zone_of(time_zone))
    return there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) == moment


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone called `name`; UTC for one that is no longer known."""
    return ZoneInfo(name if name in zones() else "UTC")


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones."""
    return frozenset(available_timezones())


def _times(said: Meeting) -> tuple[datetime, datetime, str]:
    return said.starts, said.ends, said.time_zone


def _refuse_times(said: Meeting) -> None:
    if said.time_zone not in zones():
        raise MeetingRefused("time_zone", gettext("There is no time zone with this name."))
    for name in ("starts", "ends"):
        _refuse_time(name, getattr(said, name), said.time_zone)
    if said.ends_at <= said.starts_at:
        raise MeetingRefused("ends", gettext("An event must end after it began."))
    if said.ends - said.starts > LONGEST:
        raise MeetingRefused("ends", gettext("An event lasts %d days at most.") % LONGEST.days)


def _refuse_time(name: str, moment: datetime, time_zone: str) -> None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise MeetingRefused(name, gettext("Choose a year from %(first)d to %(last)d.") % years)
    if not is_shown_by_a_clock(moment, time_zone):
        said = {"time": moment.strftime("%H:%M"), "day": moment.strftime("%Y-%m-%d"), "zone": time_zone}
        message = gettext("No clock in %(zone)s shows %(time)s on %(day)s: it is put forward then.")
        raise MeetingRefused(name, message % said)


def _refuse_link(name: str, link: str) -> None:
    if not link:
        return
    try:
        parts = urlsplit(link)
        is_link = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_link = False
    if not is_link or any(sign.isspace() or not sign.isprintable() for sign in link):
        raise MeetingRefused(name, gettext("Give the whole link, beginning with https:// or http://."))


def _refuse_long(said: Meeting) -> None:
    limits = {
        "place": LONGEST_PLACE,
        "link": LONGEST_LINK,
        "recording": LONGEST_LINK,
        "why_cancelled": LONGEST_REASON,
        "notes": LONGEST_PART,
        "decisions": LONGEST_PART,
    }
    for name, most in limits.items():
        if len(getattr(said, name)) > most:
            part = {"part": LABELS[name], "most": most}
            raise MeetingRefused(name, gettext("“%(part)s” is too long: %(most)d characters at most.") % part)
