"""The form in which pages are put in order: each has the number of its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.places.ordering import OrderChanged, Reordered, reorder
from kmsite.pages.refusing import MoveRefused

MOST = 500
"""Pages that are put in order at a time; those behind them stay there."""
_FIELD = "place-"


@dataclass(frozen=True)
class Row:
    """A page and the number in its field."""

    page: Page
    place: int

    @property
    def field(self) -> str:
        return f"{_FIELD}{self.page.pk}"


class OrderForm:
    """The pages below `parent`, or at the top, that `orderer` may see, in the order that they wish.

    `seen` names the pages in the order that the person started from.
    """

    def __init__(
        self, data: Mapping[str, str] | None, *, model: type[Page], parent: Page | None, orderer: User
    ) -> None:
        self.data, self.is_bound = data or {}, data is not None
        self.parent, self.orderer = parent, orderer
        visible = model.objects.visible_to(orderer)
        self.pages = visible.children_of(parent) if parent else visible.roots()
        self.refusal = ""

    @cached_property
    def siblings(self) -> list[Page]:
        """Return the first pages as they stand, and one more than is shown."""
        return list(self.pages.order_by("parent_id", "position", "id")[: MOST + 1])

    @property
    def is_cut(self) -> bool:
        return len(self.siblings) > MOST

    @property
    def rows(self) -> list[Row]:
        """Return the pages as they are shown: as they stand, or as the person wished them."""
        wished = {id: place for place, id in enumerate(self.wished())}
        shown = sorted(self.siblings[:MOST], key=lambda page: wished.get(page.pk, len(wished)))
        return [Row(page, place) for place, page in enumerate(shown, 1)]

    @property
    def seen(self) -> str:
        return ",".join(str(page.pk) for page in self.siblings[:MOST])

    def wished(self) -> list[int]:
        """Return the ids by the numbers in their fields.

        Two of one number: who came from behind stands before whoever had the number, and the other way round.
        """
        fields = [name for name in self.data if name.startswith(_FIELD) and _is_id(name[len(_FIELD) :])]
        keys = {}
        for was, name in enumerate(fields, 1):
            number = self.data[name].strip()
            place = int(number) if number.isdecimal() and len(number) < 10 else was
            keys[int(name[len(_FIELD) :])] = (place, (place > was) - (place < was), was)
        return sorted(keys, key=keys.__getitem__)

    def reorder(self) -> Reordered | None:
        """Do it; None when it was refused, and then `refusal` says why."""
        started = [int(id) for id in self.data.get("seen", "").split(",") if _is_id(id)][:MOST]
        try:
            done = reorder(self.parent, self.wished(), by=self.orderer, seen=started)
        except OrderChanged:
            self.refusal = _(
                "Somebody else put these pages into another order meanwhile. Here is yours: save it again, "
                "or begin anew with theirs."
            )
            return None
        except MoveRefused as refused:
            self.refusal = str(refused)
            return None
        return replace(done, come=0) if len(started) == MOST else done


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 20
