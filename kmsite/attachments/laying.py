"""Laying pictures: an article's images get their size, so that the text does not jump, and smaller copies."""

from __future__ import annotations

import re

from kmsite.attachments.models import Attachment
from kmsite.attachments.widths import widths_below
from kmsite.pages.models import Page

# Written by nh3, which quotes every value and escapes every quotation mark in it.
_IMAGE = re.compile(r'<img (?=[^>]*?src="/files/(\d{1,18})/([^"/]+)")((?:[^>"]|"[^"]*")*)>')
_SIZES = "(max-width: 45rem) 100vw, 45rem"
"""How wide a text is at most: styles cannot be asked before they are there."""


def with_sizes(html: str, page: Page) -> str:
    """Return the stored HTML of `page` with the size and the smaller copies of its own pictures added.

    Only its own: who may read the page may read those, so the bytes that its readers share tell nobody more.
    All but the first wait until they are scrolled to.
    """
    ids = {int(id) for id, *_rest in _IMAGE.findall(html)}
    if not ids:
        return html
    pictures = Attachment.objects.on(page).filter(blob__width__gt=0).in_bulk(ids)
    seen = 0

    def sized(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        picture = pictures.get(int(match[1]))
        waits = ' loading="lazy"' if seen > 1 else ""
        return f'<img {match[3]}{_attributes(picture) if picture else ""}{waits} decoding="async">'

    return _IMAGE.sub(sized, html)


def _attributes(picture: Attachment) -> str:
    """Return the size of a picture, and its copies unless it moves: they stand still."""
    width, height = picture.blob.width, picture.blob.height
    size = f' width="{width}" height="{height}"'
    smaller = widths_below(width) if picture.blob.frames == 1 else []
    if not smaller:
        return size
    copies = [*((picture.url_at(w), w) for w in smaller), (picture.get_absolute_url(), width)]
    return f'{size} srcset="{", ".join(f"{url} {w}w" for url, w in copies)}" sizes="{_SIZES}"'
