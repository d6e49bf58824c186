"""What must hold of thanks, receipts and harvests (`check_integrity`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

RULES = (
    """SELECT 'thanks ' || t.id || ' are for a comment on another page'
    FROM recognition_thanks t JOIN talk_comment c ON c.id = t.comment_id WHERE c.page_id <> t.page_id""",
    """SELECT 'thanks ' || t.id || ' are for a comment that somebody else wrote'
    FROM recognition_thanks t JOIN talk_comment c ON c.id = t.comment_id WHERE c.by_id <> t.to_id""",
    """SELECT 'receipt ' || r.id || ' is for a comment on another page'
    FROM recognition_receipt r JOIN talk_comment c ON c.id = r.comment_id WHERE c.page_id <> r.page_id""",
    """SELECT 'thanks ' || t.id || ' stand on page ' || p.id || ', which was merged into another'
    FROM recognition_thanks t JOIN pages_page p ON p.id = t.page_id WHERE p.merged_into_id IS NOT NULL""",
    """SELECT 'receipt ' || r.id || ' stands on page ' || p.id || ', which was merged into another'
    FROM recognition_receipt r JOIN pages_page p ON p.id = r.page_id WHERE p.merged_into_id IS NOT NULL""",
    """SELECT 'harvest ' || h.id || ' went into page ' || p.id || ', which was merged into another'
    FROM recognition_harvest h JOIN pages_page p ON p.id = h.into_id WHERE p.merged_into_id IS NOT NULL""",
    """SELECT 'harvest ' || h.id || ' is of page ' || p.id || ', which is no discussion'
    FROM recognition_harvest h JOIN pages_page p ON p.id = h.thread_id WHERE p.kind <> 'discussion'""",
)


def violations() -> Iterator[str]:
    """Yield one line for each row that is not as it must be."""
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(rule)
            yield from (complaint for (complaint,) in cursor.fetchall())
