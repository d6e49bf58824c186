"""What a script of the editor is told where a person would be led to the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse


def told_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 401 to a script of somebody who is not signed in any more; it keeps the words in the browser."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asks = request.get_preferred_type(["text/html", "application/json"])
        if asks == "application/json" and not request.user.is_authenticated:
            return JsonResponse({"at": None}, status=401)
        return view(request, *args, **kwargs)

    return telling
