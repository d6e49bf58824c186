"""How often somebody may do something in a while: which limit is whose, and deeds, as the ledger has them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
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
    "settle": (Verb.RESOLVED, Verb.REOPENED, Verb.ANSWER_ACCEPTED, Verb.ANSWER_TAKEN_BACK),
    "upload": (Verb.FILE_ADDED, Verb.FILE_REPLACED),
    "thank": (Verb.THANKED, Verb.USED),
    "report": (Verb.REPORTED,),
    "join": (Verb.JOINED,),
    "ask": (Verb.JOIN_ASKED, Verb.INVITED, Verb.TAKEN_OUT),
    "appoint": (Verb.ROLE_GIVEN, Verb.ROLE_ENDED, Verb.STEWARD_NAMED, Verb.STEWARD_ENDED),
    "shelve": (Verb.SHELVED,),
}
"""The deeds that count towards each limit of `settings.LIMITS`. What leaves no deed: `counting`."""

QUICK = _("That was quick: too many in a short time.")
SAID: Mapping[str, str | Promise] = {
    "export": _("Whole lists are given as files only so often in an hour."),
    "import": _("Files are brought in only so often in an hour."),
    "bytes": _("These are more megabytes than you may add in an hour."),
    "tell": _("This would tell more people than you may in an hour."),
}
"""What is said of a limit that is not about being quick."""

MINUTE = 60
LONG = 90
"""Seconds from which a wait is told in minutes."""


@dataclass(frozen=True)
class Pace:
    """What a limit leaves to somebody: `left` of `times` in the while of `seconds`, which ends in `wait`."""

    times: int
    seconds: int
    left: int
    wait: int


class TooFast(TextRefused):
    """Somebody did something too often; in `seconds` they may do it again. Answered with 429."""

    def __init__(self, action: str, pace: Pace) -> None:
        super().__init__(f"{SAID.get(action, QUICK)} {_waiting(pace.wait)}")
        self.seconds, self.pace = pace.wait, pace


def refuse_too_fast(by: Any, action: str) -> None:
    """Raise TooFast when `by` did `action` (a key of `VERBS`) as often as their limit allows.

    To be asked at the door where a person sends a form, before anything is written: imports and commands
    are not limited. `settings.LIMITS` has the figures; what it does not name has no limit.
    """
    if by is None or (limit := limit_of(by, action)) is None:
        return
    times, seconds = limit
    now = timezone.now()
    bounding = _time_of_deed(by, VERBS[action], times, since=now - timedelta(seconds=seconds))
    if bounding:
        wait = max(1, math.ceil(seconds - (now - bounding).total_seconds()))
        raise refusal(by, action, Pace(times, seconds, 0, wait))


def refusal(by: Any, action: str, pace: Pace) -> TooFast:
    """Return the refusal of what `by` did too often, and note it for the answer to this request."""
    refused = TooFast(action, pace)
    by._too_fast = refused
    return refused


def refused_to(user: Any) -> TooFast | None:
    """Return the refusal that was said to `user` while this object stood for them; None for none."""
    return getattr(user, "_too_fast", None)


def limit_of(user: Any, action: str) -> tuple[int, int] | None:
    """Return how many times in how many seconds `user` may do `action`; None where there is no limit."""
    limits = settings.LIMITS.get(action)
    return limits.get(standing_of(user)) if limits else None


def standing_of(user: Any) -> str:
    """Say whether `user` is new here, one of all, or trusted: editors, curators and administrators are.

    New is who has not signed in, and whose account is younger than a day and who saved fewer than ten times.
    """
    if not user.is_authenticated:
        return NEW
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


def _waiting(seconds: int) -> str:
    if seconds > LONG:
        minutes = math.ceil(seconds / MINUTE)
        return (
            ngettext("Wait %d minute, then try again.", "Wait %d minutes, then try again.", minutes) % minutes
        )
    return ngettext("Wait %d second, then try again.", "Wait %d seconds, then try again.", seconds) % seconds
