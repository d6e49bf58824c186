"""Who does something too often is answered with 429, and with when they may go on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kmsite.pages.counts.counting import NotYet
from kmsite.pages.counts.pacing import Pace, TooFast, refused_to


class TooFastMiddleware:
    """Give what a view answers after `TooFast` its status; the form, with all that was typed, is the view's.

    Where no view caught it there was no form to give back: then a page of its own says so. What was counted
    is told in the headers of the draft “RateLimit header fields for HTTP”, refused or not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        refused = refused_to(getattr(request, "_cached_user", None))  # whoever was not asked for did nothing
        if refused is not None and not 300 <= response.status_code < 400:
            response.status_code = 429
            response.headers["Retry-After"] = str(refused.seconds)
            _tell(response, refused.pace)
        elif pace := getattr(request, "pace", None):
            _tell(response, pace)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotYet):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return render(request, "429.html", {"message": exception.message, "is_not_yet": True}, status=403)
        if not isinstance(exception, TooFast):
            return None
        request._cached_user._too_fast = exception  # of somebody else, when one looks as another role
        context = {"message": exception.message, "may_be_asked_again": request.method == "GET"}
        return render(request, "429.html", context, status=429)


def _tell(response: HttpResponse, pace: Pace) -> None:
    response.headers["RateLimit-Policy"] = f"{pace.times};w={pace.seconds}"
    response.headers["RateLimit-Limit"] = str(pace.times)
    response.headers["RateLimit-Remaining"] = str(pace.left)
    response.headers["RateLimit-Reset"] = str(pace.wait)
