"""The reading room: most page views are answered here, by one query and finished bytes."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from kmsite.pages.counts import readership
from kmsite.reading_room import answering
from kmsite.reading_room.assembling import assemble
from kmsite.reading_room.build import build
from kmsite.reading_room.kinds import Kind, page_at
from kmsite.reading_room.query import Sighting, see_as_anybody, see_as_person
from kmsite.reading_room.reader import ANONYMOUS, Reader, fragments_of
from kmsite.reading_room.splicing import deflate, gzip, splice
from kmsite.reading_room.store import Store

MOST_BYTES = 64 * 1024 * 1024
MOST_ENTRIES = 4096


class ReadingRoomMiddleware:
    """Answer a plain view of a page; leave everything else to the views (the slow path).

    Stands below the middleware that sets headers and above session, authentication, CSRF and messages. The
    slow path shows the same page, and alone decides what anybody is refused. Not used with DEBUG on, where
    templates change under way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.store = Store(most_bytes=MOST_BYTES, most_entries=MOST_ENTRIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._read(request) or self.get_response(request)

    def _read(self, request: HttpRequest) -> HttpResponse | None:
        found = page_at(request.path_info) if _is_plain(request) else None
        if found is None:
            return None
        kind, slug = found
        request.get_host()  # refuses a host that is not ours
        seen = _see(kind.name, slug, request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        answer = seen and self._answer(request, kind, *seen)
        if answer:
            readership.count(request, seen[0].page)
        return answer

    def _answer(
        self, request: HttpRequest, kind: Kind, page: Sighting, reader: Reader
    ) -> HttpResponse | None:
        state = (page, get_language(), build())
        fragments = fragments_of(reader)
        kept = answering.policy(page, is_signed_in=reader.is_signed_in)
        tag = None if kept == answering.RESTRICTED else answering.etag(state, fragments.digest)
        if tag and answering.has_it(request, tag):
            return answering.not_modified(tag, kept)
        parts = self._kept("plain", state, lambda: assemble(kind, page))
        if parts is None:
            return None
        body = splice(parts, fragments.plain)
        if not answering.wants_gzip(request):
            return answering.page(request, body, tag, kept, is_gzip=False)
        blocks = self._kept("deflated", state, lambda: deflate(parts))
        packed = gzip(splice(blocks, fragments.deflated), body)
        return answering.page(request, packed, tag, kept, is_gzip=True)

    def _kept(self, form: str, state: tuple, make: Callable) -> tuple[bytes, ...] | None:
        """Return the parts of a page in one form from the store, or make and keep them."""
        place = (state[0].page, state[1], form)
        parts = self.store.get(place, state)
        if parts is None and (parts := make()) is not None:
            self.store.put(place, state, parts)
        return parts


def _is_plain(request: HttpRequest) -> bool:
    """Tell whether a request asks for nothing but a page: no question, range, credentials or message."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.META.get("QUERY_STRING")
        and "HTTP_RANGE" not in request.META
        and "HTTP_AUTHORIZATION" not in request.META
        and "messages" not in request.COOKIES
    )


def _see(kind: str, slug: str, session_key: str | None) -> tuple[Sighting, Reader] | None:
    """Return the page and its reader; None where the slow path has to say what becomes of them."""
    if session_key:
        return see_as_person(kind, slug, session_key, timezone.now()) if session_key.isalnum() else None
    if settings.READING != "public":
        return None
    page = see_as_anybody(kind, slug)
    return (page, ANONYMOUS) if page and page.reach == 0 else None
