"""Where a source is used: terms that cite it now, and anything that ever referred to it."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

from glossary.models import Source, Term
from glossary.querysets import TermQuerySet

_USED = """
SELECT EXISTS (SELECT 1 FROM glossary_source WHERE quoted_in_id = %(id)s)
    OR EXISTS (SELECT 1 FROM glossary_definition WHERE source_id = %(id)s OR via_id = %(id)s)
    OR EXISTS (SELECT 1 FROM glossary_note WHERE source_id = %(id)s)
    OR EXISTS (SELECT 1 FROM glossary_relation WHERE source_id = %(id)s)
    OR EXISTS (
        SELECT 1 FROM pages_revision r JOIN glossary_term t ON t.page_id = r.page_id
        WHERE r.structure -> 'sources' ? %(name)s
    )
    OR EXISTS (SELECT 1 FROM glossary_proposal WHERE jsonb_path_exists(said, %(path)s::jsonpath))
    OR EXISTS (SELECT 1 FROM glossary_comparisonversion WHERE jsonb_path_exists(said, %(path)s::jsonpath))
"""
_ABOVE = """
WITH RECURSIVE above (id) AS (
    SELECT %(id)s::bigint
    UNION SELECT s.quoted_in_id FROM above JOIN glossary_source s USING (id) WHERE s.quoted_in_id IS NOT NULL
)
SELECT id FROM above
"""
_BELOW = """
WITH RECURSIVE below (id) AS (
    SELECT %(id)s::bigint
    UNION SELECT s.id FROM below JOIN glossary_source s ON s.quoted_in_id = below.id
)
SELECT id FROM below
"""


def terms_citing(*sources: Source) -> TermQuerySet:
    """Return the terms whose entry holds one of `sources`, or one found quoted in it; not trash, archive."""
    ids = set().union(*(_ids(_BELOW, source.pk) for source in sources))
    terms = Term.objects.live().unarchived()
    return terms.filter(
        Q(pk__in=Term.objects.filter(definitions__source__in=ids).values("pk"))
        | Q(pk__in=Term.objects.filter(definitions__via__in=ids).values("pk"))
        | Q(pk__in=Term.objects.filter(notes__source__in=ids).values("pk"))
        | Q(pk__in=Term.objects.filter(relations__source__in=ids).values("pk"))
    )


def chain_above(source: int) -> set[int]:
    """Return the ids of `source`, of what it was found in, of what that was found in, and so on."""
    return _ids(_ABOVE, source)


def is_used(source: Source) -> bool:
    """Say whether anything refers to `source`: an entry, an old version, a proposal, a comparison."""
    path = f"$.** ? (@.source == {source.pk} || @.via == {source.pk})"
    with connection.cursor() as cursor:
        cursor.execute(_USED, {"id": source.pk, "name": str(source.pk), "path": path})
        return cursor.fetchone()[0]


def _ids(statement: str, id: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"id": id})
        return {found for (found,) in cursor.fetchall()}
