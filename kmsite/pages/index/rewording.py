"""Search entries that wait to be written anew, because a tag of their pages is called otherwise now."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kmsite.pages.index import learning, prior
from kmsite.pages.index.entries import write_again
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Page, StaleEntry
from kmsite.pages.retrying import in_one_transaction

AT_ONCE = 50
"""Entries written in one transaction: a save of one of these pages waits no longer than that takes."""

# One process at a time writes what waits; another that comes to it leaves.
_WRITING = 16
_TAKE = "SELECT pg_try_advisory_xact_lock(%s, 0)"
_AWAIT = """
INSERT INTO pages_staleentry (page_id) SELECT unnest(%s::bigint[]) AS id ORDER BY id ON CONFLICT DO NOTHING
"""


def wait_for(pages: Iterable[int]) -> None:
    """Remember that the entries of `pages` (ids) are to be written anew; inside the transaction of a deed."""
    with connection.cursor() as cursor:
        cursor.execute(_AWAIT, [sorted(pages)])


def is_awaited(page: Page) -> bool:
    """Say whether the entry of `page` waits."""
    return StaleEntry.objects.filter(page=page).exists()


def catch_up(most: int | None = None) -> bool:
    """Write the entries that wait, at most about `most` of them; say whether none is left.

    Safe at any time and by several processes at once: one that finds another at it leaves.
    """
    done = 0
    while most is None or done < most:
        written = step()
        if not written:
            return not StaleEntry.objects.exists()
        done += written
    return not StaleEntry.objects.exists()


@in_one_transaction
def step() -> int:
    """Write some of the entries that wait; return how many, 0 where another process is at it.

    Pages are locked before what waits is let go.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_WRITING])
        if cursor.fetchone() != (True,):
            return 0
    waiting = [*StaleEntry.objects.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]]
    if not waiting:
        return 0
    learning.learn(write_again(lock_pages(waiting)))
    prior.weigh(waiting)
    StaleEntry.objects.filter(pk__in=waiting).delete()
    return len(waiting)
