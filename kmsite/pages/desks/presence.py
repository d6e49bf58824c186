"""Who is editing a page just now: heard of every half minute, advisory, nothing is locked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kmsite.pages.models import Page, Presence
from kmsite.pages.retrying import in_one_transaction

HEARD_WITHIN = timedelta(seconds=90)
"""Whoever was not heard of for this long has gone: three heartbeats of the editor."""
MOST_NAMED = 10


@in_one_transaction
def stay(page: Page, user: Any) -> None:
    """Write down that `user` has `page` open in the editor, since now or still."""
    now = timezone.now()
    mine = Presence.objects.filter(page=page, user=user)
    if mine.heard_since(now - HEARD_WITHIN).update(seen=now):
        return
    Presence.objects.filter(page=page, seen__lte=now - HEARD_WITHIN).delete()
    Presence.objects.create(page=page, user=user, since=now, seen=now)


def leave(page: Page | int, user: Any) -> None:
    """Write down that `user` has closed the editor of `page`."""
    Presence.objects.filter(page=page, user=user).delete()


def others_on(page: Page, user: Any) -> list[Presence]:
    """Return who else edits `page`, whoever came first first; for people who may see the page."""
    here = Presence.objects.on(page).heard_since(timezone.now() - HEARD_WITHIN).exclude(user=user)
    return list(here.select_related("user").order_by("since", "id")[:MOST_NAMED])
