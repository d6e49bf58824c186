"""What a revision of an event holds beside title and text: when, where, for how many, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

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

    @property
    def starts_at(self) -> datetime:
        """When it begins, in UTC; of a time shown twice the first, of one left out an hour later."""
        return self.starts.replace(tzinfo=ZoneInfo(self.time_zone)).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """When it ends, in UTC, as `starts_at`."""
        return self.ends.replace(tzinfo=ZoneInfo(self.time_zone)).astimezone(UTC)

    def texts(self) -> dict[str, str]:
        """Return what came of it, in Markdown, as far as something did."""
        return {name: text for name in ("notes", "decisions") if (text := getattr(self, name))}
