"""What waits for somebody: texts of their own, and what only they or few others decide."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from communities.standing import roles_with
from kmsite.accounts.roles import rights_of
from kmsite.pages.reach import readable_reaches

MOST_COUNTED = 100

# Home is looked at often, and as query sets these would take longer to put into words than to be answered.
_READABLE = """
    p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.reach = ANY(%(reaches)s::integer[])
"""
_HOLDS = """
    SELECT m.community_id FROM communities_holding h JOIN communities_membership m ON m.id = h.membership_id
    WHERE m.user_id = %(user)s AND m.left_at IS NULL AND h.ended_at IS NULL
    AND h.since <= %(today)s AND (h.until IS NULL OR h.until >= %(today)s) AND h.role = ANY({roles})
"""
_REQUESTS = f"""
    FROM communities_admission a JOIN pages_page p ON p.id = a.community_id
    WHERE a.decided_at IS NULL AND a.kind = 'request' AND p.archived_at IS NULL AND {_READABLE}
    AND a.community_id IN ({_HOLDS.format(roles="%(admitting)s::text[]")})
"""
_WAITING = {
    "drafts": "FROM pages_keptdraft WHERE owner_id = %(user)s",
    "invitations": """
        FROM communities_admission a JOIN pages_page p ON p.id = a.community_id
        WHERE a.decided_at IS NULL AND a.kind = 'invitation' AND a.user_id = %(user)s
        AND p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL
    """,
    "questions": f"""
        FROM talk_notice n JOIN pages_page p ON p.id = n.page_id
        WHERE n.user_id = %(user)s AND n.seen_at IS NULL AND n.kind = 'asked_about_term' AND {_READABLE}
    """,
    "reviews": f"""
        FROM glossary_term t JOIN pages_page p ON p.id = t.page_id
        WHERE t.steward_id = %(user)s AND t.status IN ('review', 'approved')
        AND t.review_due < %(today)s AND {_READABLE}
    """,
    "proposals": "FROM glossary_proposal WHERE state = 'open' AND %(curates)s",
    "reports": f"""
        FROM talk_report r JOIN pages_page p ON p.id = r.page_id
        LEFT JOIN talk_comment c ON c.id = r.comment_id
        WHERE r.decided_at IS NULL AND c.by_id IS DISTINCT FROM %(user)s AND {_READABLE}
        AND (%(moderates)s OR EXISTS (
            SELECT FROM ({_HOLDS.format(roles="%(moderating)s::text[]")}) AS held (id)
            WHERE held.id IN (p.id, p.parent_id)
        ))
    """,
}
_EACH = " UNION ALL ".join(
    f"(SELECT '{sort}' AS sort, '' AS slug, '' AS title {rows} LIMIT {MOST_COUNTED})"
    for sort, rows in _WAITING.items()
)
_COUNTED = f"""
SELECT sort, slug, title, count(*) FROM (
    {_EACH} UNION ALL (SELECT 'requests', p.slug, p.title {_REQUESTS} LIMIT {MOST_COUNTED})
) AS waiting GROUP BY sort, slug, title ORDER BY title, slug
"""  # noqa: S608 (constants)


class Sort(NamedTuple):
    """A sort of thing that waits: where it is done, and how a number of them reads.

    In an address and in words `{slug}` and `{title}` are those of the community, where each has its own.
    """

    address: str
    words: Promise


SORTS = {
    "invitations": Sort("/communities/mine/", ngettext_lazy("%d invitation", "%d invitations")),
    "questions": Sort("/me/notices/", ngettext_lazy("%d question to you", "%d questions to you")),
    "requests": Sort(
        "/communities/{slug}/requests/",
        ngettext_lazy("%d request to join {title}", "%d requests to join {title}"),
    ),
    "proposals": Sort("/terms/proposals/", ngettext_lazy("%d proposal to decide", "%d proposals to decide")),
    "reports": Sort("/moderation/", ngettext_lazy("%d report to decide", "%d reports to decide")),
    "reviews": Sort("/terms/mine/", ngettext_lazy("%d review due", "%d reviews due")),
    "drafts": Sort("/me/recovered/", ngettext_lazy("%d unsaved text", "%d unsaved texts")),
}


class Waiting(NamedTuple):
    """So many things of a sort, at least so many if there are MOST_COUNTED, and where they are."""

    words: str
    address: str


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for `user`, in the order of `SORTS`; one statement counts all of it."""
    rights = rights_of(user)
    asked = {
        "user": user.pk,
        "today": timezone.localdate(),
        "reaches": readable_reaches(user),
        "curates": "glossary" in rights,
        "moderates": "moderate" in rights,
        "admitting": roles_with("admit"),
        "moderating": roles_with("moderate"),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, asked)
        counted = cursor.fetchall()
    order = [*SORTS]
    return [_told(*row) for row in sorted(counted, key=lambda row: order.index(row[0]))]


def _told(name: str, slug: str, title: str, number: int) -> Waiting:
    sort = SORTS[name]
    words = str(sort.words % number).replace("{title}", title)
    return Waiting(words, sort.address.replace("{slug}", quote(slug)))
