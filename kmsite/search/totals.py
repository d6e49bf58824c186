"""Totals: how many pages would answer questions that nobody asked yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from kmsite.pages.reach import readable_reaches
from kmsite.search.answers import COUNTED
from kmsite.search.narrowing import Narrowing
from kmsite.search.reading import Reading
from kmsite.search.statement import BY_INDEX

_TOTAL = "SELECT {n}, count(*) FROM ({branches} LIMIT %(most)s) AS hit"
_BRANCH = """SELECT FROM pages_searchentry e WHERE e.words @@ %(wide_{m})s::tsquery
AND e.language = ANY(%(languages_{m})s) AND e.reach = ANY(%(reaches)s) {always} AND ({failing}) = 0"""


def totals(
    reader: Any, questions: Sequence[Sequence[Reading]], narrowing: Narrowing, most: int | None = COUNTED + 1
) -> list[int]:
    """Return how many pages `reader` would find for each of `questions`, counted up to `most`.

    Without an end if that is None. One statement; none for no questions.
    """
    parameters: dict[str, Any] = {
        **narrowing.parameters,
        "reaches": readable_reaches(reader),
        "most": most,
    }
    selects = []
    for n, readings in enumerate(questions):
        branches = []
        for m, reading in enumerate(readings):
            parameters |= {f"wide_{n}_{m}": reading.wide, f"languages_{n}_{m}": list(reading.languages)}
            branches.append(_BRANCH.format(m=f"{n}_{m}", always=narrowing.always, failing=narrowing.failing))
        selects.append(_TOTAL.format(n=n, branches=" UNION ALL ".join(branches)))
    if not selects:
        return []
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX + " UNION ALL ".join(selects), parameters)
        counts = dict(cursor.fetchall())
    return [counts[n] for n in range(len(questions))]
