"""Who does something too often is answered with 429, and with when they may go on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kmsite.pages.pacing import TooFast, wait_of


class TooFastMiddleware:
    """Give what a view answers after `TooFast` its status; the form, with all that was typed, is the view's.

    Where no view caught it there was no form to give back: then a page of its own says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wait = wait_of(getattr(request, "_cached_user", None))  # whoever was not asked for did nothing
        if wait is not None and not 300 <= response.status_code < 400:
            response.status_code = 429
            response.headers["Retry-After"] = str(wait)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooFast):
            return None
        return render(request, "429.html", {"message": exception.message}, status=429)
