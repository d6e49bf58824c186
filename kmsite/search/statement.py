"""The statement that answers a question: SQL for its readings, what it is narrowed to, and an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kmsite.pages.reach import readable_reaches
from kmsite.search.answers import COUNTED, RANKED
from kmsite.search.choosing import BEST, NEWEST, OLDEST, TITLE, Choice
from kmsite.search.narrowing import Narrowing
from kmsite.search.reading import Reading

# The planner knows neither what words cost that it unpacks, a hundred times what it thinks, nor that it
# compiles for longer than the search takes, nor that others search as well. Sent together, all statements are
# one transaction.
BY_INDEX = (
    "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0;"
    "SET LOCAL cpu_operator_cost = 0.25;"
)

# Rows are looked up one by one where they were met (LATERAL, ctid, OFFSET 0): a row stays where it is for one
# statement, and the planner would read a whole index to join a few.
# The words of 60,000 pages are never read: an index says which pages have them, their narrow rows say whether
# the reader may see them and what chooses them, and only of the best a few hundred are ranked (proofs, P6).
# Weights are those of D, C, B, A; a longer text counts for less (1).
_FIND = """
WITH reading (language, wide, literal, ordered, parts) AS (VALUES {readings}),
exact AS MATERIALIZED (
    SELECT DISTINCT n.page_id FROM pages_name n WHERE n.key = ANY(%(names)s)
),
{hit},
total AS (SELECT count(*) FILTER (WHERE failing = 0) AS hits, count(*) AS met FROM hit),
chosen AS MATERIALIZED ({chosen}),
{facets}
SELECT '', NULL, NULL, NULL, total.hits, ARRAY[total.met]::float8[] FROM total
UNION ALL
SELECT facet, key, label, kind, count, NULL FROM facet
UNION ALL
SELECT '=', e.status, e.language, e.kind, e.page_id, ARRAY[
    chosen.place,
    (e.page_id IN (SELECT page_id FROM exact))::integer,
    ts_rank_cd('{{0.1, 0.3, 0.6, 1.0}}', e.words, r.literal, 1),
    CASE WHEN r.wide = r.literal OR r.parts <> '{{}}' THEN 0
        ELSE ts_rank_cd('{{0.1, 0.3, 0.6, 1.0}}', e.words, r.wide, 1) END,
    (e.title @@ r.literal)::integer,
    (e.title @@ r.wide)::integer,
    length(e.title),
    (length(e.words) > length(e.title))::integer,
    (r.ordered <> ''::tsquery AND e.words @@ r.ordered)::integer,
    e.prior,
    (SELECT count(*) FROM unnest(r.parts) AS part WHERE e.words @@ part),
    (SELECT count(*) FROM unnest(r.parts) AS part WHERE e.title @@ part)
]::float8[]
FROM chosen CROSS JOIN LATERAL (SELECT * FROM pages_searchentry WHERE ctid = chosen.spot OFFSET 0) AS e
LEFT JOIN reading r ON r.language = e.language
"""
# Where enough of the foremost pages answer, no other one can be among the best: those are not read.
_OF_FOREMOST = """
foremost AS MATERIALIZED ({foremost}),
enough AS (SELECT count(*) > {counted} AS are_found FROM foremost WHERE failing = 0),
hit AS MATERIALIZED (
    SELECT * FROM foremost WHERE (SELECT are_found FROM enough)
    UNION ALL
    ({all})
)"""
_OF_ALL = "hit AS MATERIALIZED ({all})"
_MET = """
SELECT page_id, spot, prior, changed_at, failing FROM ({branches}) AS met WHERE {lifted} {unless}
ORDER BY {first} {order} LIMIT {counted} + 1"""
_ENTRY = "e.page_id, e.ctid AS spot, e.prior, e.changed_at, {failing} AS failing"
_MAY = "e.reach = ANY(%(reaches)s) {always}"
_BY_WORDS = """SELECT {entry} FROM pages_searchentry e
WHERE e.words @@ %(typed_{n})s::tsquery AND {languages} {among} {may}"""
_BY_SYNONYM = """SELECT {entry} FROM pages_searchentry e
WHERE e.words @@ %(besides_{n})s::tsquery AND NOT e.words @@ %(typed_{n})s::tsquery
AND {languages} {among} {may}"""
_BY_NAME = """SELECT {entry} FROM exact JOIN pages_searchentry e USING (page_id)
LEFT JOIN reading r ON r.language = e.language
WHERE {among} {may} AND (r.wide IS NULL OR NOT e.words @@ r.wide)"""
_FOREMOST = "e.is_foremost AND"
_BY_TITLE = """(SELECT e.page_id, e.ctid AS spot FROM pages_searchentry e
WHERE e.title @@ %(wide_{n})s::tsquery AND {languages} {may} AND ({failing}) = 0
ORDER BY e.prior DESC, e.page_id LIMIT {ranked})"""

_BY_PRIOR = "prior DESC, page_id"
_ORDERS = {
    BEST: _BY_PRIOR,
    NEWEST: "changed_at DESC, page_id DESC",
    OLDEST: "changed_at, page_id",
    TITLE: _BY_PRIOR,
}
_CHOSEN_BY_POINTS = """
SELECT page_id, spot, 0 AS place FROM (
    {titled}
    (SELECT e.page_id, e.ctid AS spot FROM exact JOIN pages_searchentry e USING (page_id)
    WHERE {may} AND ({failing}) = 0)
    UNION
    (SELECT page_id, spot FROM hit WHERE failing = 0 ORDER BY {order} LIMIT {ranked})
) AS best
"""
_CHOSEN_IN_ORDER = """
SELECT page_id, spot, row_number() OVER () AS place FROM (
    SELECT page_id, spot FROM hit WHERE failing = 0 ORDER BY {order} OFFSET %(offset)s LIMIT %(size)s
) AS slice
"""
# A title stands with the page: of more hits than a thousand the best are put in order by it.
_CHOSEN_BY_TITLE = """
SELECT page_id, spot, row_number() OVER () AS place FROM (
    SELECT page_id, spot FROM (
        SELECT page_id, spot FROM hit WHERE failing = 0 ORDER BY {order} LIMIT {counted}
    ) AS best JOIN pages_page p ON p.id = page_id ORDER BY p.title_key, page_id
    OFFSET %(offset)s LIMIT %(size)s
) AS slice
"""
_CHOSEN = {BEST: _CHOSEN_BY_POINTS, TITLE: _CHOSEN_BY_TITLE}


def statement(
    reader: Any,
    readings: Sequence[Reading],
    names: Sequence[str],
    narrowing: Narrowing,
    choice: Choice,
    facets: str,
) -> tuple[str, dict[str, Any]]:
    """Return the statement and its parameters, all but which slice is shown: `offset` and `size`.

    Its rows are ("", …, number of hits, [number of pages met]), (facet, key, label, kind, count, null) and
    ("=", status, language, kind, page, [what it is ranked by]).
    """
    parts = {
        "may": _MAY.format(always=narrowing.always),
        "failing": narrowing.failing,
        "ranked": RANKED,
        "counted": COUNTED,
        "order": _ORDERS[choice.sort],
    }
    spoken = [{"n": n, "languages": _spoken(n, readings), **parts} for n in range(len(readings))]
    by_title = [f"{_BY_TITLE.format(**one)} UNION" for one in spoken]
    sql = _FIND.format(
        readings=_readings(readings),
        hit=_hit(readings, narrowing, choice),
        chosen=_CHOSEN.get(choice.sort, _CHOSEN_IN_ORDER).format(titled=" ".join(by_title), **parts),
        facets=facets,
    )
    said = {name: getattr(choice, name) for name in ("section", "community", "person")}
    return sql, {**said, **narrowing.parameters, **_parameters(reader, readings, names)}


def _hit(readings: Sequence[Reading], narrowing: Narrowing, choice: Choice) -> str:
    """Return the table of the best hits, found among the foremost pages if enough of them are hits."""
    whole = _met(readings, narrowing, choice)
    if _ORDERS[choice.sort] != _BY_PRIOR:
        return _OF_ALL.format(all=whole)
    return _OF_FOREMOST.format(
        foremost=_met(readings, narrowing, choice, among=_FOREMOST),
        all=_met(readings, narrowing, choice, unless="AND NOT (SELECT are_found FROM enough)"),
        counted=COUNTED,
    )


def _met(
    readings: Sequence[Reading], narrowing: Narrowing, choice: Choice, *, among: str = "", unless: str = ""
) -> str:
    parts = {
        "entry": _ENTRY.format(failing=narrowing.failing),
        "may": _MAY.format(always=narrowing.always),
        "among": among,
    }
    spoken = [{"n": n, "languages": _spoken(n, readings), **parts} for n in range(len(readings))]
    branches = [_BY_WORDS.format(**one) for one in spoken]
    branches += [_BY_SYNONYM.format(**one) for one in spoken if readings[one["n"]].besides]
    return _MET.format(
        branches=" UNION ALL ".join([*branches, _BY_NAME.format(**parts)]),
        lifted=narrowing.lifted,
        unless=unless,
        first="failing = 0 DESC," if narrowing.is_lifted else "",
        order=_ORDERS[choice.sort],
        counted=COUNTED,
    )


def _readings(readings: Sequence[Reading]) -> str:
    """Return rows, one for each language, that say how the question is read in it."""
    rows = [
        f"(%(language_{n}_{m})s, %(wide_{n})s::tsquery, %(literal_{n})s::tsquery, %(ordered_{n})s::tsquery,"
        f" %(parts_{n})s::tsquery[])"
        for n, reading in enumerate(readings)
        for m in range(len(reading.languages))
    ]
    return ", ".join(rows or ["(NULL, NULL::tsquery, NULL::tsquery, NULL::tsquery, NULL::tsquery[])"])


def _spoken(n: int, readings: Sequence[Reading]) -> str:
    """Return the condition that an entry is read as reading `n` is; none where there is only one."""
    return f"e.language = ANY(%(languages_{n})s) AND" if len(readings) > 1 else ""


def _parameters(reader: Any, readings: Sequence[Reading], names: Sequence[str]) -> dict[str, Any]:
    return {
        "reaches": readable_reaches(reader),
        "names": list(names),
        **dict(_of_readings(readings)),
    }


def _of_readings(readings: Sequence[Reading]) -> Iterator[tuple[str, Any]]:
    for n, reading in enumerate(readings):
        yield f"languages_{n}", list(reading.languages)
        yield f"wide_{n}", reading.wide
        yield f"typed_{n}", reading.typed
        yield f"besides_{n}", reading.besides
        yield f"literal_{n}", reading.literal
        yield f"ordered_{n}", reading.ordered
        yield f"parts_{n}", list(reading.parts)
        yield from ((f"language_{n}_{m}", language) for m, language in enumerate(reading.languages))
