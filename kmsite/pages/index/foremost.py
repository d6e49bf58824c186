"""The foremost pages of a large wiki: the tenth with the greatest priors.

Their words have an index of their own: a search for a common word reads no other pages (decision 53).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kmsite.pages.models import IndexState
from kmsite.pages.retrying import in_one_transaction

SMALLEST = 20_000
"""With fewer pages than so many none is foremost: all are read as quickly."""
SHARE, LEAST, MOST = 1 / 10, 1 / 20, 1 / 5
"""How many of all pages are to be foremost, and between which shares the prior that makes them so is kept."""
AT_ONCE = 500

_NUMBERS = "SELECT count(*), count(*) FILTER (WHERE is_foremost) FROM pages_searchentry"
_PRIORS = "SELECT prior, count(*) FROM pages_searchentry GROUP BY prior ORDER BY prior DESC"
# No prior is greater than 1: without a beginning no page is foremost. What is being written now is left out.
_MARK = """
WITH wrong AS (
    SELECT page_id FROM pages_searchentry
    WHERE page_id > %(after)s AND is_foremost <> (prior >= coalesce(%(since)s::float, 2))
    ORDER BY page_id LIMIT %(most)s FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE pages_searchentry e SET is_foremost = NOT is_foremost FROM wrong WHERE e.page_id = wrong.page_id
RETURNING e.page_id
"""


def choose() -> None:
    """Say from which prior on pages are foremost, unless about a tenth is; mark those, and no others.

    Some hundred pages in each transaction. Meanwhile a few may be marked wrongly, and stand a little too high
    or low among more than a thousand answers.
    """
    since = _decide()
    last: int | None = 0
    while last is not None:
        last = _mark(since, after=last)


@in_one_transaction
def _decide() -> float | None:
    IndexState.objects.get_or_create(pk=1)
    state = IndexState.objects.select_for_update().get(pk=1)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
        total, foremost = cursor.fetchone()
        if total < SMALLEST:
            state.foremost_from = None
        elif not total * LEAST <= foremost <= total * MOST:
            cursor.execute(_PRIORS)
            state.foremost_from = beginning(cursor.fetchall(), total)
    state.save(update_fields=["foremost_from"])
    return state.foremost_from


@in_one_transaction
def _mark(since: float | None, *, after: int) -> int | None:
    """Mark pages behind the one with the id `after`; return the last of them, None at the end."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"since": since, "after": after, "most": AT_ONCE})
        return max((page for (page,) in cursor.fetchall()), default=None)


def beginning(numbers: Iterable[tuple[float, int]], total: int) -> float | None:
    """Return the prior from which on about a tenth of `total` pages are foremost; None where none does.

    `numbers` says how many pages have each prior, the greatest first. So many may have the same that all of
    them were foremost, or too few.
    """
    pages, since = 0, None
    for prior, number in numbers:
        pages += number
        if pages > total * MOST:
            break
        since = prior
        if pages >= total * SHARE:
            break
    return since
