"""A part of a file, for players and readers that jump (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

_ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_CHUNK = 64 * 1024
_HARMLESS = (
    "X-Content-Type-Options",
    "Content-Security-Policy",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
    "Accept-Ranges",
)


def partial(
    request: HttpRequest, whole: FileResponse, file: BinaryIO, *, tag: str | None
) -> HttpResponseBase:
    """Return `whole`, or the one part of `file` that a GET asks for (206), or 416 when it has no such part.

    Several parts at once, other units and what is no range are answered with the whole, as is a part of what
    has changed since (`If-Range`).
    """
    asked = _ONE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or asked is None or not _is_valid(*asked.groups()):
        return whole
    if "If-Range" in request.headers and request.headers["If-Range"] != tag:
        return whole
    size = int(whole.headers["Content-Length"])
    first, last = _ends(*asked.groups(), size)
    if first > last:
        whole.close()
        return _beyond(whole, size)
    file.seek(first)
    whole.streaming_content = _chunks(file, last - first + 1)
    whole.status_code = 206
    whole.headers["Content-Length"] = str(last - first + 1)
    whole.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return whole


def _is_valid(first: str, last: str) -> bool:
    return int(first) <= int(last) if first and last else bool(first or last)


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and last place of the part; the first is larger when the file has none of it."""
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def _chunks(file: BinaryIO, left: int) -> Iterator[bytes]:
    while chunk := file.read(min(_CHUNK, left)):
        left -= len(chunk)
        yield chunk


def _beyond(whole: FileResponse, size: int) -> HttpResponse:
    """Return 416 with the headers that keep the file harmless."""
    headers = {name: whole.headers[name] for name in _HARMLESS} | {"Content-Range": f"bytes */{size}"}
    return HttpResponse(status=416, content_type="text/plain", headers=headers)
