"""What a revision of a discussion holds beside title and text: what it is, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

LABELS = {
    "sort": _("What it is"),
    "about": _("Terms it is about"),
    "shown_from": _("Shown from"),
    "shown_until": _("Shown until"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """`sort` is a `Discussion.Sort`, `about` the page ids of terms; the days are those of an announcement."""

    sort: str = "question"
    about: tuple[int, ...] = ()
    shown_from: date | None = None
    shown_until: date | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Read what `structure` wrote; what is missing is as in a plain question."""
        days = {name: said.get(name) for name in ("shown_from", "shown_until")}
        return cls(
            said.get("sort", "question"),
            tuple(said.get("about", ())),
            **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        )

    def structure(self) -> dict[str, Any]:
        """Return this topic as plain JSON, as a revision keeps it."""
        return {
            "sort": self.sort,
            "about": list(self.about),
            "shown_from": self.shown_from.isoformat() if self.shown_from else None,
            "shown_until": self.shown_until.isoformat() if self.shown_until else None,
        }
