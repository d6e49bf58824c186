"""What must hold of communities: each rule is a question to the database that finds nothing.

I30 who may read as a member is a member. I31 who left holds nothing. I32 a community keeps a facilitator.
I33 members of an audience of its own. I36 every place of a collection, and of a shelf, is taken once.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from communities.discussions import discussion_rules

RULES: tuple[tuple[str, str], ...] = (
    (
        "I30",
        """SELECT 'person ' || coalesce(m.user_id, am.user_id) || CASE WHEN m.id IS NULL
            THEN ' reads as a member of community ' || coalesce(m.community_id, am.page_id) || ' and is none'
            ELSE ' is a member of community ' || m.community_id || ' and does not read there' END
        FROM (
            SELECT a.page_id, r.user_id FROM pages_audiencemember r
            JOIN pages_audience a ON a.id = r.audience_id
            JOIN communities_community c ON c.page_id = a.page_id
        ) AS am FULL JOIN (
            SELECT * FROM communities_membership WHERE left_at IS NULL
        ) AS m ON m.user_id = am.user_id AND m.community_id = am.page_id
        WHERE m.id IS NULL OR am.user_id IS NULL""",
    ),
    (
        "I31",
        """SELECT 'person ' || m.user_id || ' left community ' || m.community_id || ' and is still ' || h.role
        FROM communities_holding h JOIN communities_membership m ON m.id = h.membership_id
        WHERE m.left_at IS NOT NULL AND h.ended_at IS NULL""",
    ),
    (
        # Terms run out, and accounts are closed: that is work for somebody (`directory.without_facilitator`).
        # By a deed, a community never loses the last one.
        "I32",
        """SELECT 'community ' || c.page_id || ' lost its last facilitator'
        FROM communities_community c JOIN pages_page p ON p.id = c.page_id
        JOIN LATERAL (
            SELECT h.until, h.ended_at FROM communities_holding h
            JOIN communities_membership m ON m.id = h.membership_id
            WHERE m.community_id = c.page_id AND h.role = 'facilitator'
            ORDER BY h.ended_at DESC NULLS FIRST, h.until DESC NULLS FIRST LIMIT 1
        ) AS last ON TRUE
        WHERE p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL
        AND last.ended_at IS NOT NULL
        AND last.until >= (last.ended_at AT TIME ZONE %(zone)s)::date""",
    ),
    (
        "I33",
        """SELECT 'community ' || c.page_id || ' has no audience of its members' FROM communities_community c
        WHERE NOT EXISTS (SELECT 1 FROM pages_audience a WHERE a.page_id = c.page_id)""",
    ),
    (
        "I36",
        """SELECT 'collection ' || collection_id || ' has place ' || position || ' twice'
        FROM communities_shelfitem GROUP BY collection_id, position HAVING count(*) > 1
        UNION ALL
        SELECT 'the shelf of community ' || community_id || ' has place ' || position || ' twice'
        FROM communities_collection GROUP BY community_id, position HAVING count(*) > 1""",
    ),
)


def violations() -> Iterator[str]:
    """Yield one line for each thing of communities that does not hold, with the number of its rule."""
    for code, question in (*RULES, *discussion_rules.RULES):
        with connection.cursor() as cursor:
            cursor.execute(question, {"zone": settings.TIME_ZONE})
            yield from (f"{code} {complaint}" for (complaint,) in cursor.fetchall())
