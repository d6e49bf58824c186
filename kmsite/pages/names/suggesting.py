"""What a few letters may become: pages by how their names begin, then by the words of their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kmsite.pages.index.languages import IN_ANY, site_language
from kmsite.pages.index.lexicon import beginning_with, near
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches
from kmsite.text.folding import fold
from kmsite.text.names import name_key

EXACT, TITLE, NAME, WORDS = range(4)
"""How a page came to be suggested, the best first: it is called so; its title begins so; another of its names
does, or was its title; words of its title do."""

# Of each reach and kind the index gives the first few titles in order: nothing that the reader may not see is
# ever read, so it costs the same whatever others keep to themselves. Other names are few.
_BEGUN = """
SELECT found.page_id, min(found.way) AS way, (array_agg(found.called ORDER BY found.way, found.key))[1]
FROM (
    (SELECT t.id AS page_id, CASE WHEN t.key = %(key)s THEN 0 ELSE 1 END AS way, '' AS called, t.key
    FROM unnest(%(reaches)s::integer[]) AS r (reach), unnest(%(kinds)s::text[]) AS k (kind),
    LATERAL (
        SELECT p.id, p.title_key AS key FROM pages_page p
        WHERE p.reach = r.reach AND p.kind = k.kind
            AND p.title_key >= %(key)s AND p.title_key < %(end)s
            AND p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL
        ORDER BY p.title_key, p.id LIMIT %(each)s
    ) AS t)
    UNION ALL
    (SELECT p.id, CASE WHEN n.key = %(key)s AND n.kind <> 'former' THEN 0 ELSE 2 END,
        CASE WHEN n.kind = 'hidden' THEN '' ELSE n.text END, n.key
    FROM pages_name n JOIN pages_page p ON p.id = n.page_id
    WHERE n.key >= %(key)s AND n.key < %(end)s AND n.kind <> 'title'
        AND p.reach = ANY(%(reaches)s::integer[]) AND p.kind = ANY(%(kinds)s::text[])
        AND p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL
    ORDER BY n.key, p.id LIMIT %(most)s)
) AS found
GROUP BY found.page_id
ORDER BY way, min(found.key), found.page_id
"""
_QUERY = IN_ANY.format(read="to_tsquery", site="%(site)s", reaches="%(reaches)s", query="%(query)s")
# Two limits: with the small one alone the planner hopes to meet a few hits early, and reads the whole table
# for a rare word; without the large one a word that stands in every title costs as much.
_WITH_WORDS = f"""
WITH hit AS MATERIALIZED (
    SELECT page_id, prior FROM pages_searchentry
    WHERE title @@ {_QUERY} AND reach = ANY(%(reaches)s::integer[])
        AND kind = ANY(%(kinds)s::text[]) AND NOT is_archived
    LIMIT 500
)
SELECT page_id FROM hit ORDER BY prior DESC, page_id LIMIT %(most)s
"""  # noqa: S608 (constants)
_LAST = "\U0010ffff"  # sorts behind everything that a name goes on with
_WORD = re.compile(r"\w+")
_LEAST_LETTERS = 2
_SHORTEST_WITH_A_STEM = 4
_MOST_WORDS = 8
_MOST_MENDED = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page, how it was found (`EXACT` and so on), and its other name that was meant, if it was one."""

    page: Page
    way: int
    called: str = ""


def suggested(
    user: Any, typed: str, *, kinds: Iterable[str] = Page.Kind.values, limit: int = 8, each: int | None = None
) -> list[Suggestion]:
    """Return the pages of `kinds` that `user` may see and that `typed` may become, the best first.

    Of each kind at most `each` by their titles, or else as many as `limit` in all. What is in the archive is
    left out. Five statements at most; none where nothing was typed.
    """
    key = name_key(typed)
    if not key:
        return []
    kinds, most = list(kinds), each or limit
    rows = _by_name(user, key, kinds, most, limit)
    if len(rows) < limit:
        known = {page for page, _way, _called in rows}
        worded = by_words(user, words_of(key), kinds=kinds, limit=limit)
        rows += [(page, WORDS, "") for page in worded if page not in known]
    rows = rows if each else rows[:limit]
    pages = Page.objects.visible_to(user).select_related("parent__parent").in_bulk([row[0] for row in rows])
    return [Suggestion(pages[page], way, called) for page, way, called in rows if page in pages]


def words_of(key: str) -> list[str]:
    """Return the words of `key` as the index spells them."""
    return _WORD.findall(fold(key))[:_MOST_WORDS]


def by_words(
    user: Any,
    words: Sequence[str],
    *,
    kinds: Iterable[str] = Page.Kind.values,
    limit: int = 8,
    joined: str = " & ",
) -> list[int]:
    """Return the ids of pages whose titles have `words`, of letters only, the last perhaps unfinished."""
    if len("".join(words)) < _LEAST_LETTERS:
        return []
    last = " | ".join(f"{word}:*" for word in [words[-1], *_finished(user, words[-1])])
    return _titled(user, joined.join([*words[:-1], f"({last})"]), kinds, limit)


def misspelt(user: Any, typed: str, *, limit: int = 8) -> list[Page]:
    """Return pages that `user` may see whose titles have the words for which those of `typed` may stand."""
    words = words_of(name_key(typed))[:_MOST_MENDED]
    meant = [[word, *near(word, user.is_authenticated)] for word in words]
    if not any(len(one) > 1 for one in meant):
        return []
    found = _titled(user, " & ".join(f"({' | '.join(one)})" for one in meant), Page.Kind.values, limit)
    pages = Page.objects.visible_to(user).select_related("parent__parent").in_bulk(found)
    return [pages[page] for page in found if page in pages]


def _titled(user: Any, query: str, kinds: Iterable[str], limit: int) -> list[int]:
    """Return the ids of pages whose titles answer `query`, a tsquery, those that more speaks for first."""
    asked = {
        "site": site_language(),
        "query": query,
        "reaches": readable_reaches(user),
        "kinds": list(kinds),
        "most": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WITH_WORDS, asked)
        return [page for (page,) in cursor.fetchall()]


def _by_name(user: Any, key: str, kinds: Sequence[str], each: int, most: int) -> list[tuple[int, int, str]]:
    """Return (page id, way, other name) of pages with a name that begins with `key`."""
    asked = {
        "key": key,
        "end": key + _LAST,
        "reaches": readable_reaches(user),
        "kinds": list(kinds),
        "each": each,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BEGUN, asked)
        return cursor.fetchall()


def _finished(user: Any, begun: str) -> list[str]:
    """Return the words of the site that `begun` may become: the index has their stems, maybe shorter."""
    if len(begun) < _SHORTEST_WITH_A_STEM:
        return []
    return beginning_with(begun, user.is_authenticated)
