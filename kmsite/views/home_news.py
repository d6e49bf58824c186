"""What is new for somebody: pages that changed since they were here, their communities, open questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from communities.models import Community
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches

COOKIE = "looked"
_SECONDS = re.compile(r"[0-9]{1,12}")
KEPT = timedelta(days=365)
A_VISIT = timedelta(minutes=30)
"""Whoever looks again so soon is still here."""
AT_FIRST = timedelta(days=7)
"""How far back somebody is told of whom nothing is known yet in this browser."""
NEVER = datetime.fromtimestamp(0, UTC)
"""When somebody was here before their first visit."""
LOOKED_AT, CHANGED, QUESTIONS = 200, 10, 5
_NAMED = ("id", "kind", "slug", "title")

# Home is looked at often, and as query sets these would take longer to put into words than to be answered.
_READABLE = """
    p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL AND p.reach = ANY(%(reaches)s)
"""
_CHANGED = f"""
WITH newest AS (
    SELECT p.id, p.kind, p.slug, p.title, p.changed_at, r.summary, r.by_id
    FROM pages_page p JOIN pages_revision r ON r.id = p.current_id
    WHERE {_READABLE} AND p.changed_at > %(since)s AND r.by_id IS DISTINCT FROM %(user)s
    ORDER BY p.changed_at DESC, p.id DESC LIMIT %(looked_at)s
)
SELECT newest.id, newest.kind, newest.slug, newest.title, newest.changed_at, newest.summary,
    coalesce(nullif(writer.name, ''), writer.username),
    EXISTS (SELECT FROM stewardship_stewardship s WHERE s.page_id = newest.id AND s.person_id = %(user)s)
        OR EXISTS (SELECT FROM pages_searchentry e
            WHERE e.page_id = newest.id AND e.people @> ARRAY[%(user)s]::bigint[]) AS is_mine
FROM newest LEFT JOIN accounts_user writer ON writer.id = newest.by_id
ORDER BY is_mine DESC, newest.changed_at DESC, newest.id DESC LIMIT %(shown)s
"""  # noqa: S608 (constants)
_UNANSWERED = f"""
SELECT p.id, p.kind, p.slug, p.title, p.created_at, asker.name, asker.username,
    above.id, above.kind, above.slug, above.title,
    EXISTS (SELECT FROM communities_membership m
        WHERE m.community_id = p.parent_id AND m.user_id = %(user)s AND m.left_at IS NULL) AS is_mine
FROM communities_discussion d JOIN pages_page p ON p.id = d.page_id
LEFT JOIN pages_page above ON above.id = p.parent_id LEFT JOIN accounts_user asker ON asker.id = d.asker_id
WHERE d.sort = 'question' AND d.state = 'open' AND d.replies = 0 AND {_READABLE}
    AND (%(user)s::bigint IS NULL OR d.asker_id IS DISTINCT FROM %(user)s)
ORDER BY is_mine DESC, p.id LIMIT %(shown)s
"""  # noqa: S608 (constants)
_NEWS = """
SELECT p.parent_id, count(*) FILTER (WHERE p.created_at > %(since)s),
    count(*) FILTER (WHERE d.sort = 'question' AND d.state = 'open' AND d.replies = 0)
FROM communities_discussion d JOIN pages_page p ON p.id = d.page_id
WHERE p.parent_id = ANY(%(here)s) AND p.reach = ANY(%(reaches)s)
AND p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL
GROUP BY p.parent_id
"""


@dataclass(frozen=True)
class Visit:
    """When somebody was here before this visit, and when they last looked during it.

    Kept by their browser, because nothing is written when somebody only looks. What stands in it decides
    from when on they are told, and nothing of what they may see.
    """

    since: datetime
    is_first: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Visit:
        """Read the cookie; one of somebody else in the same browser counts as none."""
        now = timezone.now()
        person, _, times = request.COOKIES.get(COOKIE, "").partition(".")
        before, _, last = times.partition(".")
        if person != str(request.user.pk) or not (_SECONDS.fullmatch(last) and _SECONDS.fullmatch(before)):
            return cls(now - AT_FIRST, is_first=True)
        moments = [_moment(text) for text in (before, last)]
        is_here = moments[1] > now - A_VISIT
        if is_here and moments[0] == NEVER:
            return cls(now - AT_FIRST, is_first=True)
        return cls(max(moments[0 if is_here else 1], now - KEPT), is_first=False)

    def remember(self, request: HttpRequest, response: HttpResponse) -> None:
        """Let the browser keep when somebody looked; to view as a role is no look at one's own news."""
        if hasattr(request, "viewing_as"):
            return
        before = NEVER if self.is_first else self.since
        times = (int(before.timestamp()), int(timezone.now().timestamp()))
        response.set_cookie(
            COOKIE,
            ".".join(map(str, (request.user.pk, *times))),
            max_age=KEPT,
            path="/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def changed_since(user: Any, since: datetime) -> list[Page]:
    """Return pages that others changed since then: first those that `user` wrote or looks after (`is_mine`).

    Each with its `summary` and `writer`. Out of the newest LOOKED_AT of them; each group by time, the newest
    first.
    """
    asked = {"user": user.pk, "since": since, "looked_at": LOOKED_AT, "shown": CHANGED}
    pages = []
    for *columns, summary, writer, is_mine in _rows(_CHANGED, user, asked):
        page = _page((*_NAMED, "changed_at"), columns)
        page.summary, page.writer, page.is_mine = summary, writer, is_mine
        pages.append(page)
    return pages


def tell_news(communities: list[Community], user: Any, since: datetime) -> None:
    """Annotate the communities of `user` among `communities` with what is `new` there, and what is `open`."""
    mine = [community for community in communities if community.is_mine]
    if not mine:
        return
    asked = {"here": [one.pk for one in mine], "since": since, "reaches": readable_reaches(user)}
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, asked)
        told = {community: counts for community, *counts in cursor.fetchall()}
    for community in mine:
        community.new, community.open = told.get(community.pk, (0, 0))


def unanswered(user: Any) -> list[Page]:
    """Return questions of others that wait for a reply: in communities of `user` first, the oldest first.

    Each with the name of its `asker`, if that is known.
    """
    questions = []
    for row in _rows(_UNANSWERED, user, {"user": user.pk, "shown": QUESTIONS}):
        question = _page((*_NAMED, "created_at"), row[:5])
        question.asker = row[5] or row[6]
        question.parent = _page(_NAMED, row[7:11]) if row[7] else None
        questions.append(question)
    return questions


def _rows(sql: str, user: Any, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**asked, "reaches": readable_reaches(user)})
        return cursor.fetchall()


def _page(names: Sequence[str], values: Sequence[Any]) -> Page:
    """Return a page of which only the columns `names` are known."""
    return Page.from_db(connection.alias, names, values)


def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(min(int(text), 2**33), UTC)
