"""Whether a text wants to be linked to terms: a wish of its writers, kept in the entry of each revision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

ON, OFF = "on", "off"


def wish() -> KeyTextTransform:
    """Return, as a column of a query of pages, what the current revision of each wishes."""
    return KeyTextTransform("terms", "current__structure")


def wish_of(entry: Mapping[str, Any]) -> str:
    """Return what an entry wishes: ON unless it says OFF."""
    return OFF if entry.get("terms") == OFF else ON


def wants_terms(wish: str | None) -> bool:
    """Say whether texts are linked that wish this."""
    return wish != OFF


def wishing(entry: Mapping[str, Any], wish: str) -> dict[str, Any]:
    """Return `entry` with another wish; what is usual is not written down."""
    rest = {name: part for name, part in entry.items() if name != "terms"}
    return rest | ({"terms": OFF} if wish == OFF else {})


def readable(entry: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the wish as people compare it; without one there is nothing to read."""
    return {} if wants_terms(wish_of(entry)) else {"terms": (_("Links to terms"), _("none by themselves"))}
