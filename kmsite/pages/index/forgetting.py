"""Forgetting: words that people may no longer know of leave the lexicon in the same moment as their pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from kmsite.pages.index.entries import kept_words
from kmsite.pages.index.languages import in_use
from kmsite.pages.index.learning import SHORTENINGS, words_in, words_kept, words_said
from kmsite.pages.models import Revision

# Two that forget at once would each take the other's page for a witness: one waits here for the other.
_FORGETTING = 14
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(%s, 0)"
_COMMON = 100
"""A word that was counted on more pages than those that go, and on this many besides, stays."""
_AT_ONCE, _WITNESSES, _MOST_READ = 500, 5, 200

UNCOUNTED = timedelta(hours=3)
"""For so long at most, with some delay, the hourly count has not yet let go of what was edited away."""

_DOUBTFUL = "SELECT word FROM pages_word WHERE word = ANY(%s) AND pages <= %s ORDER BY word FOR UPDATE"
_ASK = """
SELECT asked.word, e.page_id, e.reach
FROM unnest(%(words)s::text[]) AS asked (word), unnest(%(languages)s::text[]) AS used (language),
    unnest(ARRAY[0, -1]) AS open (reach), plainto_tsquery(used.language::regconfig, asked.word) AS query,
    LATERAL (
        SELECT s.page_id, s.reach FROM pages_searchentry s
        WHERE s.words @@ query AND s.reach = open.reach AND s.language = used.language LIMIT %(most)s
    ) AS e
"""
_FORGET = f"""
WITH gone AS (DELETE FROM pages_word WHERE word = ANY(%(words)s) RETURNING word)
DELETE FROM pages_shortening s USING ({SHORTENINGS.format(words="gone")}) AS x
WHERE s.short = x.short AND s.word_id = x.word
"""  # noqa: S608 (constants)
_TELL_FEWER = "UPDATE pages_word SET is_public = FALSE, public_pages = 0 WHERE word = ANY(%s)"
# The planner does not know what it costs to read the words of a page.
_BY_INDEX, _AS_BEFORE = "SET LOCAL enable_seqscan = off", "SET LOCAL enable_seqscan = on"


def forget_kept(pages: Collection[int]) -> None:
    """Forget those words of `pages` (ids), whom fewer may read from now on, that stand nowhere else.

    Those as well that they said lately: a word that was edited away is known until the next count.
    """
    forget(words_kept(pages) | words_said(_lately(pages)), going=len(pages))


def forget(words: Iterable[str], *, going: int = 1) -> None:
    """Forget those of `words` that stand on no page for everyone, or for everyone signed in.

    To be called inside a transaction, after the entries of the `going` pages were written. A word that no
    page of a few was seen to have is forgotten as well: it comes back as soon as a page that has it is saved.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [_FORGETTING])
        cursor.execute(_DOUBTFUL, [sorted(words), going + _COMMON])
        doubtful = [word for (word,) in cursor.fetchall()]
        for start in range(0, len(doubtful), _AT_ONCE):
            some = doubtful[start : start + _AT_ONCE]
            open_to = _open_to(some)
            cursor.execute(_FORGET, {"words": [word for word in some if word not in open_to]})
            cursor.execute(_TELL_FEWER, [[word for word in some if open_to.get(word) == -1]])


def _lately(pages: Collection[int]) -> Iterator[str]:
    """Yield what `pages` (ids) said before it was edited away, since words were counted."""
    revisions = Revision.objects.filter(page__in=pages, at__gt=timezone.now() - UNCOUNTED)
    for title, body, structure in revisions.values_list("title", "body", "structure"):
        yield f"{title}\n{body}\n{json.dumps(structure, ensure_ascii=False)}"


def _open_to(words: Sequence[str]) -> dict[str, int]:
    """Return the widest reach of the pages that have each of `words`, 0 or -1; others are missing.

    The index knows stems only: which of the pages that it names have the word itself is seen in their texts.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        cursor.execute(_ASK, {"words": list(words), "languages": in_use(), "most": _WITNESSES})
        named = cursor.fetchall()
        cursor.execute(_AS_BEFORE)
    reaches = {page: reach for _word, page, reach in named}
    most_telling = Counter(page for _word, page, _reach in named).most_common(_MOST_READ)
    found: dict[str, int] = {}
    for said in kept_words(page for page, _number in most_telling):
        for word in words_in(said).intersection(words):
            found[word] = max(found.get(word, -1), reaches[said["page"]])
    return found
