"""What a script of the editor is told where a person would be led to the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse


def told_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 401 to a script of somebody who is not signed in any more; it keeps the words in the browser.

    So it is where somebody else signed in meanwhile: a form names whose words it holds in `X-Draft-Owner`.
    """

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asks = request.get_preferred_type(["text/html", "application/json"])
        if asks == "application/json" and not _is_of_who_asks(request):
            return JsonResponse({"at": None}, status=401)
        return view(request, *args, **kwargs)

    return telling


def _is_of_who_asks(request: HttpRequest) -> bool:
    owner = unquote(request.headers.get("X-Draft-Owner", request.user.get_username()))
    return request.user.is_authenticated and owner == request.user.get_username()
