"""What renaming or moving a page would touch, told to somebody before it is done."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kmsite.pages.models import Audience, Page
from kmsite.pages.names import addressing
from kmsite.pages.places.moving import reach_there
from kmsite.pages.reach import PUBLIC
from kmsite.pages.readers import explaining
from kmsite.pages.readers.explaining import Touched
from kmsite.pages.refusing import AudienceRefused, TitleTaken
from kmsite.pages.saving import writing
from kmsite.pages.shown import showing
from kmsite.text.names import name_key

FIRST = 5
"""Pages that link here which are named; the others are counted."""
HIDDEN_LETTERS = "····"
"""Stand for the random end of an address that is drawn when it is done."""


@dataclass(frozen=True)
class Foreseen:
    """What would come of it, as far as the person may know. `refusal` says why it cannot be, if it cannot.

    `seen` is different as soon as anything of it is.
    """

    page: Page
    title: str
    parent: Page | None
    address: str
    below: int
    links: int
    linking: list[Page]
    readers: tuple[str, str]
    touched: Touched | None = None
    refusal: str = ""
    taken: Page | None = None

    @property
    def is_moved(self) -> bool:
        return (self.parent.pk if self.parent else None) != self.page.parent_id

    @property
    def is_renamed(self) -> bool:
        return self.title != self.page.title

    @property
    def changes_address(self) -> bool:
        return self.address != address_of(self.page, self.page.slug)

    @property
    def changes_readers(self) -> bool:
        return self.readers[0] != self.readers[1]

    @property
    def seen(self) -> str:
        now = (self.page.slug, self.page.current_id, self.page.parent_id, self.parent and self.parent.slug)
        shown = (self.title, self.below, self.links, self.readers, self.refusal, self.taken and self.taken.pk)
        return hashlib.sha256(repr((now, shown)).encode("utf-8", "replace")).hexdigest()


def foresee(page: Page, *, title: str, parent: Page | None, by: Any) -> Foreseen:
    """Return what it would touch to give `page` this title and to put it below `parent`."""
    then, refusal = _then(page, title, parent)
    taken = None
    if not refusal:
        refusal, taken = _taken(then, by)
    touched = explaining.touched_by(page, then.reach, by) if then.reach != page.reach else None
    if touched and touched.is_forbidden:
        refusal = refusal or _("A page below this one is for another audience.")
    linking = Page.objects.visible_to(by).linking_to(page).exclude(pk=page.pk)
    return Foreseen(
        page=page,
        title=title,
        parent=parent,
        address=_address(page, then),
        below=Page.objects.visible_to(by).filter(pk__in=showing.pages_below([page.pk])).count() - 1,
        links=linking.count(),
        linking=list(linking.order_by("id")[:FIRST]),
        readers=(_readers(page.reach), _readers(then.reach)),
        touched=touched,
        refusal=refusal,
        taken=taken,
    )


def address_of(page: Page, slug: str) -> str:
    """Return the address that `page` would have with `slug`, as people read it."""
    return f"/{page.SHELVES[page.kind]}/{slug}/"


def _then(page: Page, title: str, parent: Page | None) -> tuple[Page, str]:
    """Return `page` as it would be then, and why that cannot be."""
    then = copy.copy(page)
    then.title, then.title_key, then.parent = title, name_key(title), parent
    try:
        then.reach = reach_there(page, parent)
    except AudienceRefused as refused:
        return then, str(refused)
    return then, ""


def _taken(then: Page, by: Any) -> tuple[str, Page | None]:
    try:
        writing.refuse_taken(then, by)
    except TitleTaken as taken:
        return _("A page there has this title already."), taken.page
    return "", None


def _address(page: Page, then: Page) -> str:
    if then.title_key == page.title_key:
        return address_of(page, page.slug)
    slug = addressing.free_slug(then)
    if then.reach > PUBLIC:
        slug = slug[: -len(HIDDEN_LETTERS)] + HIDDEN_LETTERS
    return address_of(page, slug)


def _readers(reach: int) -> str:
    return explaining.name_of(Audience.objects.get(pk=reach))
