"""What must hold of rounds: each question to the database finds nothing. None of them looks at an answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

RULES = (
    """SELECT 'round ' || r.id || ' is closed and its answers are still there' FROM culture_round r
    WHERE r.closed_at IS NOT NULL AND EXISTS (SELECT 1 FROM culture_response a WHERE a.round_id = r.id)""",
    """SELECT 'round ' || r.id || ' has not as many answers as people who took part' FROM culture_round r
    WHERE r.closed_at IS NULL AND (SELECT count(*) FROM culture_response a WHERE a.round_id = r.id)
        <> (SELECT count(*) FROM culture_participation p WHERE p.round_id = r.id)""",
    """SELECT DISTINCT 'round ' || r.id || ' is open and something is told of it' FROM culture_round r
    JOIN culture_result t ON t.round_id = r.id WHERE r.closed_at IS NULL""",
    """SELECT DISTINCT 'round ' || t.round_id || ' tells figures of fewer than five' FROM culture_result t
    WHERE t.answers < 5 OR (t.cells IS NULL) <> (t.answers IS NULL)""",
    """SELECT 'round ' || r.id || ' says that fewer than five took part' FROM culture_round r
    WHERE r.took_part < 5""",
    """SELECT DISTINCT 'round ' || t.round_id || ' of a community tells of parts of it' FROM culture_result t
    JOIN culture_round r ON r.id = t.round_id
    WHERE r.community_id IS NOT NULL AND t.community_id IS NOT NULL""",
)


def violations() -> Iterator[str]:
    """Yield one line for each thing of rounds that does not hold."""
    for question in RULES:
        with connection.cursor() as cursor:
            cursor.execute(question)
            yield from (complaint for (complaint,) in cursor.fetchall())
