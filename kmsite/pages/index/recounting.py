"""Counting on how many pages each word of the lexicon stands, and letting go of those that stand on none."""

from __future__ import annotations

from django.db import connection

from kmsite.pages.index.languages import in_use
from kmsite.pages.index.learning import SHORTENINGS
from kmsite.pages.retrying import in_one_transaction

AT_ONCE = 500
"""Words in one transaction: whoever saves a page waits no longer than that takes."""
# One process at a time counts; another that comes to it leaves.
_COUNTING = 15
_TAKE = "SELECT pg_try_advisory_xact_lock(%s, 0)"
_BY_INDEX = "SET LOCAL enable_seqscan = off"
_MOST = 10_000

# Counted is the stem, so each form of a word counts as all of them. Pages are read in their own language.
_COUNT = """
WITH next AS MATERIALIZED (
    SELECT word, pages, public_pages, is_public FROM pages_word
    WHERE word > %(after)s ORDER BY word LIMIT %(at_once)s
),
counted AS MATERIALIZED (
    SELECT next.word, next.pages AS were, next.public_pages AS were_open, next.is_public AS was_public,
        coalesce(sum(found.open), 0) AS open, coalesce(sum(found.inside), 0) AS inside
    FROM next CROSS JOIN unnest(%(languages)s::text[]) AS used (language)
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE e.reach = 0) AS open, count(*) AS inside FROM (
            SELECT s.reach FROM pages_searchentry s
            WHERE s.words @@ plainto_tsquery(used.language::regconfig, next.word)
            AND s.reach IN (0, -1) AND s.language = used.language LIMIT %(most)s
        ) AS e
    ) AS found
    GROUP BY 1, 2, 3, 4
),
gone AS (
    DELETE FROM pages_word w USING counted c WHERE w.word = c.word AND c.inside = 0 RETURNING w.word
),
forgotten AS (
    DELETE FROM pages_shortening s USING ({shortenings}) AS x WHERE s.short = x.short AND s.word_id = x.word
),
told AS (
    UPDATE pages_word w SET pages = c.inside, is_public = c.was_public AND c.open > 0,
        public_pages = CASE WHEN c.was_public THEN c.open ELSE 0 END
    FROM counted c WHERE w.word = c.word AND c.inside > 0 AND (
        abs(c.inside - c.were) > c.were / 10 OR c.was_public AND c.open = 0
        OR c.was_public AND abs(c.open - c.were_open) > c.were_open / 10
    )
)
SELECT max(word) FROM next
"""


def recount() -> None:
    """Count every word anew, some hundred in each transaction. Two processes at once do it once."""
    after = ""
    while after is not None:
        after = _step(after)


@in_one_transaction
def _step(after: str) -> str | None:
    """Count the words behind `after`; return the last of them, None at the end or when another one counts."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_COUNTING])
        if cursor.fetchone() != (True,):
            return None
        cursor.execute(_BY_INDEX)
        asked = {"after": after, "at_once": AT_ONCE, "languages": in_use(), "most": _MOST}
        cursor.execute(_COUNT.format(shortenings=SHORTENINGS.format(words="gone")), asked)
        return cursor.fetchone()[0]
