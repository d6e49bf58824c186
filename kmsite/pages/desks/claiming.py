"""A text that was sent without being signed in, and how its writer gets it back."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from kmsite.accounts.models import Session
from kmsite.pages.desks import keeping
from kmsite.pages.desks.keeping import WAITS_FOR, Writing
from kmsite.pages.models import KeptDraft
from kmsite.text.rendering import MAX_SOURCE_BYTES

logger = logging.getLogger(__name__)

COOKIE, PATH, SALT = "kept-", "/me/recovered/", "kmsite.pages.claiming"
LONGEST = MAX_SOURCE_BYTES + 4096
"""Characters of all fields together: what a save may hold."""
MOST_OF_AN_ADDRESS, AN_HOUR = 20, 3600


@dataclass(frozen=True)
class Waiting:
    """A text that waits for its writer. With an empty `secret` it waits for its owner only."""

    draft: KeptDraft
    secret: str = ""


def leave_with(request: HttpRequest, writing: Writing, *, reason: str) -> Waiting | None:
    """Keep `writing` for the person of the session that ended, or else for whoever sent it from here.

    None when it is too large, when too much came from there, and when it could not be kept.
    """
    try:
        if writing.size > LONGEST or _is_too_much(request):
            return None
        if owner := _whose(request):
            return Waiting(keeping.keep(writing, owner=owner, reason=reason))
        kept = keeping.keep_for_nobody(writing, reason=reason)
    except DatabaseError:
        logger.exception("What was sent could not be kept.")
        return None
    return Waiting(*kept) if kept else None


def with_secret(response: HttpResponse, waiting: Waiting) -> HttpResponse:
    """Let the browser that sent the text open it again, for a day and nowhere else."""
    if waiting.secret:
        response.set_signed_cookie(
            f"{COOKIE}{waiting.draft.pk}",
            waiting.secret,
            salt=SALT,
            max_age=int(WAITS_FOR.total_seconds()),
            path=PATH,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


def without_secret(response: HttpResponse, draft: KeptDraft) -> HttpResponse:
    """Take the secret of `draft` from the browser: it has an owner now, or is gone."""
    if draft.claim:
        response.delete_cookie(f"{COOKIE}{draft.pk}", path=PATH, samesite="Lax")
    return response


def texts_of(request: HttpRequest) -> QuerySet[KeptDraft]:
    """Return what belongs to whoever asks: their own drafts, and what this browser has the secret of."""
    claims = [keeping.digest(secret) for secret in _secrets(request)]
    return KeptDraft.objects.filter(Q(owner=request.user) | Q(owner=None, claim__in=claims))


def _secrets(request: HttpRequest) -> list[str]:
    age = WAITS_FOR.total_seconds()
    names = [name for name in request.COOKIES if name.startswith(COOKIE)]
    found = (request.get_signed_cookie(name, default="", salt=SALT, max_age=age) for name in names)
    return [secret for secret in found if secret]


def _whose(request: HttpRequest) -> int | None:
    """Return whose the session was that the browser names, as long as its row is there."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not (key.isascii() and key.isalnum()):
        return None
    return Session.objects.filter(session_key=key).values_list("user", flat=True).first()


def _is_too_much(request: HttpRequest) -> bool:
    """Count what comes from one address of the network in an hour."""
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return True
    counter = f"claims:{address}"
    cache.add(counter, 0, AN_HOUR)
    return cache.incr(counter) > MOST_OF_AN_ADDRESS
