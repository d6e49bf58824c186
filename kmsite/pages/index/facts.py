"""The facts of search entries: what pages are chosen and put in order by, copied from where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kmsite.pages.index import forgetting, learning
from kmsite.pages.index.copied import COLUMNS, MOST_PEOPLE, NOWHERE, facts_of

__all__ = ["MOST_PEOPLE", "NOWHERE", "refresh", "wrong"]

_OF_FACT, _OF_ENTRY = (", ".join(f"{table}.{name}" for name in COLUMNS) for table in ("fact", "e"))
_DIFFERS = f"({_OF_ENTRY}) IS DISTINCT FROM ({_OF_FACT})"
_REFRESH = f"""
WITH RECURSIVE {{facts}},
was AS MATERIALIZED (SELECT e.page_id, e.reach FROM fact JOIN pages_searchentry e USING (page_id))
UPDATE pages_searchentry e SET ({", ".join(COLUMNS)}) = ({_OF_FACT})
FROM fact JOIN was USING (page_id) WHERE fact.page_id = e.page_id AND {_DIFFERS}
RETURNING e.page_id, was.reach, e.reach
"""  # noqa: S608 (constants)
_WRONG = f"""
WITH RECURSIVE {{facts}}
SELECT fact.page_id FROM fact LEFT JOIN pages_searchentry e USING (page_id)
WHERE (e.page_id IS NULL OR {_DIFFERS})
AND NOT EXISTS (SELECT FROM pages_staleentry waiting WHERE waiting.page_id = fact.page_id) ORDER BY 1
"""  # noqa: S608 (constants)


def refresh(pages: Iterable[int]) -> None:
    """Copy the facts of `pages` (ids) into their entries, where they are others; words and prior stay.

    The lexicon follows at once: it learns the words of what more people may read now, and forgets those of
    what fewer may. To be called by every writer that changes a fact, inside its transaction, after the rows
    are written.
    """
    pages = sorted(pages)
    if not pages:
        return
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH.format(facts=facts_of("SELECT unnest(%s::bigint[])")), [pages])
        changed = [(page, _openness(was), _openness(now)) for page, was, now in cursor.fetchall()]
    if narrowed := [page for page, was, now in changed if now < was]:
        forgetting.forget_kept(narrowed)
    if widened := [page for page, was, now in changed if now > was]:
        learning.learn_kept(widened)


def wrong() -> str:
    """Return the question which pages have other facts in the index than in their rows: none, always.

    Those whose entries wait to be written anew are left out.
    """
    return _WRONG.format(facts=facts_of("SELECT id FROM pages_page"))


def _openness(reach: int) -> int:
    """Return 2 for everyone, 1 for everyone signed in, 0 for whom the lexicon knows nothing."""
    return {0: 2, -1: 1}.get(reach, 0)
