"""What clashes when two people changed one charter, place by place in the order of its form."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.charters.charter import LABELS as PARTS
from kmsite.pages.clashes.clashing import Place, lines, passages
from kmsite.pages.refusing import Conflict
from kmsite.text.structured import Clash

LABELS = {"title": gettext_lazy("Name"), "lede": gettext_lazy("Purpose")}


def places_of(conflict: Conflict) -> list[Place]:
    """Return every place of `conflict` that somebody has to decide."""
    text = passages(conflict, _("What we are working on"), _("What we are working on, %d"))
    return [*lines(conflict, LABELS), *map(_part, conflict.clashes), *text]


def _part(clash: Clash) -> Place:
    said = (clash.base or "", clash.mine or "", clash.theirs or "")
    return Place(clash.path, PARTS[clash.path], *said, worded=_day if clash.path == "review_due" else str)


def _day(text: str) -> str | None:
    return date.fromisoformat(text).isoformat() if text else None
