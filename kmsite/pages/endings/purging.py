"""Deleting for good what is in the trash: one of the two ways in which a revision ends."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from kmsite.pages import kinds
from kmsite.pages.endings.trashing import NotThere, roots_of
from kmsite.pages.index import facts
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page, Redirect, Rendering, Revision
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger

# What stands below a page that ends, and does not end with it, moves up to the nearest page that stays. It
# keeps exactly its readers: where the page above has others, it chooses them itself.
_MOVE_UP = """
WITH RECURSIVE above (child, id, parent_id, reach, ends) AS (
    SELECT p.id, a.id, a.parent_id, a.reach, a.id = ANY(%(pages)s)
    FROM pages_page p JOIN pages_page a ON a.id = p.parent_id
    WHERE p.parent_id = ANY(%(pages)s) AND NOT p.id = ANY(%(pages)s)
    UNION ALL
    SELECT above.child, a.id, a.parent_id, a.reach, a.id = ANY(%(pages)s)
    FROM above JOIN pages_page a ON a.id = above.parent_id WHERE above.ends
),
stays AS (
    SELECT child, max(id) FILTER (WHERE NOT ends) AS id,
        coalesce(max(reach) FILTER (WHERE NOT ends), 0) AS reach
    FROM above GROUP BY child
)
UPDATE pages_page p
SET parent_id = stays.id, audience_id = CASE WHEN p.reach = stays.reach THEN p.audience_id ELSE p.reach END
FROM stays WHERE stays.child = p.id
"""
_OVERDUE = """
SELECT DISTINCT trash FROM pages_page WHERE trashed_at IS NOT NULL AND trashed_at <= %s
"""
AT_ONCE = 500
# Several processes look for what is overdue; one that finds another at a batch leaves it alone.
_PURGING = 12
_TAKE = "SELECT pg_try_advisory_xact_lock(%s, %s)"


def purge(batch: uuid.UUID, *, by: Any) -> int:
    """Delete what `by` may see of `batch` for good, with everything below it; return how many pages.

    Pages, revisions, files and all that is derived end; addresses are never given again, and the ledger
    keeps the ids and addresses of what was deleted, without any text. Raises NotThere when there is nothing
    (any more).
    """
    return _purge(batch, by)


def purge_overdue(days: int, *, by: Any = None) -> int:
    """Delete for good what has been in the trash for `days` days or longer; return how many pages."""
    return sum(_purge_if_there(batch, by) for batch in overdue(timezone.now() - timedelta(days=days)))


def overdue(until: datetime) -> list[uuid.UUID]:
    """Return the batches that were put into the trash at `until` or before."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, [until])
        return [batch for (batch,) in cursor.fetchall()]


@in_one_transaction
def _purge_if_there(batch: uuid.UUID, by: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_PURGING, batch.int % 2**31])
        if cursor.fetchone() != (True,):
            return 0
    try:
        return _purge(batch, by)
    except NotThere:  # restored or purged since it was looked for
        return 0


@in_one_transaction
def _purge(batch: uuid.UUID, by: Any) -> int:
    asked = [page.pk for page in roots_of(batch, by)]
    ending = _with_merged(_in_batch(asked, batch))
    around = showing.pages_below(sorted(ending)) | showing.pages_above(sorted(ending))
    rows = lock_pages(ending | around)
    if not asked or rows.keys() & ending != ending or any(rows[id].trash != batch for id in asked):
        raise NotThere
    pages = [rows[id] for id in sorted(ending)]
    about = [{"id": page.pk, "slug": page.slug, "reach": page.reach} for page in pages]
    ledger.record(LedgerEntry.Verb.PURGED, None, by, batch=str(batch), pages=about)
    _keep_addresses(pages)
    shown_beside = kinds.beside(pages)
    for kind, ids in kinds.by_kind(pages).items():
        kinds.of(kind).let_go(ids)
    _let_go(sorted(ending))
    for start in range(0, len(pages), AT_ONCE):
        _end([page.pk for page in pages[start : start + AT_ONCE]])
    facts.refresh((around | shown_beside) - ending)
    return len(pages)


def _in_batch(roots: Iterable[int], batch: uuid.UUID) -> set[int]:
    below = showing.pages_below(sorted(roots))
    return set(Page.objects.filter(pk__in=below, trash=batch).values_list("pk", flat=True))


def _with_merged(pages: set[int]) -> set[int]:
    """Return `pages` (ids) and what was ever merged into them, which is nowhere without them."""
    while more := set(Page.objects.filter(merged_into__in=pages).values_list("pk", flat=True)) - pages:
        pages = pages | more
    return pages


def _keep_addresses(pages: Iterable[Page]) -> None:
    """Let the addresses of `pages` lead nowhere for ever: nothing else is ever found there."""
    Redirect.objects.filter(page__in=pages).update(page=None)
    Redirect.objects.bulk_create(Redirect(kind=page.kind, slug=page.slug, page=None) for page in pages)


def _let_go(pages: list[int]) -> None:
    """Untie what is protected: places of other pages, current revisions, bases of revisions."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_UP, {"pages": pages})
    ending = Page.objects.filter(pk__in=pages)
    ending.update(current=None, parent=None)
    ending.filter(~Q(merged_into=None)).update(
        merged_into=None, trashed_at=timezone.now(), trash=uuid.uuid4()
    )
    Rendering.objects.filter(page__in=pages).delete()
    Revision.objects.filter(page__in=pages).update(base=None)


def _end(pages: list[int]) -> None:
    Revision.objects.filter(page__in=pages).only("pk").delete()
    Page.objects.filter(pk__in=pages).only("pk").delete()
