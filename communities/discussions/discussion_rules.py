"""What must hold of discussions: each rule is a question to the database that finds nothing.

I34 an accepted answer stands on its discussion. I35 replies are counted right.
"""

from __future__ import annotations

RULES: tuple[tuple[str, str], ...] = (
    (
        "I34",
        """SELECT 'comment ' || a.comment_id || ' answers discussion ' || a.discussion_id || CASE
            WHEN c.page_id <> a.discussion_id THEN ' from another page' ELSE ' and is deleted' END
        FROM communities_acceptance a JOIN talk_comment c ON c.id = a.comment_id
        WHERE c.page_id <> a.discussion_id OR c.deleted_at IS NOT NULL""",
    ),
    (
        "I35",
        """SELECT 'discussion ' || d.page_id || ' has ' || count(c.id) || ' replies and counts ' || d.replies
        FROM communities_discussion d LEFT JOIN talk_comment c
        ON c.page_id = d.page_id AND c.deleted_at IS NULL AND c.by_id IS DISTINCT FROM d.asker_id
        GROUP BY d.page_id, d.replies HAVING count(c.id) <> d.replies""",
    ),
)
