"""Every request has a name, so that a line of the log and a report of a reader can meet."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_GOOD = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")


class RequestIdMiddleware:
    """Take the name that the proxy gave (`X-Request-ID`) or make one, and echo it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request.request_id = given if _GOOD.match(given) else secrets.token_hex(16)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response
