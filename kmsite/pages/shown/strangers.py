"""What somebody who has not signed in is shown where only people who signed in may read: next to nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

Answer = Callable[..., HttpResponse | None]
"""Gets what the view gets; None where a stranger is to learn nothing, not even that there is something."""


def answering_strangers(answer: Answer) -> Callable:
    """Let `answer` speak to strangers at the address of a view that they are kept from."""

    def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        view.answers_strangers = answer
        return view

    return door


def answer_to_stranger(request: HttpRequest) -> HttpResponse | None:
    """Return what strangers are shown at the address of `request`; None almost everywhere."""
    if request.method not in {"GET", "HEAD"}:
        return None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    answer = getattr(match.func, "answers_strangers", None)
    return answer and answer(request, *match.args, **match.kwargs)
