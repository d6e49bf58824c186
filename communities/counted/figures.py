"""How a community is doing: numbers of people and of threads, never of one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db import connection
from django.utils import timezone

from communities.models import Community, Membership
from kmsite.pages.models import LedgerEntry

FEWEST = 5
"""People of the smallest group that is ever told."""
SPAN, NEW_FOR, MONTHS = timedelta(days=28), timedelta(days=90), 12
Verb = LedgerEntry.Verb
DEEDS = (
    Verb.CREATED, Verb.REVISED, Verb.COMMENTED, Verb.COMMENT_EDITED, Verb.RESOLVED, Verb.ASKED,
    Verb.STATE_CHANGED, Verb.ANSWER_ACCEPTED, Verb.HARVESTED, Verb.SHELVED, Verb.EVENT_PLANNED,
)  # fmt: skip
"""What counts as doing something: what everybody inside sees. Looking, joining and reporting do not count."""

_PAGES = """
    SELECT id FROM pages_page WHERE trashed_at IS NULL AND merged_into_id IS NULL
    AND (id = %(community)s OR parent_id = %(community)s)
"""
_DAYS = f"""
    SELECT DISTINCT l.by_id AS person, (l.at AT TIME ZONE %(zone)s)::date AS day
    FROM pages_ledgerentry l WHERE l.page_id IN ({_PAGES})
    AND l.at >= %(since)s AND l.by_id IS NOT NULL AND l.verb = ANY(%(deeds)s)
    UNION
    SELECT r.user_id, (r.at AT TIME ZONE %(zone)s)::date FROM communities_rsvp r
    WHERE r.event_id IN ({_PAGES}) AND r.at >= %(since)s
"""  # noqa: S608 - joins constants
_WINDOWS = "unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) WITH ORDINALITY AS w (starts, ends, n)"

_MEMBERS = f"""
SELECT w.n, count(u.id) FROM {_WINDOWS}
LEFT JOIN communities_membership m ON m.community_id = %(community)s AND m.joined_at < w.ends
    AND (m.left_at IS NULL OR m.left_at >= w.ends)
LEFT JOIN accounts_user u ON u.id = m.user_id AND u.is_active
GROUP BY w.n ORDER BY w.n
"""  # noqa: S608
_ACTIVE = f"""
WITH days AS MATERIALIZED ({_DAYS})
SELECT w.n, count(DISTINCT d.person) FROM {_WINDOWS}
LEFT JOIN days d ON d.day >= (w.starts AT TIME ZONE %(zone)s)::date
    AND d.day < (w.ends AT TIME ZONE %(zone)s)::date
GROUP BY w.n ORDER BY w.n
"""  # noqa: S608
_NEWCOMERS = f"""
WITH days AS MATERIALIZED ({_DAYS}),
newcomers AS (
    SELECT w.n, m.user_id, count(DISTINCT d.day) AS days FROM {_WINDOWS}
    JOIN communities_membership m ON m.community_id = %(community)s AND m.left_at IS NULL
        AND m.joined_at >= w.starts AND m.joined_at < w.ends
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    LEFT JOIN days d ON d.person = m.user_id AND d.day >= (m.joined_at AT TIME ZONE %(zone)s)::date
        AND d.day < (w.ends AT TIME ZONE %(zone)s)::date
    GROUP BY w.n, m.user_id
)
SELECT n, count(*), count(*) FILTER (WHERE days >= 2) FROM newcomers GROUP BY n ORDER BY n
"""  # noqa: S608
_THREADS = f"""
WITH threads AS MATERIALIZED (
    SELECT p.created_at, d.sort, d.state, d.replies, d.first_reply_at - p.created_at AS waited,
        EXISTS (SELECT 1 FROM recognition_harvest h WHERE h.thread_id = p.id) AS is_harvested
    FROM communities_discussion d JOIN pages_page p ON p.id = d.page_id
    WHERE p.parent_id = %(community)s AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
    AND d.sort <> 'announcement'
)
SELECT w.n, count(t.sort) FILTER (WHERE t.sort = 'question'),
    count(t.sort) FILTER (WHERE t.sort = 'question' AND t.state = 'answered'),
    count(t.waited),
    extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY t.waited)),
    count(t.sort),
    count(t.sort) FILTER (WHERE t.replies = 0 AND t.state IN ('open', 'unclear')),
    count(t.sort) FILTER (WHERE t.sort = 'question' AND t.state = 'answered' AND t.is_harvested)
FROM {_WINDOWS} LEFT JOIN threads t ON t.created_at >= w.starts AND t.created_at < w.ends
GROUP BY w.n ORDER BY w.n
"""  # noqa: S608
_EVENTS = f"""
WITH meetings AS MATERIALIZED (
    SELECT e.starts_at, coalesce(r.structure->>'notes', '') <> '' AS has_notes
    FROM communities_event e JOIN pages_page p ON p.id = e.page_id
    JOIN pages_revision r ON r.id = p.current_id
    WHERE p.parent_id = %(community)s AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
    AND NOT e.is_cancelled AND e.ends_at < %(now)s
)
SELECT w.n, count(e.starts_at), count(e.starts_at) FILTER (WHERE e.has_notes)
FROM {_WINDOWS} LEFT JOIN meetings e ON e.starts_at >= w.starts AND e.starts_at < w.ends
GROUP BY w.n ORDER BY w.n
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Window:
    """A time over which is counted."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Threads:
    """Questions and ideas of one window: how many, and what became of them."""

    questions: int
    answered: int
    replied: int
    median: float | None
    all: int
    unanswered: int
    harvested: int


@dataclass(frozen=True, slots=True)
class Windows:
    """The same figure over 28 days, the 28 before, a year, and each month of it, the oldest first."""

    now: Any
    before: Any
    year: Any
    months: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a community; the figures of each are numbers or pairs of them."""

    months: Sequence[date]
    members: Windows
    active: Windows
    newcomers: Sequence[tuple[int, int]]
    threads: Windows
    events: Windows
    departments: Sequence[tuple[str, int]]


def figures_of(community: Community) -> Figures:
    """Count how `community` is doing; six statements."""
    today = timezone.localdate()
    end = _midnight(today + timedelta(days=1))
    months = _months(today)
    windows = [Window(end - SPAN, end), Window(end - 2 * SPAN, end - SPAN), *_year(months, end)]
    about = {"community": community.pk, "zone": timezone.get_current_timezone_name()}
    about |= {"now": timezone.now(), "since": windows[2].starts, "deeds": [str(verb) for verb in DEEDS]}
    return Figures(
        months=[window.starts.date() for window in months],
        members=_over(windows, _asked(_MEMBERS, windows, about), lambda row: row[0]),
        active=_over(windows, _asked(_ACTIVE, windows, about), lambda row: row[0]),
        newcomers=_newcomers(end, about),
        threads=_over(windows, _asked(_THREADS, windows, about), lambda row: Threads(*row)),
        events=_over(windows, _asked(_EVENTS, windows, about), tuple),
        departments=departments_of(community),
    )


def departments_of(community: Community) -> list[tuple[str, int]]:
    """Return each department with its members, the largest first; "" is all that are too small to be named.

    As long as these are fewer than FEWEST together, the smallest of the others joins them: so nobody is found
    by subtracting.
    """
    rows = Membership.objects.current().filter(community=community.pk)
    named = rows.values_list("user__profile__department_key", "user__profile__department")
    members: dict[str, int] = {}
    names: dict[str, str] = {}
    for key, name in named:
        members[key or ""] = members.get(key or "", 0) + 1
        names.setdefault(key or "", name or "")
    return pooled(members, names)


def pooled(members: dict[str, int], names: dict[str, str]) -> list[tuple[str, int]]:
    """Return the groups in `members` (by key) that are large enough by name, and the rest together as ""."""
    shown = {key: count for key, count in members.items() if key and count >= FEWEST}
    rest = sum(members.values()) - sum(shown.values())
    while 0 < rest < FEWEST and shown:
        rest += shown.pop(min(shown, key=lambda key: (shown[key], key)))
    groups = sorted(((names[key], count) for key, count in shown.items()), key=lambda one: (-one[1], one[0]))
    return [*groups, ("", rest)] if rest >= FEWEST else groups


def _newcomers(end: datetime, about: dict[str, Any]) -> list[tuple[int, int]]:
    """Return how many came in 90 days and how many of them came back, now and as of 28 days ago."""
    windows = [Window(end - NEW_FOR, end), Window(end - SPAN - NEW_FOR, end - SPAN)]
    asked = about | {"since": windows[1].starts}
    rows = dict(_asked(_NEWCOMERS, windows, asked))
    return [rows.get(number, (0, 0)) for number in (1, 2)]


def _asked(sql: str, windows: Iterable[Window], about: dict[str, Any]) -> list[tuple[int, tuple[Any, ...]]]:
    windows = list(windows)
    over = {"starts": [one.starts for one in windows], "ends": [one.ends for one in windows]}
    with connection.cursor() as cursor:
        cursor.execute(sql, about | over)
        return [(row[0], row[1:]) for row in cursor.fetchall()]


def _over(windows: Sequence[Window], rows: Sequence[tuple[int, tuple[Any, ...]]], made: Any) -> Windows:
    found = [made(row) for _number, row in rows]
    return Windows(found[0], found[1], found[2], found[3:])


def _months(today: date) -> list[Window]:
    """Return the last twelve calendar months, the present one last."""
    count = today.year * 12 + today.month - 1
    firsts = [date(at // 12, at % 12 + 1, 1) for at in range(count - MONTHS + 1, count + 2)]
    moments = [_midnight(first) for first in firsts]
    return [Window(*pair) for pair in pairwise(moments)]


def _year(months: list[Window], end: datetime) -> list[Window]:
    return [Window(months[0].starts, end), *months]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
