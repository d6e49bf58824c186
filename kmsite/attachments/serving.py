"""How a file is answered: as what, under which name, kept by whom, and allowed to do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from kmsite.attachments import storage
from kmsite.attachments.models import Attachment, Blob
from kmsite.attachments.sniffing import RASTER_FORMATS
from kmsite.pages.models import PUBLIC, SIGNED_IN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from kmsite.accounts.models import User

LOCKED = "default-src 'none'; sandbox"
LOCKED_DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
FRESH_FOR = 300
"""Seconds for which an anonymous browser or proxy may show a public file without asking again."""


def opened(blob: Blob) -> BinaryIO:
    """Open the bytes for reading. Raises FileNotFoundError."""
    return storage.place(blob.sha256).open("rb")


def presentation(attachment: Attachment) -> dict[str, Any]:
    """Return the arguments of FileResponse: type, name (RFC 6266), and inline only for raster images.

    An SVG is sent as a download: inside <img> the disposition is ignored and scripts never run, at an
    address of its own it would be a document of this site.
    """
    return {
        "content_type": attachment.blob.type,
        "filename": attachment.name,
        "as_attachment": attachment.blob.type not in RASTER_FORMATS,
    }


def headers(attachment: Attachment, user: User | AnonymousUser) -> dict[str, str]:
    """Return the headers that keep a file harmless, and its freshness by who may read its page."""
    drawing = attachment.blob.type == "image/svg+xml"
    safe = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": LOCKED_DRAWING if drawing else LOCKED,
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    reach = attachment.page.reach
    if reach not in (PUBLIC, SIGNED_IN):
        return safe | {"Cache-Control": "private, no-store"}
    safe["ETag"] = f'"{attachment.blob.sha256}"'
    if reach == PUBLIC and not user.is_authenticated:
        return safe | {"Cache-Control": f"public, max-age={FRESH_FOR}, must-revalidate"}
    return safe | {"Cache-Control": "private, no-cache"}
