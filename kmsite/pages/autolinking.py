"""Terms inside texts: which names link by themselves, and which pages their coming and going touches."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kmsite.pages.search_language import search_language
from kmsite.text.folding import fold

_CHANGED = """
INSERT INTO pages_naming AS naming (id, version) VALUES (1, 2)
ON CONFLICT (id) DO UPDATE SET version = naming.version + 1
"""
_MENTIONING = """
SELECT e.page_id FROM pages_searchentry e
JOIN unnest(%(names)s::text[]) AS name ON e.words @@ phraseto_tsquery(%(language)s::regconfig, name)
"""


def names_changed(names: Iterable[str]) -> set[int]:
    """Let every process read the names anew; return the ids of the pages that mention one of `names`.

    `names` came, went, or link in another way than before. To be called inside the transaction that did it.
    """
    names = sorted({*names})
    if not names:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED)
    return mentioning(names)


def mentioning(names: Iterable[str]) -> set[int]:
    """Return the ids of the pages in whose text one of `names` may stand: all that do, and some more."""
    folded = sorted({fold(name) for name in names})
    with connection.cursor() as cursor:
        cursor.execute(_MENTIONING, {"names": folded, "language": search_language()})
        return {page for (page,) in cursor.fetchall()}
