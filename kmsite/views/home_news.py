"""What is new for somebody: pages that changed since they were here, their communities, open questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from communities.models import Community, Discussion, Membership
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches
from kmsite.stewardship.models import Stewardship

COOKIE = "looked"
KEPT = timedelta(days=365)
A_VISIT = timedelta(minutes=30)
"""Whoever looks again so soon is still here."""
AT_FIRST = timedelta(days=7)
"""How far back somebody is told of whom nothing is known yet in this browser."""
LOOKED_AT, CHANGED, QUESTIONS = 200, 10, 5
_SHOWN = (
    "kind",
    "slug",
    "title",
    "changed_at",
    "current__summary",
    "current__by__name",
    "current__by__username",
)
_ASKED = (
    "kind",
    "slug",
    "title",
    "created_at",
    "parent__kind",
    "parent__slug",
    "parent__title",
    "asker__name",
    "asker__username",
)

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
        if person != str(request.user.pk) or not (last.isdigit() and before.isdigit()):
            return cls(now - AT_FIRST, is_first=True)
        moments = [_moment(text) for text in (before, last)]
        is_here = moments[1] > now - A_VISIT
        return cls(max(moments[0 if is_here else 1], now - KEPT), is_first=False)

    def remember(self, request: HttpRequest, response: HttpResponse) -> None:
        """Let the browser keep when somebody looked."""
        times = (int(self.since.timestamp()), int(timezone.now().timestamp()))
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

    Out of the newest LOOKED_AT of them; each group by time, the newest first.
    """
    pages = Page.objects.visible_to(user).unarchived().filter(changed_at__gt=since)
    newest = pages.exclude(current__by=user).recently_changed().values("pk")[:LOOKED_AT]
    kept = Stewardship.objects.filter(page=OuterRef("pk"), person=user)
    theirs = Q(Exists(kept)) | Q(searchentry__people__contains=[user.pk])
    is_mine = Case(When(theirs, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = Page.objects.filter(pk__in=newest).with_current().only(*_SHOWN).annotate(is_mine=is_mine)
    return list(rows.order_by("-is_mine", "-changed_at", "-id")[:CHANGED])


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


def unanswered(user: Any) -> list[Discussion]:
    """Return questions of others that wait for a reply: in communities of `user` first, the oldest first."""
    belongs = Membership.objects.filter(community=OuterRef("parent"), user=user.pk, left_at=None)
    waiting = Discussion.objects.visible_to(user).unarchived().questions().waiting()
    if user.is_authenticated:
        waiting = waiting.exclude(asker=user).annotate(is_mine=Exists(belongs)).order_by("-is_mine", "id")
    else:
        waiting = waiting.order_by("id")
    return list(waiting.select_related("parent", "asker").only(*_ASKED)[:QUESTIONS])


def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(min(int(text), 2**33), UTC)
