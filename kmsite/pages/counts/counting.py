"""What people do that leaves no deed in the ledger, counted for a while: how often, never what."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy, ngettext

from kmsite.accounts.networks import asker
from kmsite.pages.counts.pacing import NEW, Pace, limit_of, refusal, standing_of
from kmsite.pages.models import Tally
from kmsite.text.refusal import TextRefused

LENGTH = 32
"""Hexadecimal digits of the hash that stands for a person or an address."""

_COUNT = """
WITH counted AS (
    INSERT INTO pages_tally AS t (who, action, since, number)
    VALUES (%(who)s, %(action)s, statement_timestamp(), %(amount)s)
    ON CONFLICT (who, action) DO UPDATE SET
        since = CASE WHEN t.since > excluded.since - %(span)s THEN t.since ELSE excluded.since END,
        number = excluded.number + CASE WHEN t.since > excluded.since - %(span)s THEN t.number ELSE 0 END
    WHERE t.since <= excluded.since - %(span)s OR t.number + excluded.number <= %(times)s
    RETURNING since, number
)
SELECT true, since, number, statement_timestamp() FROM counted
UNION ALL
SELECT false, since, number, statement_timestamp() FROM pages_tally
WHERE who = %(who)s AND action = %(action)s AND NOT EXISTS (SELECT FROM counted)
"""
"""One statement: the row of who asks is locked while it is looked at, so nobody slips past the limit."""


_TOO_NEW = gettext_lazy("This is for people who have been here for a day, or have saved ten times.")
_SHUT = gettext_lazy("Not everybody may do this here. Ask somebody who edits, or an administrator.")


class NotYet(TextRefused):
    """This is not for who is new here, or has not signed in. Answered with 403."""


def refuse_too_often(request: HttpRequest, action: str) -> None:
    """Count that whoever asks does `action`; raise TooFast when they did it as often as they may.

    Who has not signed in is counted by network address. Raises NotYet for what their standing never may.
    """
    request.pace = _count(request.user, action, 1, asker(request))


def refuse_too_much(by: Any, action: str, amount: int) -> None:
    """Count `amount` of `action` for the person `by`; raise TooFast when it would be more than they may.

    Raises TextRefused, which waiting does not help, when it is more than they may at once.
    """
    if by is not None and amount:
        _count(by, action, amount, _person(by))


def forget_what_is_over() -> None:
    """Delete what no limit looks at any more."""
    spans = [seconds for limits in settings.LIMITS.values() for _times, seconds in limits.values()]
    Tally.objects.filter(since__lt=timezone.now() - timedelta(seconds=max(spans, default=0))).delete()


def _count(by: Any, action: str, amount: int, who: str) -> Pace | None:
    limit = limit_of(by, action)
    if limit is None:
        return None
    times, seconds = limit
    if not times:
        raise NotYet(_SHUT if standing_of(by) != NEW else _TOO_NEW)
    if amount > times:
        raise TextRefused(_at_most(action, times))
    passed, pace = _counted(who, action, amount, times, seconds)
    if not passed:
        raise refusal(by, action, pace)
    return pace


def _counted(who: str, action: str, amount: int, times: int, seconds: int) -> tuple[bool, Pace]:
    """Count it unless it is too much; return whether it was counted, and what is left."""
    key = salted_hmac("kmsite.pages.counting", who, algorithm="sha256").hexdigest()[:LENGTH]
    asked = {"who": key, "action": action, "amount": amount, "times": times}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {**asked, "span": timedelta(seconds=seconds)})
        row = cursor.fetchone()
    if row is None:  # counted by another request at this very moment, for the first time
        return False, Pace(times, seconds, 0, seconds)
    passed, since, number, now = row
    wait = max(1, math.ceil(seconds - (now - since).total_seconds()))
    return passed, Pace(times, seconds, max(times - number, 0), wait)


def _person(user: Any) -> str:
    return f"person {user.pk}" if user.is_authenticated else ""


def _at_most(action: str, times: int) -> str:
    if action == "bytes":
        megabytes = times // 1024**2
        said = ngettext(
            "You may add at most %d megabyte in an hour.",
            "You may add at most %d megabytes in an hour.",
            megabytes,
        )
        return said % megabytes
    said = ngettext(
        "This would tell more than %d person at once: do it in parts, an hour apart.",
        "This would tell more than %d people at once: do it in parts, an hour apart.",
        times,
    )
    return said % times
