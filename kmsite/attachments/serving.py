"""How a file is answered: as what, under which name, kept by whom, and allowed to do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from kmsite.attachments import ranges, storage, thumbnails
from kmsite.attachments.models import Blob
from kmsite.attachments.sniffing import RASTER_FORMATS
from kmsite.pages.models import PUBLIC, SIGNED_IN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from kmsite.accounts.models import User

LOCKED = "default-src 'none'; sandbox"
LOCKED_DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
FRESH_FOR = 300
"""Seconds for which an anonymous browser or proxy may show a public file without asking again."""


class Copy(NamedTuple):
    """The bytes to send: where they lie, what they are, and the tag by which a browser knows them again."""

    path: Path
    type: str
    tag: str


def answer(
    request: HttpRequest, blob: Blob, *, name: str, reach: int, width: int | None = None
) -> HttpResponseBase:
    """Answer with the bytes of `blob`, or with a smaller copy of them, to a reader of pages with `reach`.

    A single range is answered with a part. Raises Http404 when the file is not on the disk.
    """
    copy = _copy(blob, width)
    safe = headers(copy.type, copy.tag, reach, request.user)
    known = get_conditional_response(request, etag=safe.get("ETag"))
    if known is not None:
        for header, value in safe.items():
            known.headers[header] = value
        return _for_this_reader(known)
    try:
        file = copy.path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    inline = copy.type in RASTER_FORMATS
    response = FileResponse(
        file, headers=safe, content_type=copy.type, filename=name, as_attachment=not inline
    )
    return _for_this_reader(ranges.partial(request, response, file, tag=safe.get("ETag")))


def headers(media_type: str, tag: str, reach: int, user: User | AnonymousUser) -> dict[str, str]:
    """Return the headers that keep a file harmless, and its freshness by who may read its page."""
    drawing = media_type == "image/svg+xml"
    safe = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": LOCKED_DRAWING if drawing else LOCKED,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Accept-Ranges": "bytes",
    }
    if reach not in (PUBLIC, SIGNED_IN):
        return safe | {"Cache-Control": "private, no-store"}
    safe["ETag"] = f'"{tag}"'
    if reach == PUBLIC and not user.is_authenticated:
        return safe | {"Cache-Control": f"public, max-age={FRESH_FOR}, must-revalidate"}
    return safe | {"Cache-Control": "private, no-cache"}


def _copy(blob: Blob, width: int | None) -> Copy:
    if width and (smaller := thumbnails.thumbnail(blob, width)):
        return Copy(smaller, thumbnails.TYPE, f"{blob.sha256}-{width}")
    return Copy(storage.place(blob.sha256), blob.type, blob.sha256)


def _for_this_reader(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ["Cookie"])
    return response
