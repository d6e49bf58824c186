"""The prior of a page: what speaks for it whatever is asked, from trust, use and freshness.

A search orders the pages of a common word by it before it reads any of them (decision 53).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from kmsite.pages import kinds
from kmsite.pages.retrying import in_one_transaction

TRUST, USE, FRESHNESS = 0.4, 0.4, 0.2
"""How much each of them weighs, from 0 to 1 together."""
DAYS_OF_READING = 90
HALF_LIVES = {"article": 180, "term": 720, "community": 90, "discussion": 90, "event": 45}
"""After how many days without a change a page of each kind is half as fresh."""
STEP = 0.02
"""A smaller change is not written: so the hourly duty writes few rows."""
_ACCEPTED, _LOOKED_AFTER = 0.7, 0.3
# This many reads within the days, or a sixth as many pages that link here, count as much as can be.
_MOST_USED, _LINK_COUNTS = 600, 6
_LINKS_LOOKED_AT = 2000
AT_ONCE = 2000

# Search tells what speaks for a page: so a link counts only if all who read the page may see where it stands.
_WEIGHED = """
WITH chosen AS MATERIALIZED ({chosen}),
part AS MATERIALIZED (
    SELECT e.page_id, e.prior,
        CASE WHEN e.is_archived THEN 0 ELSE
            CASE WHEN (e.kind, e.status) IN ({accepted}) THEN {accepted_weighs} ELSE 0 END
            + CASE WHEN {looked_after} THEN {looked_after_weighs} ELSE 0 END
        END AS trust,
        least(1, ln(1 + (
            SELECT coalesce(sum(d.number), 0) FROM pages_pageread d
            WHERE d.page_id = e.page_id AND d.day > CURRENT_DATE - {days}
        ) + {link} * (
            SELECT count(*) FROM (
                SELECT FROM (
                    SELECT l.source_id FROM pages_link l WHERE l.target_id = e.page_id LIMIT {looked_at}
                ) AS l JOIN pages_page s ON s.id = l.source_id
                WHERE s.reach = 0 OR s.reach = e.reach OR s.reach = -1 AND e.reach > 0 LIMIT {most} / {link}
            ) AS linked
        )) / ln(1 + {most})) AS use,
        0.5 ^ (greatest(0, extract(epoch FROM now() - e.changed_at)) / 86400 / CASE e.kind {half_lives} END)
            AS freshness
    FROM chosen JOIN pages_searchentry e USING (page_id)
),
weighed AS (
    SELECT page_id, prior, round(trust::numeric, 2)::float AS trust, round(use::numeric, 2)::float AS use,
        round(freshness::numeric, 2)::float AS freshness,
        round(({trust} * trust + {use} * use + {freshness} * freshness)::numeric, 3)::float AS now
    FROM part
)
"""
# Whoever writes one of the entries just now weighs it as well.
_WRITE = f""",
other AS MATERIALIZED (SELECT page_id, now FROM weighed WHERE abs(now - prior) >= {STEP}),
free AS (
    SELECT page_id FROM pages_searchentry WHERE page_id IN (SELECT page_id FROM other)
    ORDER BY page_id FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE pages_searchentry e
SET prior = other.now,
    is_foremost = other.now >= coalesce((SELECT foremost_from FROM pages_indexstate WHERE id = 1), 2)
FROM other JOIN free USING (page_id) WHERE e.page_id = other.page_id
"""  # noqa: S608 (constants)
_READ = "SELECT page_id, trust, use, freshness, now FROM weighed"
_GIVEN = "SELECT unnest(%(pages)s::bigint[]) AS page_id"
_NEXT = "SELECT page_id FROM pages_searchentry WHERE page_id > %(after)s ORDER BY page_id LIMIT %(most)s"
_LAST_OF_NEXT = f"SELECT max(page_id) FROM ({_NEXT}) AS next"  # noqa: S608 (constants)


class Weight(NamedTuple):
    """What speaks for a page, each from 0 to 1, and the prior that follows."""

    trust: float
    use: float
    freshness: float
    prior: float


def weigh(pages: Iterable[int]) -> None:
    """Write the prior of `pages` (ids), whose entries are written, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_weighed(_GIVEN) + _WRITE, {"pages": [*pages]})


def parts(pages: Iterable[int]) -> dict[int, Weight]:
    """Return what speaks for each of `pages` (ids) as of now; who may see them is asked elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(_weighed(_GIVEN) + _READ, {"pages": [*pages]})
        return {page: Weight(*weight) for page, *weight in cursor.fetchall()}


def weigh_all() -> None:
    """Write the priors that differ by a step or more, of a few thousand pages in each transaction."""
    for _last in _steps():
        pass


def _steps() -> Iterator[int]:
    last: int | None = 0
    while (last := _step(last)) is not None:
        yield last


@in_one_transaction
def _step(after: int) -> int | None:
    """Weigh the pages behind the one with the id `after`; return the last of them, None at the end."""
    next_ones = {"after": after, "most": AT_ONCE}
    with connection.cursor() as cursor:
        cursor.execute(_weighed(_NEXT) + _WRITE, next_ones)
        cursor.execute(_LAST_OF_NEXT, next_ones)
        (last,) = cursor.fetchone()
        return last


@cache
def _weighed(chosen: str) -> str:
    """Return the tables that end in `weighed`; higher floors say which pages somebody looks after."""
    stewards = [
        f"EXISTS (SELECT FROM ({import_string(path)}) AS beside (page) WHERE page = e.page_id)"
        for path in settings.LOOKED_AFTER
    ]
    return _WEIGHED.format(
        chosen=chosen,
        accepted=", ".join(f"('{kind}', '{status}')" for kind, status in kinds.trusted_statuses())
        or "('', '')",
        accepted_weighs=_ACCEPTED,
        looked_after=" OR ".join(stewards) or "FALSE",
        looked_after_weighs=_LOOKED_AFTER,
        days=DAYS_OF_READING,
        link=_LINK_COUNTS,
        looked_at=_LINKS_LOOKED_AT,
        most=_MOST_USED,
        half_lives=" ".join(f"WHEN '{kind}' THEN {days}" for kind, days in HALF_LIVES.items()) + " ELSE 180",
        trust=TRUST,
        use=USE,
        freshness=FRESHNESS,
    )
