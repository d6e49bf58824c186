"""How often somebody may do something in a while, counted from what the ledger says they did."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from kmsite.accounts.roles import rights_of
from kmsite.pages.models import LedgerEntry
from kmsite.text.refusal import TextRefused

Verb = LedgerEntry.Verb

NEW, USER, TRUSTED = "new", "user", "trusted"
NEW_FOR = timedelta(days=1)
EDITS_OF_THE_NEW = 10

VERBS: Mapping[str, tuple[str, ...]] = {
    "edit": (Verb.CREATED, Verb.REVISED),
    "create": (Verb.CREATED,),
    "rename": (Verb.RENAMED,),
    "comment": (Verb.COMMENTED, Verb.COMMENT_EDITED),
    "upload": (Verb.FILE_ADDED, Verb.FILE_REPLACED),
    "thank": (Verb.THANKED, Verb.USED),
    "report": (Verb.REPORTED,),
    "ask": (Verb.JOIN_ASKED, Verb.INVITED, Verb.TAKEN_OUT),
}
"""The deeds that count towards each limit of `settings.LIMITS`."""


class TooFast(TextRefused):
    """Somebody did something too often; in `seconds` they may do it again. Answered with 429."""

    def __init__(self, seconds: int) -> None:
        said = ngettext(
            "That was quick: too many in a short time. Wait %d second, then send it again.",
            "That was quick: too many in a short time. Wait %d seconds, then send it again.",
            seconds,
        )
        super().__init__(said % seconds)
        self.seconds = seconds


def refuse_too_fast(by: Any, action: str) -> None:
    """Raise TooFast when `by` did `action` (a key of `VERBS`) as often as their limit allows.

    To be asked at the door where a person sends a form, before anything is written: imports and commands
    are not limited. `settings.LIMITS` has the figures; what it does not name has no limit.
    """
    limits = settings.LIMITS.get(action)
    if by is None or not limits or (limit := limits.get(standing_of(by))) is None:
        return
    times, seconds = limit
    now = timezone.now()
    bounding = _time_of_deed(by, VERBS[action], times, since=now - timedelta(seconds=seconds))
    if bounding:
        wait = max(1, math.ceil(seconds - (now - bounding).total_seconds()))
        by._has_to_wait = wait  # said in the answer to this request: `wait_of`
        raise TooFast(wait)


def wait_of(user: Any) -> int | None:
    """Return in how many seconds `user` may go on, if this object was refused something; else None."""
    return getattr(user, "_has_to_wait", None)


def standing_of(user: Any) -> str:
    """Say whether `user` is new here, one of all, or trusted: editors, curators and administrators are.

    New is whose account is younger than a day and who saved fewer than ten times.
    """
    if {"rename", "glossary"} & rights_of(user):
        return TRUSTED
    if user.date_joined < timezone.now() - NEW_FOR:
        return USER
    settled = _time_of_deed(user, VERBS["edit"], EDITS_OF_THE_NEW, since=user.date_joined)
    return USER if settled else NEW


def _time_of_deed(by: Any, verbs: tuple[str, ...], number: int, *, since: datetime) -> datetime | None:
    """Return when `by` did one of `verbs` the `number`th time from now backwards; None if not since then."""
    deeds = LedgerEntry.objects.by_person(by).of_verbs(verbs).filter(at__gt=since)
    return deeds.order_by("-at", "-id").values_list("at", flat=True)[number - 1 : number].first()
