"""An address that a page once had leads to the one it has now."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kmsite.pages.permissions import PageMoved
from kmsite.pages.views.merged import merged_meanwhile


class MovedMiddleware:
    """Answer `PageMoved` with 301, or with 308 where a form was sent, so that its text arrives.

    Only a form of a page that was merged into another meanwhile is not sent on: it comes back to its writer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PageMoved):
            return None
        reads = request.method in {"GET", "HEAD"}
        if exception.was_another and not reads:
            return merged_meanwhile(request, exception.page)
        old, new = exception.old, exception.page.slug
        response = HttpResponse(status=301 if reads else 308)
        response.headers["Location"] = _at_home(request, old, new)
        response.headers["Cache-Control"] = "private, no-cache"
        return response


def _at_home(request: HttpRequest, old: str, new: str) -> str:
    """Return the address asked for with the slug `new` for `old`, in the path or else in the query."""
    match = request.resolver_match
    if match.captured_kwargs.get("slug") == old:
        address = reverse(match.view_name, kwargs={**match.captured_kwargs, "slug": new})
        query = request.META.get("QUERY_STRING", "")
    else:
        address, parameters = request.path, request.GET.copy()
        for name, values in request.GET.lists():
            parameters.setlist(name, [new if value == old else value for value in values])
        query = parameters.urlencode()
    return f"{address}?{query}" if query else address
