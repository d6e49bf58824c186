"""Where only people who signed in may read, everybody else meets the sign-in page, whatever they ask for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from kmsite.pages.shown.strangers import answer_to_stranger

OPEN_TO_ALL = (
    "/accounts/",
    "/calendar/",  # private addresses of calendar programs, which have no session
    "/static/",
    "/setup/",
    "/invitation/",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/opensearch.xml",
    "/sitemap.xml",
    "/sitemap-",
    "/favicon.ico",
    "/favicon.svg",
    "/site.webmanifest",
    "/.well-known/",
)
"""What a person needs before they can sign in, and what machines ask for; none shows a stranger a page."""


class ReadingGateMiddleware:
    """Redirect anonymous people to sign-in while READING is `signed-in`.

    An address that does not exist redirects as well, so that nobody learns which ones do (proofs P2); so does
    everything but the few pages that were made public one by one (`kmsite.pages.shown.strangers`).
    Stands below the authentication middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.READING == "public" or request.path_info.startswith(OPEN_TO_ALL):
            return self.get_response(request)
        if request.user.is_authenticated or _brings_a_text(request):
            return self.get_response(request)
        return answer_to_stranger(request) or _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    response = redirect_to_login(request.get_full_path())
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _brings_a_text(request: HttpRequest) -> bool:
    """Say whether a text is sent to an editor: its door keeps it, and then leads to sign-in as well."""
    if request.method != "POST":
        return False
    try:
        return hasattr(resolve(request.path_info).func, "keeps_what_was_sent")
    except Resolver404:
        return False
