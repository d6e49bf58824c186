"""How often each page was read in 90 days, added up once an hour.

Days of reads grow with readers, pages and time; a report must not add them up while somebody waits for it.
What stands here is by page, so that the reports show of it what their reader may see.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from kmsite.pages.retrying import in_one_transaction

READ_IN = timedelta(days=90)

# In the order of pages, so that two processes that do this wait for one another. Sums that are right stay.
_ADD_UP = """
INSERT INTO gaps_readlately AS known (page_id, times)
SELECT page.id, read.times
FROM (SELECT page_id, sum(number) AS times FROM pages_pageread WHERE day > %s GROUP BY page_id) AS read
JOIN pages_page AS page ON page.id = read.page_id
ORDER BY page.id
ON CONFLICT (page_id) DO UPDATE SET times = excluded.times WHERE known.times <> excluded.times
"""
_FORGET = """
DELETE FROM gaps_readlately AS known WHERE NOT EXISTS (
    SELECT FROM pages_pageread AS read WHERE read.page_id = known.page_id AND read.day > %s
)
"""


@in_one_transaction
def add_up() -> None:
    """Write down how often each page was read in 90 days; two statements."""
    before = [timezone.now().date() - READ_IN]
    with connection.cursor() as cursor:
        cursor.execute(_ADD_UP, before)
        cursor.execute(_FORGET, before)
