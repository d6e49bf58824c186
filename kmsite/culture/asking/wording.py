"""The one writer of the wording: what is asked is never changed, another version takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.roles import rights_of
from kmsite.culture.models import Assessment, Item
from kmsite.culture.refusing import RoundRefused
from kmsite.pages.retrying import in_one_transaction

Pair = tuple[str, str]
"""From what, to what."""


@in_one_transaction
def reword(pairs: Sequence[Pair], *, base: int, reason: str, by: Any) -> Assessment:
    """Make a new version with `pairs` in the places of those of version `base`; return it.

    Rounds that are open go on with theirs. Raises RoundRefused when `base` is not the latest any more, when
    nothing changed or something is missing, and when `by` may not.
    """
    if "settings" not in rights_of(by):
        raise RoundRefused(_("Only administrators change the wording."))
    latest = Assessment.objects.select_for_update().first()
    if latest.version != base:
        raise RoundRefused(_("Somebody else changed the wording meanwhile. Look at theirs first."))
    items = list(latest.items.all())
    if len(pairs) != len(items) or not all(left and right for left, right in pairs):
        raise RoundRefused(_("Every pair needs both statements."))
    if [(item.from_text, item.to_text) for item in items] == list(pairs):
        raise RoundRefused(_("Nothing was changed."))
    made = Assessment.objects.create(
        version=base + 1, title=latest.title, source=latest.source, reason=reason, made_at=timezone.now(),
        made_by=by,
    )  # fmt: skip
    Item.objects.bulk_create(_reworded(made, item, pair) for item, pair in zip(items, pairs, strict=True))
    return made


def _reworded(made: Assessment, item: Item, pair: Pair) -> Item:
    """Return `item` in other words; its short label stays as long as the words do."""
    left, right = pair
    is_same = (item.from_text, item.to_text) == pair
    label = item.short_label if is_same else f"{left} → {right}"[:60]
    return Item(
        assessment=made, place=item.place, heading=item.heading, from_text=left, to_text=right,
        short_label=label,
    )  # fmt: skip
