"""What somebody sends from the editor is kept before anything can refuse it, and comes back if it was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from kmsite.pages.desks import claiming, keeping
from kmsite.pages.desks.keeping import LONGEST_FORM_KEY, Writing
from kmsite.pages.models import KeptDraft, Page, Redirect

logger = logging.getLogger(__name__)

UNFINISHED = gettext_lazy("It was sent, but saving it did not come to an end.")
SIGNED_OUT = gettext_lazy("You were not signed in any more when you sent it.")
EXPIRED = gettext_lazy("The form had expired when you sent it.")
NOT_FOUND = gettext_lazy("There was no such page any more, or it was not for you.")
NOT_ALLOWED = gettext_lazy("You were not allowed to save it.")
Reading = Callable[[HttpRequest, Mapping[str, Any]], Writing]
BY_STATUS = {
    409: gettext_lazy("Somebody else changed the same words meanwhile."),
    422: gettext_lazy("Something in the form had to be put right first."),
}


@dataclass
class Kept:
    """What the present request sent and we keep: `request.kept`, where there is any."""

    draft: KeptDraft
    reason: str = ""
    is_saved: bool = False


def keeping_what_was_sent(model: type[Page], *, reason: Any = UNFINISHED) -> Callable:
    """Keep the form that is sent to a view, in a transaction of its own, before the view looks at it.

    The outermost decorator. The page is named by the address, or by `?page=`. Unless the view says `let_go`,
    the words stay in /me/recovered/ with the reason why they were not saved; until there is a better one
    that is `reason`. Whoever is not signed in gets them back after signing in.
    """
    return keeping_as(lambda request, named: written(request, model, named.get("slug")), reason=reason)


def keeping_as(read: Reading, *, reason: Any = UNFINISHED) -> Callable:
    """Keep what `read` finds in the form, given the request and what its address names; else as above."""

    def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def receiving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST" or _only_looks(request):
                return view(request, *args, **kwargs)
            writing = read(request, kwargs)
            if not writing.has_words:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _back_after_signing_in(request, writing)
            _keep(request, writing, reason)
            return _answered(request, lambda: view(request, *args, **kwargs))

        receiving.keeps_what_was_sent = read
        return receiving

    return door


def written(request: HttpRequest, model: type[Page], slug: str | None = None) -> Writing:
    """Return what was sent, whatever is wrong with it and whoever may see the page that it names."""
    slug = (slug or request.GET.get("page", "")).replace("\0", "")
    page = page_named(model, slug) if slug else None
    return Writing.sent(request.POST.dict(), kind=model.KIND, page=page)


def page_named(model: type[Page], slug: str) -> int | None:
    """Return the page that is or was at an address, whoever may see it."""
    pages = model.objects.filter(slug=slug).values_list("pk", flat=True)
    old = Redirect.objects.filter(kind=model.KIND, slug=slug).values_list("page", flat=True)
    return pages.first() or old.first()


def let_go(request: HttpRequest) -> None:
    """Throw away what was kept of this request: its words are saved."""
    if kept := getattr(request, "kept", None):
        kept.is_saved = True
        keeping.discard(kept.draft)


def refused(request: HttpRequest, reason: str) -> None:
    """Say why the words of this request are not saved."""
    if kept := getattr(request, "kept", None):
        kept.reason = reason


def keep_expired(request: HttpRequest) -> KeptDraft | None:
    """Keep the words of a form that could not be trusted, for its writer if they are signed in."""
    view = getattr(request.resolver_match, "func", None)
    read = getattr(view, "keeps_what_was_sent", None)
    if read is None or not request.user.is_authenticated:
        return None
    writing = read(request, request.resolver_match.kwargs)
    if writing.has_words:  # perhaps not the writer's: it must not end or replace a draft of theirs
        apart = replace(writing, form=f"expired-{writing.form}"[:LONGEST_FORM_KEY], continues=None)
        _keep(request, apart, EXPIRED)
    return request.kept.draft if hasattr(request, "kept") else None


def _keep(request: HttpRequest, writing: Writing, reason: Any) -> None:
    """Keep what was sent; if even that fails, the save is tried all the same."""
    try:
        request.kept = Kept(keeping.keep(writing, owner=request.user.pk, reason=str(reason)))
    except DatabaseError:
        logger.exception("What was sent could not be kept.")


def _answered(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer, or raise what it raises, after writing down why the words were not saved."""
    try:
        response = answer()
    except PermissionDenied:
        _write_down(request, NOT_ALLOWED)
        raise
    except Http404:
        _write_down(request, NOT_FOUND)
        raise
    _write_down(request, BY_STATUS.get(response.status_code, ""))
    return response


def _write_down(request: HttpRequest, reason: Any) -> None:
    kept = getattr(request, "kept", None)
    if kept and not kept.is_saved and (said := kept.reason or str(reason)):
        keeping.give_reason(kept.draft, said)


def _back_after_signing_in(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Keep a text whose session has ended, and lead to signing in and back; else give it back at once."""
    waiting = claiming.leave_with(request, writing, reason=gettext(SIGNED_OUT))
    if waiting is None:
        return render(request, "pages/text_given_back.html", {"fields": writing.fields}, status=403)
    response = redirect_to_login(reverse("recovered_text", args=[waiting.draft.pk]))
    return claiming.with_secret(response, waiting)


def _only_looks(request: HttpRequest) -> bool:
    """Say whether a script asks for the look of a text, which it does at every pause."""
    return request.headers.get("X-Requested-With") == "fetch"
