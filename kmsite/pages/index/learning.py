"""Writing the lexicon: the new words of a page, with what is left of each when a letter is missing.

Words of pages for everyone and for everyone signed in stand in it, never those of an audience.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.db import connection

from kmsite.pages.index.entries import Words, kept_words
from kmsite.text.folding import fold

# Letters only, so that no code, number or address is ever offered.
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,40}(?![^\W_])")
SHORTENED = (4, 20)
"""How many letters the shortest and the longest word has that is found although one is wrong."""

SHORTENINGS = f"""
SELECT DISTINCT overlay(word placing '' from n for 1) AS short, word
FROM {{words}}, generate_series(1, length(word) + 1) AS n
WHERE length(word) BETWEEN {SHORTENED[0]} AND {SHORTENED[1]}
"""  # noqa: S608 (constants)
"""The words of a table, with each of their letters left out in turn, and whole."""

# Asked of the entry itself: a word that the dictionary leaves out, or that stands in an address, finds
# nothing and is no help. Those who learn the same words at once wait for each other in their order.
_LEARN = f"""
WITH unknown AS MATERIALIZED (
    SELECT h.word, h.page, e.reach, plainto_tsquery(e.language::regconfig, h.word) AS query
    FROM unnest(%(pages)s::bigint[], %(words)s::text[]) AS said (page, words)
    CROSS JOIN LATERAL (SELECT said.page, unnest(string_to_array(said.words, ' ')) AS word) AS h
    JOIN pages_searchentry e ON e.page_id = h.page
    WHERE e.reach IN (0, -1) AND NOT EXISTS (
        SELECT FROM pages_word w WHERE w.word = h.word AND (w.is_public OR e.reach <> 0)
    )
),
heard AS (
    SELECT u.word, bool_or(u.reach = 0) AS is_public, count(*) AS pages,
        count(*) FILTER (WHERE u.reach = 0) AS public_pages
    FROM (SELECT * FROM unknown WHERE numnode(query) > 0 OFFSET 0) AS u
    JOIN pages_searchentry e ON e.page_id = u.page
    WHERE e.words @@ u.query
    GROUP BY u.word
),
learnt AS (
    INSERT INTO pages_word AS known (word, is_public, pages, public_pages)
    SELECT word, is_public, pages, public_pages FROM heard ORDER BY word
    ON CONFLICT (word) DO UPDATE SET is_public = TRUE, public_pages = excluded.public_pages
    WHERE excluded.is_public AND NOT known.is_public
)
INSERT INTO pages_shortening (short, word_id)
SELECT short, word FROM ({SHORTENINGS.format(words="heard")}) AS shortened ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""  # noqa: S608 (constants)
_MEND = f"""
INSERT INTO pages_shortening (short, word_id)
SELECT short, word FROM ({SHORTENINGS.format(words="pages_word")}) AS shortened ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""  # noqa: S608 (constants)


def words_in(words: Words) -> set[str]:
    """Return the words of a page, by what is written of it into the index."""
    said = f"{words['names']}\n{words['headings']}\n{words['text']}"
    return set(_WORD.findall(said))


def words_kept(pages: Iterable[int]) -> set[str]:
    """Return the words of all of `pages` (ids), as their texts were rendered when they were saved."""
    return set().union(*map(words_in, kept_words(pages)))


def words_said(texts: Iterable[str]) -> set[str]:
    """Return the words that may have been learnt from `texts`, which stand on no page any more."""
    return set().union(*(_WORD.findall(fold(text)) for text in texts))


def learn(written: Collection[Words]) -> None:
    """Add the new words of pages, whose entries were `written` and have their reach. One statement."""
    asked = {
        "pages": [one["page"] for one in written],
        "words": [" ".join(words_in(one)) for one in written],  # read in a third of the time of an array
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEARN, asked)


def learn_kept(pages: Iterable[int]) -> None:
    """Add the new words of `pages` (ids) as their texts were rendered: more people may read them now."""
    learn(list(kept_words(pages)))


def mend() -> None:
    """Write the shortenings that words lack."""
    with connection.cursor() as cursor:
        cursor.execute(_MEND)
