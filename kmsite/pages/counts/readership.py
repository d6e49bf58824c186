"""How often pages are read: counted in the process, written down now and then, without a trace of who read.

A reading request asks the database for nothing more and writes nothing (decision 56).
"""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from kmsite.pages.models import PageRead

KEPT = timedelta(days=400)
MOST = 20_000
"""Pages and days that one process counts between two times of writing down."""

_DAY = 24 * 60 * 60
_EPOCH = date(1970, 1, 1)
_MACHINES = ("bot", "crawler", "spider")

# Put in order, so that two processes that write the same pages wait for one another and nobody for both.
_ADD = """
INSERT INTO pages_pageread AS known (page_id, day, number)
SELECT page.id, read.day, read.number
FROM unnest(%s::bigint[], %s::date[], %s::integer[]) AS read (page, day, number)
JOIN pages_page AS page ON page.id = read.page
ORDER BY page.id, read.day
ON CONFLICT (page_id, day) DO UPDATE SET number = known.number + excluded.number
"""

_sums: dict[tuple[int, int], int] = {}
_lock = threading.Lock()


def count(request: HttpRequest, page: int) -> None:
    """Count that somebody reads the page with the id `page` now, if the request is that of a reader."""
    if not is_of_a_reader(request):
        return
    read = page, int(time.time()) // _DAY
    with _lock:
        if read in _sums or len(_sums) < MOST:
            _sums[read] = _sums.get(read, 0) + 1


def is_of_a_reader(request: HttpRequest) -> bool:
    """Tell whether a person looks at the page with a browser: no program, preview, HEAD or fetching ahead.

    All browsers call themselves Mozilla, and say of a navigation that a document is its destination. Who sees
    the site as somebody else would looks after it, and does not read.
    """
    meta = request.META
    agent = meta.get("HTTP_USER_AGENT", "").lower()
    return (
        request.method == "GET"
        and "mozilla/" in agent
        and not is_a_machine(request)
        and meta.get("HTTP_SEC_FETCH_DEST", "document") == "document"
        and not hasattr(request, "viewing_as")
    )


def is_a_machine(request: HttpRequest) -> bool:
    """Tell whether a request says of itself that no person waits for it: a robot, or fetching ahead."""
    meta = request.META
    agent = meta.get("HTTP_USER_AGENT", "").lower()
    ahead = meta.get("HTTP_SEC_PURPOSE", "") + meta.get("HTTP_PURPOSE", "") + meta.get("HTTP_X_MOZ", "")
    return "prefetch" in ahead or any(machine in agent for machine in _MACHINES)


def write_down() -> None:
    """Add what was counted to the table, in one statement; what fails is kept for the next time."""
    sums = _taken()
    if not sums:
        return
    pages, days = zip(*sums, strict=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [[*pages], [_date(day) for day in days], [*sums.values()]])
    except Exception:
        _give_back(sums)
        raise


def forget_old() -> None:
    """Delete what was counted more than 400 days ago."""
    PageRead.objects.filter(day__lt=timezone.now().date() - KEPT).delete()


def _taken() -> dict[tuple[int, int], int]:
    global _sums
    with _lock:
        sums, _sums = _sums, {}
    return sums


def _give_back(sums: dict[tuple[int, int], int]) -> None:
    with _lock:
        for read, number in sums.items():
            if read in _sums or len(_sums) < MOST:
                _sums[read] = _sums.get(read, 0) + number


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)
