"""What must hold of stewardships: each question to the database finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

RULES = (
    """SELECT 'page ' || s.page_id || ' is looked after by page ' || s.community_id
        || ', which is no community'
    FROM stewardship_stewardship s JOIN pages_page c ON c.id = s.community_id WHERE c.kind <> 'community'""",
    """SELECT 'page ' || s.page_id || ' is looked after and is neither an article nor a term'
    FROM stewardship_stewardship s JOIN pages_page p ON p.id = s.page_id
    WHERE p.kind NOT IN ('article', 'term')""",
    """SELECT 'page ' || s.page_id || ' was merged and is still looked after' FROM stewardship_stewardship s
    JOIN pages_page p ON p.id = s.page_id WHERE p.merged_into_id IS NOT NULL""",
    """SELECT 'page ' || s.page_id || ' is looked after by archived community ' || s.community_id
    FROM stewardship_stewardship s JOIN pages_page c ON c.id = s.community_id
    WHERE c.archived_at IS NOT NULL""",
    """SELECT 'person ' || s.person_id || ' looks after page ' || s.page_id || ' for community '
        || s.community_id || ' and does not belong to it'
    FROM stewardship_stewardship s
    WHERE s.community_id IS NOT NULL AND s.person_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM pages_audience a JOIN pages_audiencemember m ON m.audience_id = a.id
        WHERE a.page_id = s.community_id AND m.user_id = s.person_id
    )""",
)


def violations() -> Iterator[str]:
    """Yield one line for each thing of stewardships that does not hold."""
    for question in RULES:
        with connection.cursor() as cursor:
            cursor.execute(question)
            yield from (complaint for (complaint,) in cursor.fetchall())
