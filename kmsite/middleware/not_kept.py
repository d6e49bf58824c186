"""What no view has said how to keep is kept by nobody but the browser, and with a session not even there."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class NotKeptMiddleware:
    """Give an answer without `Cache-Control` a private one.

    Forms, lists and refusals show what one person may see: after signing out, the back button and a shared
    cache must not show it again (`docs/architecture.md`, reading fast).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        response.headers.setdefault("Cache-Control", f"private, {'no-store' if has_session else 'no-cache'}")
        return response
