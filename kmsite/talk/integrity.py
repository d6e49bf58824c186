"""What must hold of comments: threads of one level on one page, every text numbered (`check_integrity`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

RULES = (
    """SELECT 'comment ' || r.id || ' answers one that is an answer itself'
    FROM talk_comment r JOIN talk_comment f ON f.id = r.thread_id WHERE f.thread_id IS NOT NULL""",
    """SELECT 'comment ' || r.id || ' stands on another page than its thread'
    FROM talk_comment r JOIN talk_comment f ON f.id = r.thread_id WHERE f.page_id <> r.page_id""",
    """SELECT 'comment ' || r.id || ' is older than what it answers'
    FROM talk_comment r JOIN talk_comment f ON f.id = r.thread_id WHERE f.at > r.at""",
    """SELECT 'comment ' || c.id || ' stands on page ' || p.id || ', which was merged into another'
    FROM talk_comment c JOIN pages_page p ON p.id = c.page_id WHERE p.merged_into_id IS NOT NULL""",
    """SELECT 'comment ' || c.id || ' does not have all of its former texts'
    FROM talk_comment c LEFT JOIN talk_commentversion v ON v.comment_id = c.id
    GROUP BY c.id HAVING count(v.id) <> c.number - 1 OR max(v.number) >= c.number
    OR (c.number > 1) <> (c.edited_at IS NOT NULL)""",
    """SELECT 'comment ' || id || ' was deleted or resolved by nobody' FROM talk_comment
    WHERE (deleted_at IS NULL) <> (deleted_by_id IS NULL)
    OR (resolved_at IS NULL) <> (resolved_by_id IS NULL)""",
    """SELECT 'comment ' || c.id || ' does not stand in the ledger' FROM talk_comment c
    WHERE NOT EXISTS (
        SELECT FROM pages_ledgerentry d WHERE d.verb = 'commented' AND (d.about ->> 'comment')::bigint = c.id
    )""",
)


def violations() -> Iterator[str]:
    """Yield one line for each comment that is not as it must be."""
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(rule)
            yield from (complaint for (complaint,) in cursor.fetchall())
