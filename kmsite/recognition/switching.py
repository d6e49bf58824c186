"""The switch of the whole site: where recognition is off, its addresses lead nowhere and nothing shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse


def only_where_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer as if there were no such address where `settings.RECOGNITION` is off."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.RECOGNITION:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
