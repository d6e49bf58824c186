"""What must hold of comparisons: terms in order, versions without a gap, the newest is shown (I25)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

RULES = (
    """SELECT 'comparison ' || c.id || ' does not name two to four terms once each, in order'
    FROM glossary_comparison c WHERE cardinality(c.terms) NOT BETWEEN 2 AND 4
    OR c.terms <> ARRAY (SELECT DISTINCT unnest(c.terms) ORDER BY 1)""",
    """SELECT 'comparison ' || c.id || ' does not show the newest of its versions' FROM glossary_comparison c
    LEFT JOIN glossary_comparisonversion v ON v.id = c.current_id AND v.comparison_id = c.id
    WHERE v.id IS NULL OR EXISTS (
        SELECT 1 FROM glossary_comparisonversion n WHERE n.comparison_id = c.id AND n.number > v.number
    )""",
    """SELECT 'comparison ' || comparison_id || ' has a gap in the numbers of its versions'
    FROM glossary_comparisonversion GROUP BY comparison_id
    HAVING min(number) <> 1 OR max(number) <> count(*)""",
    """SELECT 'comparison ' || c.id || ' has a cell of a term that it does not compare'
    FROM glossary_comparison c JOIN glossary_comparisonversion v ON v.id = c.current_id
    WHERE EXISTS (
        SELECT 1 FROM jsonb_array_elements(v.said -> 'rows') AS line, jsonb_object_keys(line -> 'cells') AS at
        WHERE at <> 'common' AND NOT at = ANY (c.terms::text[])
    )""",
)


def violations() -> Iterator[str]:
    """Yield one line for each comparison that is not as it must be."""
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(rule)
            for (complaint,) in cursor.fetchall():
                yield complaint
