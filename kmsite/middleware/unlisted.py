"""A site that only people who signed in may read stands in no search engine."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class UnlistedMiddleware:
    """Say `X-Robots-Tag: noindex` in every answer of a closed site, its sign-in page included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.READING == "signed-in":
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response
