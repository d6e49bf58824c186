"""Atom feeds of revisions (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kmsite.pages.models import Revision

ENTRIES = 50
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(revisions: Iterable[Revision], *, title: str, link: str, feed: str) -> str:
    """Return an Atom document of `revisions`, newest first. `link` and `feed` are paths on this site.

    An entry's id names its page by number and its revision: it survives every renaming.
    """
    document = Atom1Feed(
        title=_clean(title), link=_absolute(link), feed_url=_absolute(feed), description="", language="en"
    )
    for revision in revisions:
        address = revision.page.get_absolute_url()
        document.add_item(
            title=_clean(revision.title),
            link=_absolute(f"{address}history/{revision.number}/"),
            description=_clean(revision.summary or _("No summary.")),
            unique_id=_absolute(f"/p/{revision.page_id}/#{revision.number}"),
            author_name=_clean(str(revision.by or _("somebody"))),
            pubdate=revision.at,
            updateddate=revision.at,
        )
    return document.writeString("utf-8")


def _absolute(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path


def _clean(text: str) -> str:
    """Leave out what XML 1.0 cannot say (section 2.2)."""
    return _NOT_IN_XML.sub("", text)
