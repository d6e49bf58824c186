"""How deeds of the ledger read to somebody: one sentence each, with nothing that they may not see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kmsite.pages.models import Audience, LedgerEntry, Page
from kmsite.pages.reach import readable_reaches

Verb = LedgerEntry.Verb

TOLD = (
    Verb.RENAMED, Verb.MOVED, Verb.REORDERED, Verb.MERGED, Verb.TRASHED, Verb.RESTORED, Verb.ARCHIVED,
    Verb.UNARCHIVED, Verb.AUDIENCE, Verb.SECRET_REMOVED, Verb.FILE_REPLACED, Verb.FILE_REMOVED,
)  # fmt: skip
"""What the history of a page tells besides its revisions."""
_PLACES = {Verb.MOVED: ("from", "to"), Verb.MERGED: ("page",)}


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed, told to somebody."""

    at: datetime
    sentence: SafeString


@dataclass(frozen=True)
class _Known:
    """What the reader may know of what deeds are about, by id or number."""

    pages: Mapping[int, Page] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    audiences: Mapping[int, str] = field(default_factory=dict)


def told(entries: Iterable[LedgerEntry], page: Page, reader: Any) -> list[Deed]:
    """Return `entries`, deeds done to `page`, as `reader` may know of them, in three statements at most."""
    entries = list(entries)
    known = _Known(
        _pages(entries, reader), _titles(entries, page), _audiences(entries, readable_reaches(reader))
    )
    return [Deed(entry.at, _sentence(entry, known)) for entry in entries]


def _pages(entries: list[LedgerEntry], reader: Any) -> dict[int, Page]:
    """Return the pages that deeds name, as far as `reader` may see them; one that was merged is named too."""
    ids = {entry.about.get(place) for entry in entries for place in _PLACES.get(entry.verb, ())} - {None}
    readable = Page.objects.filter(trashed_at=None, reach__in=readable_reaches(reader))
    return readable.in_bulk(ids) if ids else {}


def _titles(entries: list[LedgerEntry], page: Page) -> dict[int, str]:
    """Return the titles before and after each renaming, by the numbers of revisions."""
    renamed = {entry.about.get("revision") for entry in entries if entry.verb == Verb.RENAMED} - {None}
    numbers = renamed | {number - 1 for number in renamed}
    said = page.revisions.filter(number__in=numbers)
    return dict(said.values_list("number", "title")) if numbers else {}


def _audiences(entries: list[LedgerEntry], readable: list[int]) -> dict[int, str]:
    """Return the names of audiences that were chosen, as far as the reader is in them."""
    chosen = {entry.about.get("audience") for entry in entries if entry.verb == Verb.AUDIENCE} - {None}
    ids = chosen & {*readable}
    return dict(Audience.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _sentence(entry: LedgerEntry, known: _Known) -> SafeString:
    about, who = entry.about, _person(entry.by)
    match entry.verb:
        case Verb.RENAMED:
            return _renamed(who, about, known)
        case Verb.MOVED:
            old, new = (_place(about.get(name), known) for name in _PLACES[Verb.MOVED])
            return format_html(_("{} moved this page from {} to {}."), who, old, new)
        case Verb.MERGED:
            return _merged(who, about, known)
        case Verb.AUDIENCE:
            return _opened(who, about, known)
        case Verb.FILE_REPLACED:
            return format_html(_("{} replaced the file {}."), who, _bdi(about.get("name", "")))
        case Verb.FILE_REMOVED:
            return format_html(_("{} removed the file {}."), who, _bdi(about.get("name", "")))
        case Verb.SECRET_REMOVED:
            return _cleansed(who, about)
    return format_html("{}{}", format_html(_plain(entry.verb), who), _with_pages_below(about))


def _plain(verb: str) -> str:
    return {
        Verb.REORDERED: _("{} put the pages below this one in order."),
        Verb.TRASHED: _("{} put this page into the trash."),
        Verb.RESTORED: _("{} brought this page back from the trash."),
        Verb.ARCHIVED: _("{} put this page into the archive."),
        Verb.UNARCHIVED: _("{} took this page out of the archive."),
    }[verb]


def _renamed(who: SafeString, about: Mapping[str, Any], known: _Known) -> SafeString:
    number = about.get("revision") or 0
    old, new = known.titles.get(number - 1), known.titles.get(number)
    if old is None or new is None:
        return format_html(_("{} renamed this page."), who)
    return format_html(_("{} renamed this page from “{}” to “{}”."), who, _bdi(old), _bdi(new))


def _merged(who: SafeString, about: Mapping[str, Any], known: _Known) -> SafeString:
    loser = known.pages.get(about.get("page"))
    if loser is None:
        return format_html(_("{} merged another page into this one."), who)
    past = format_html('<a href="{}history/">{}</a>', loser.get_absolute_url(), _("its history"))
    return format_html(_("{} merged {} into this page ({})."), who, _bdi(loser.title), past)


def _opened(who: SafeString, about: Mapping[str, Any], known: _Known) -> SafeString:
    chosen = about.get("audience")
    if chosen is None:
        return format_html(_("{} let this page be read by whoever may read the page above it."), who)
    name = known.audiences.get(chosen)
    if name is None:
        return format_html(_("{} changed who may read this page."), who)
    return format_html(_("{} changed who may read this page to: {}."), who, _bdi(name))


def _cleansed(who: SafeString, about: Mapping[str, Any]) -> SafeString:
    sentence = format_html(_("{} removed a secret from the history of this page."), who)
    if not (why := about.get("why")):
        return sentence
    return format_html("{} {}", sentence, format_html(_("Reason: {}"), _bdi(why)))


def _with_pages_below(about: Mapping[str, Any]) -> str:
    count = about.get("pages") or 0
    if not count:
        return ""
    words = ngettext("%d page below it went along.", "%d pages below it went along.", count) % count
    return f" {words}"


def _place(id: int | None, known: _Known) -> SafeString | str:
    """Name a place in the tree; one that is hidden or gone has no name."""
    if id is None:
        return _("the top")
    page = known.pages.get(id)
    if page is None:
        return _("another page")
    return format_html('<a href="{}" dir="auto">{}</a>', page.get_absolute_url(), page.title)


def _person(person: Any) -> SafeString:
    if person is None:
        return _bdi(settings.SITE_NAME)
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("person", args=[person.username]), person)


def _bdi(text: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", text)
