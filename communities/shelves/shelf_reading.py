"""What stands on the shelf of a community, as far as one reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.life.stages import is_at_work, is_proposed
from communities.models import Collection, Community, ShelfItem
from communities.standing import reads_inside, rights_in
from kmsite.attachments.models import Attachment
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches

ON_HOME, ITEMS_ON_HOME = 3, 3
FILE, LINK = _("File"), _("Link")


@dataclass(frozen=True)
class Item:
    """One thing of a collection: its place among those that the reader sees, what it is, where it leads."""

    number: int
    row: ShelfItem
    kind: str | Promise
    title: str
    address: str
    page: Page | None = None
    file: Attachment | None = None

    @property
    def why(self) -> str:
        return self.row.why

    @property
    def host(self) -> str:
        """The site that a link leads to."""
        return urlsplit(self.row.url).netloc if self.row.url else ""


@dataclass(frozen=True)
class Shelved:
    """A collection and what the reader sees of it."""

    collection: Collection
    items: list[Item]

    @property
    def seen(self) -> str:
        """The order of its items as this reader sees it, for `shelving.shift`."""
        return ",".join(str(item.row.pk) for item in self.items)


def shelf_of(community: Community, user: Any) -> list[Shelved]:
    """Return the collections of `community` in their order, with what `user` may see of each."""
    collections = list(Collection.objects.filter(community=community).order_by("position", "id"))
    shown = shown_in(collections, user)
    return [Shelved(one, shown[one.pk]) for one in collections]


def shown_in(collections: Sequence[Collection], user: Any) -> dict[int, list[Item]]:
    """Return by collection the items that `user` may see, numbered without gaps; two statements.

    A page that was merged is followed to the one it went into; what is in the trash is not there.
    """
    files = Attachment.objects.visible_to(user).select_related("blob")
    rows = ShelfItem.objects.filter(collection__in=collections).select_related("page__merged_into")
    rows = rows.prefetch_related(Prefetch("file", files)).order_by("collection", "position", "id")
    found: dict[int, list[Item]] = {one.pk: [] for one in collections}
    seen: set[tuple[int, int]] = set()
    readable = readable_reaches(user)
    for row in rows:
        item = _item(row, len(found[row.collection_id]) + 1, readable)
        if item is None or (item.page and (row.collection_id, item.page.pk) in seen):
            continue
        if item.page:
            seen.add((row.collection_id, item.page.pk))
        found[row.collection_id].append(item)
    return found


def on_home(community: Community, user: Any) -> dict[str, Any] | None:
    """Return the first collections of `community` and their first items; None where there is no shelf."""
    if not reads_inside(user, community) or is_proposed(community):
        return None
    shelf = shelf_of(community, user)
    fills = may_fill(user, community)
    if not shelf and not fills:
        return None
    first = [(one, one.items[:ITEMS_ON_HOME], max(len(one.items) - ITEMS_ON_HOME, 0)) for one in shelf]
    return {"shelf": first[:ON_HOME], "more": max(len(shelf) - ON_HOME, 0), "may_fill": fills}


def may_fill(user: Any, community: Community) -> bool:
    """Say whether `user` may change the shelf of `community` now."""
    fills = "shelf" in rights_in(user, community) and reads_inside(user, community)
    return fills and is_at_work(community)


def order_of(rows: Iterable[Any]) -> str:
    """Return in which order `rows` stand, as forms carry it."""
    return ",".join(str(row.pk) for row in rows)


def fingerprint(*words: str) -> str:
    """Return a short sign of `words`, by which a form knows whether they changed since it was shown."""
    return sha256("\0".join(words).encode()).hexdigest()[:16]


def _item(row: ShelfItem, number: int, readable: Sequence[int]) -> Item | None:
    if row.page_id:
        page = row.page.merged_into or row.page
        if not page.is_live or page.reach not in readable:
            return None
        return Item(number, row, page.get_kind_display(), page.title, page.get_absolute_url(), page=page)
    if row.file_id:
        file = row.file  # None unless it was fetched as one that the reader may see
        return Item(number, row, FILE, file.name, file.get_absolute_url(), file=file) if file else None
    return Item(number, row, LINK, row.title, row.url)
