"""Names: which page a link means, which titles are near, what a few first letters may become."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from kmsite.pages.models import Name, Page
from kmsite.pages.names.suggesting import by_words, suggested, words_of
from kmsite.text.folding import fold
from kmsite.text.names import name_key

# The fixed precedence: explicit Section/Title > sibling > child or ancestor's child > live title, articles
# before terms, the oldest first > alias > former title > what people talk about. Before all of it: a page
# that every reader of the source may see.
_WINNERS = """
WITH RECURSIVE wanted (source, key) AS ({wanted}),
ancestry (source, ancestor, height) AS (
    SELECT DISTINCT source, source, 0 FROM wanted WHERE source IS NOT NULL
    UNION ALL
    SELECT a.source, p.parent_id, a.height + 1
    FROM ancestry a JOIN pages_page p ON p.id = a.ancestor WHERE p.parent_id IS NOT NULL
),
candidate (source, key, page, rank) AS ({candidates})
SELECT DISTINCT ON (c.source, c.key) c.source, c.key, p.id AS winner
FROM candidate c
JOIN pages_page p ON p.id = c.page AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
LEFT JOIN pages_page s ON s.id = c.source
LEFT JOIN ancestry a ON a.source = c.source AND a.ancestor = p.parent_id
ORDER BY c.source, c.key,
    (p.reach = 0 OR p.reach = s.reach OR (p.reach = -1 AND s.reach > 0)) IS TRUE DESC,
    CASE
        WHEN c.rank > 0 AND p.kind NOT IN ('article', 'term') THEN 6
        WHEN c.rank <> 3 THEN c.rank
        WHEN p.kind = s.kind AND p.parent_id IS NOT DISTINCT FROM s.parent_id THEN 1
        WHEN a.ancestor IS NOT NULL THEN 2
        ELSE 3
    END,
    a.height, p.kind <> 'article', p.kind <> 'term', p.kind <> 'community', p.id
"""
_NAMED = """
    SELECT w.source, w.key, n.page_id, CASE n.kind WHEN 'title' THEN 3 WHEN 'former' THEN 5 ELSE 4 END
    FROM wanted w JOIN pages_name n ON n.key = w.key
"""
_IN_SECTIONS = """
    SELECT w.source, w.key, n.page_id, 0
    FROM wanted w
    JOIN pages_name n ON n.key = substring(w.key FROM '[^/]*$')
    JOIN pages_page p ON p.id = n.page_id
    JOIN pages_name section
        ON section.page_id = p.parent_id AND section.key = substring(w.key FROM '^(.*)/[^/]*$')
    WHERE w.key LIKE '_%%/_%%'
"""
_AT_ADDRESSES = """
    SELECT w.source, w.key, coalesce(p.merged_into_id, p.id), 0
    FROM wanted w JOIN pages_page p
        ON p.kind = %(kinds)s::jsonb ->> split_part(w.key, '/', 2) AND p.slug = split_part(w.key, '/', 3)
    WHERE w.key LIKE '/%%'
    UNION ALL
    SELECT w.source, w.key, r.page_id, 0
    FROM wanted w JOIN pages_redirect r
        ON r.kind = %(kinds)s::jsonb ->> split_part(w.key, '/', 2) AND r.slug = split_part(w.key, '/', 3)
    WHERE w.key LIKE '/%%'
"""
_GIVEN = "SELECT %(source)s::bigint, key FROM unnest(%(keys)s::text[]) AS given (key)"
KINDS = json.dumps({shelf: kind for kind, shelf in Page.SHELVES.items()})

NO_PAGE = 0
"""An id that no page has."""
_LEAST_LIKENESS = 0.6
_WHOLLY_CONTAINED = 0.7
_MOST_CANDIDATES = 200
_WORD = re.compile(r"\w+")


def winners_of(wanted: str, keys: Iterable[str] = ("/",)) -> str:
    """Return the SQL that finds the page (source, key, winner) that each row (source, key) of `wanted` means.

    Where `keys` are plain names, what only sections and addresses need is left out: planning takes half the
    time then.
    """
    parts = [_NAMED]
    if any("/" in key for key in keys):
        parts += [_IN_SECTIONS, _AT_ADDRESSES]
    return _WINNERS.format(wanted=wanted, candidates=" UNION ALL ".join(parts))


def winners(source: int | None, keys: Iterable[str]) -> dict[str, int]:
    """Return the id of the page that each link key means on the page `source`; red keys are missing.

    A key is a folded name, "section/title", or an address. One statement.
    """
    keys = sorted(set(keys))
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(winners_of(_GIVEN, keys), {"source": source, "keys": keys, "kinds": KINDS})
        return {key: winner for _source, key, winner in cursor.fetchall()}


def resolve(source: Page | None, keys: Iterable[str]) -> dict[str, Page]:
    """Return the page that each link key means in a text on `source`, or on a page not yet written.

    The pages are not filtered by who asks: show only those that the reader may see. Two statements, whether
    there is such a page or none; no statement without keys.
    """
    keys = [*keys]
    found = winners(source.pk if source else None, keys)
    pages = Page.objects.in_bulk(set(found.values()) or {NO_PAGE}) if keys else {}
    return {key: pages[id] for key, id in found.items() if id in pages}


def suggest(user: Any, prefix: str, limit: int = 8, kinds: Iterable[str] = Page.Kind.values) -> list[Page]:
    """Return pages of `kinds` that `user` may see, by names that begin with `prefix`, then with such words.

    Those in the archive are left out, here and in `near_titles`. What each was found by: `suggesting`.
    """
    found = suggested(user, prefix, kinds=kinds, limit=limit)
    return [one.page for one in found]


def near_titles(user: Any, text: str, limit: int = 3) -> list[Page]:
    """Return the pages `user` may see whose names are most like `text`, the nearest first.

    Compared are names that begin alike or share a word; both are looked up in an index.
    """
    key = name_key(text)[:100]
    if not key:
        return []
    pages = Page.objects.visible_to(user)
    near = _pages_named(pages, key[:3], _MOST_CANDIDATES)
    near |= pages.in_bulk(by_words(user, _telling(key), limit=_MOST_CANDIDATES, joined=" | "))
    likeness = {page: _likeness(key, page.title_key) for page in near.values()}
    alike = [page for page in near.values() if likeness[page] >= _LEAST_LIKENESS]
    return sorted(alike, key=lambda page: (-likeness[page], page.pk))[:limit]


def _telling(key: str) -> list[str]:
    """Return the words of `key` by which titles may be near: single letters tell too little."""
    return [word for word in words_of(key) if len(word) > 1]


def _likeness(key: str, title: str) -> float:
    """Return from 0 to 1 how much two names are alike: the signs they share, or `key` whole in `title`.

    A name whose every word stands in a longer title is near it, however long the title is.
    """
    words = set(_WORD.findall(fold(key)))
    contained = len(words & set(_WORD.findall(fold(title)))) / len(words) if words else 0
    matcher = SequenceMatcher(None, title, key)
    alike = matcher.ratio() if matcher.quick_ratio() >= _LEAST_LIKENESS else 0
    return max(alike, _WHOLLY_CONTAINED if contained == 1 else 0)


def _pages_named(pages: QuerySet[Page], key: str, limit: int) -> dict[int, Page]:
    """Return those of `pages` with a name that begins with `key`, titles first.

    A range of the index in C collation, in its order: however many names begin so, only the first are read.
    """
    named = pages.filter(archived_at=None, names__key__startswith=key)
    found = list(named.annotate(name_kind=F("names__kind")).order_by("names__key")[: limit * 2])
    found.sort(key=lambda page: page.name_kind != Name.Kind.TITLE)
    return {page.pk: page for page in found[:limit]}
