"""The shelf of a community: the one writer of collections, and of what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.life.stages import is_proposed
from communities.models import Collection, Community, ShelfItem
from communities.shelves.shelf_reading import fingerprint, order_of, shown_in
from communities.standing import reads_inside, rights_now
from kmsite.attachments.models import Attachment
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.text.refusal import TextRefused

MOST_COLLECTIONS, MOST_ITEMS = 100, 200

STALE = gettext_lazy(
    "Somebody else changed this meanwhile. Here is what you wrote: look, then save it again."
)
REORDERED = gettext_lazy("Somebody else changed the order meanwhile. Look at it again.")


class ShelfRefused(TextRefused):
    """A shelf cannot be changed so; the message says why."""


class ShelfChanged(ShelfRefused):
    """Somebody else changed the same words since a form was shown."""


@in_one_transaction
def begin(community: Page, *, title: str, intro: str = "", by: Any) -> Collection:
    """Put a new collection at the end of the shelf of `community`. Raises ShelfRefused when it is full."""
    here = _locked(community.pk, by)
    there = Collection.objects.filter(community=here)
    if there.count() >= MOST_COLLECTIONS:
        raise ShelfRefused(_("A shelf holds %d collections at most.") % MOST_COLLECTIONS)
    made = Collection.objects.create(
        community=here, title=title, intro=intro, position=_next(there), changed_at=timezone.now()
    )
    _told(here, made.pk, by)
    return made


@in_one_transaction
def reword(collection: Collection, *, title: str, intro: str, seen: str, by: Any) -> None:
    """Give `collection` another title and purpose. Raises ShelfChanged when it is no longer as `seen`."""
    here, now = _found(collection, by)
    if seen != fingerprint(now.title, now.intro):
        raise ShelfChanged(str(STALE))
    Collection.objects.filter(pk=now.pk).update(title=title, intro=intro, changed_at=timezone.now())
    _told(here, now.pk, by)


@in_one_transaction
def move(collection: Collection, *, step: int, seen: str, by: Any) -> None:
    """Put `collection` one place up (-1) or down (1) on its shelf. Raises ShelfRefused for another order."""
    here, now = _found(collection, by)
    rows = list(Collection.objects.filter(community=here).order_by("position", "id"))
    if seen != order_of(rows):
        raise ShelfRefused(str(REORDERED))
    _place(Collection, _shifted(rows, [row.pk for row in rows], now.pk, step))
    _told(here, now.pk, by)


@in_one_transaction
def remove(collection: Collection, *, seen: str, by: Any) -> None:
    """Take `collection` off the shelf, with all that it lists; the pages themselves stay."""
    here, now = _found(collection, by)
    if seen != ",".join(map(str, _visible(now, by))):
        raise ShelfRefused(_("Somebody changed what stands in this collection meanwhile. Look at it again."))
    _told(here, now.pk, by)
    Collection.objects.filter(pk=now.pk).delete()


@in_one_transaction
def put(
    collection: Collection,
    *,
    why: str,
    page: Page | None = None,
    file: Attachment | None = None,
    url: str = "",
    title: str = "",
    by: Any,
) -> ShelfItem:
    """Put a page, a file or a link at the end of `collection`, with a sentence why.

    Raises ShelfRefused when it stands there already, or the collection is full.
    """
    here, now = _found(collection, by)
    there = ShelfItem.objects.filter(collection=now)
    _refuse_again(there, page, file, url)
    if there.count() >= MOST_ITEMS:
        raise ShelfRefused(_("A collection holds %d things at most. Begin another one.") % MOST_ITEMS)
    made = ShelfItem.objects.create(
        collection=now, page=page, file=file, url=url, title=title, why=why, position=_next(there)
    )
    _changed(here, now, by, is_put=True)
    return made


@in_one_transaction
def change(item: ShelfItem, *, why: str, title: str = "", seen: str, by: Any) -> None:
    """Say anew why `item` stands there, and what a link is called. Raises ShelfChanged as `reword` does."""
    here, now = _found(item.collection, by)
    row = _row(item, now)
    if seen != fingerprint(row.why, row.title):
        raise ShelfChanged(str(STALE))
    title = title if row.url else ""
    ShelfItem.objects.filter(pk=row.pk).update(why=why, title=title)
    _changed(here, now, by)


@in_one_transaction
def shift(item: ShelfItem, *, step: int, seen: str, by: Any) -> None:
    """Put `item` before the one above (-1) or behind the one below (1) of those that `by` may see."""
    here, now = _found(item.collection, by)
    row = _row(item, now)
    rows, visible = list(now.items.order_by("position", "id")), _visible(now, by)
    if seen != ",".join(map(str, visible)):
        raise ShelfRefused(str(REORDERED))
    _place(ShelfItem, _shifted(rows, visible, row.pk, step))
    _changed(here, now, by)


@in_one_transaction
def take_out(item: ShelfItem, *, by: Any) -> None:
    """Take `item` out of its collection."""
    here, now = _found(item.collection, by)
    ShelfItem.objects.filter(pk=_row(item, now).pk).delete()
    _changed(here, now, by)


def _locked(community: int, by: Any) -> Community:
    lock_pages([community])
    if by is not None:
        reaches_now(by)
    here = Community.objects.live().filter(pk=community).first()
    if here is None or (by is not None and not reads_inside(by, here)):
        raise NoLongerAllowed(_("The community is no longer there."), sees_page=False)
    if by is not None and "shelf" not in rights_now(by, here):
        raise NoLongerAllowed(_("You may no longer fill this shelf."), sees_page=True)
    refuse_archived(here)
    if is_proposed(here):
        raise ShelfRefused(_("A shelf comes when the community is open."))
    return here


def _found(collection: Collection, by: Any) -> tuple[Community, Collection]:
    """Lock the community of `collection`, and with it the shelf; return both as they are now."""
    here = _locked(collection.community_id, by)
    now = Collection.objects.filter(pk=collection.pk).first()
    if now is None:
        raise ShelfRefused(_("Somebody took this collection off the shelf meanwhile."))
    return here, now


def _row(item: ShelfItem, collection: Collection) -> ShelfItem:
    row = ShelfItem.objects.filter(pk=item.pk, collection=collection).first()
    if row is None:
        raise ShelfRefused(_("Somebody took this out of the collection meanwhile."))
    return row


def _visible(collection: Collection, by: Any) -> list[int]:
    """Return the ids of what `by` sees in `collection`, in its order."""
    return [item.row.pk for item in shown_in([collection], by)[collection.pk]]


def _refuse_again(there: Any, page: Page | None, file: Attachment | None, url: str) -> None:
    same = there.filter(page=page) if page else there.filter(file=file) if file else there.filter(url=url)
    if same.exists():
        raise ShelfRefused(_("This stands in the collection already."))


def _next(rows: Any) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 1 if last is None else last + 1


def _shifted(rows: Sequence[Any], visible: Sequence[int], id: int, step: int) -> list[int]:
    """Return the ids of `rows` with `id` beyond its next `visible` neighbour; others keep their order."""
    order, place = [row.pk for row in rows], visible.index(id) + step if id in visible else -1
    if not 0 <= place < len(visible):
        return order
    order.remove(id)
    beyond = order.index(visible[place])
    order.insert(beyond if step < 0 else beyond + 1, id)
    return order


def _place(model: Any, order: Sequence[int]) -> None:
    rows = model.objects.in_bulk(order)
    for place, id in enumerate(order, 1):
        rows[id].position = place
    model.objects.bulk_update(rows.values(), ["position"])


def _changed(community: Community, collection: Collection, by: Any, **about: bool) -> None:
    Collection.objects.filter(pk=collection.pk).update(changed_at=timezone.now())
    _told(community, collection.pk, by, **about)


def _told(community: Community, collection: int, by: Any, **about: bool) -> None:
    ledger.record(LedgerEntry.Verb.SHELVED, community, by, collection=collection, **about)
