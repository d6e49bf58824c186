"""The answer to a reader: 304 where they have the page already, otherwise its bytes, and what may keep it."""

from __future__ import annotations

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from kmsite.reading_room.query import Sighting

PUBLIC = "public, max-age=0, must-revalidate"
PERSONAL = "private, no-cache"
RESTRICTED = "private, no-store"


def etag(*identity: object) -> str:
    """Return the weak ETag of what `identity` names: weak, because compressed and plain bytes share it."""
    return f'W/"{blake2b(repr(identity).encode(), digest_size=12).hexdigest()}"'


def policy(page: Sighting, *, is_signed_in: bool) -> str:
    """Return the Cache-Control of a page: an audience's is kept by nobody (proofs P3)."""
    if page.reach > 0:
        return RESTRICTED
    return PERSONAL if is_signed_in else PUBLIC


def has_it(request: HttpRequest, tag: str) -> bool:
    """Tell whether `If-None-Match` names `tag`, compared weakly (RFC 9110, 13.1.2)."""
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    if not asked:
        return False
    strong = tag.removeprefix("W/")
    return any(given == "*" or given.removeprefix("W/") == strong for given in parse_etags(asked))


def wants_gzip(request: HttpRequest) -> bool:
    """Tell whether `Accept-Encoding` takes gzip; a refusal (`q=0`) and anything unusual count as no."""
    for coding in request.META.get("HTTP_ACCEPT_ENCODING", "").split(","):
        name, _, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return weight.strip() in {"", "q=1", "q=1.0"}
    return False


def not_modified(tag: str, kept: str) -> HttpResponse:
    """Say that what the reader has is still right."""
    return _with_headers(HttpResponseNotModified(), tag, kept)


def page(request: HttpRequest, body: bytes, tag: str | None, kept: str, *, is_gzip: bool) -> HttpResponse:
    """Send a page; to HEAD only its headers."""
    response = HttpResponse(b"" if request.method == "HEAD" else body)
    response.headers["Content-Length"] = str(len(body))
    if is_gzip:
        response.headers["Content-Encoding"] = "gzip"
    return _with_headers(response, tag, kept)


def _with_headers(response: HttpResponse, tag: str | None, kept: str) -> HttpResponse:
    if tag:
        response.headers["ETag"] = tag
    response.headers["Cache-Control"] = kept
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    return response
