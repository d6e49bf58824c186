"""Atom feeds of revisions and other deeds (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from kmsite.pages.deeds.telling import Deed
from kmsite.pages.models import Revision

ENTRIES = 50
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Item:
    """One entry. `link` and `id` are paths on this site; the id survives every renaming."""

    title: str
    link: str
    summary: str
    id: str
    author: str
    at: datetime


def of_revision(revision: Revision) -> Item:
    """Return the entry of a save: its id names its page by number and its revision."""
    return Item(
        title=revision.title,
        link=f"{revision.page.get_absolute_url()}history/{revision.number}/",
        summary=revision.summary or _("No summary."),
        id=f"/p/{revision.page_id}/#{revision.number}",
        author=str(revision.by or _("somebody")),
        at=revision.at,
    )


def of_deed(deed: Deed) -> Item:
    """Return the entry of a deed done to a page that its reader may see."""
    if deed.revision:
        return of_revision(deed.revision)
    return Item(
        title=deed.page.title,
        link=deed.page.get_absolute_url(),
        summary=unescape(strip_tags(deed.sentence)),
        id=f"/p/{deed.page.pk}/#deed-{deed.entry.pk}",
        author=str(deed.entry.by or settings.SITE_NAME),
        at=deed.at,
    )


def feed_of(items: Iterable[Item], *, title: str, link: str, feed: str) -> str:
    """Return an Atom document of `items`, newest first. `link` and `feed` are paths on this site."""
    document = Atom1Feed(
        title=_clean(title), link=_absolute(link), feed_url=_absolute(feed), description="", language="en"
    )
    for item in items:
        document.add_item(
            title=_clean(item.title),
            link=_absolute(item.link),
            description=_clean(item.summary),
            unique_id=_absolute(item.id),
            author_name=_clean(item.author),
            pubdate=item.at,
            updateddate=item.at,
        )
    return document.writeString("utf-8")


def _absolute(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path


def _clean(text: str) -> str:
    """Leave out what XML 1.0 cannot say (section 2.2)."""
    return _NOT_IN_XML.sub("", text)
