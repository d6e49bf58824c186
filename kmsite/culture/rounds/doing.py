"""What people did on the site, to lay beside what they said: figures of a group of five or more, no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from kmsite.culture.disclosure.disclosing import FEWEST
from kmsite.culture.disclosure.results import Line
from kmsite.culture.models import Fact, Item, Round
from kmsite.pages.reach import PUBLIC, SIGNED_IN

LATELY = timedelta(days=90)
Kind = Fact.Kind
BESIDE: Mapping[int, str] = {1: Kind.WRITTEN_TOGETHER, 8: Kind.CITED_OTHERS, 11: Kind.ASKED}
"""Beside which statement (place) a fact stands: "I know", "not invented here", "admitting I don't know"."""

# Of a community: what it looks after. Of the organisation: what everybody reads who is signed in. What is
# cited is so in both: a figure tells nobody of links that they do not see.
_PAGES = """
    SELECT p.id, p.kind FROM pages_page p
    WHERE p.trashed_at IS NULL AND p.merged_into_id IS NULL AND p.archived_at IS NULL
    AND p.kind IN ('article', 'term')
    AND CASE WHEN %(community)s::bigint IS NULL THEN p.reach = ANY(%(shared)s)
        ELSE EXISTS (
            SELECT FROM stewardship_stewardship s WHERE s.page_id = p.id AND s.community_id = %(community)s
        ) END
"""
_TOGETHER = f"""
WITH pages AS ({_PAGES}),
written AS (
    SELECT p.id, r.by_id FROM pages p JOIN pages_revision r ON r.page_id = p.id
    WHERE p.kind = 'article' AND r.by_id IS NOT NULL GROUP BY p.id, r.by_id
),
counted AS (SELECT id, count(*) AS authors FROM written GROUP BY id)
SELECT count(*) FILTER (WHERE authors > 1), count(*), (SELECT count(DISTINCT by_id) FROM written) FROM counted
"""  # noqa: S608 - joins constants
_CITED = f"""
WITH pages AS ({_PAGES}),
cited AS (
    SELECT DISTINCT l.source_id, l.target_id FROM pages_link l JOIN pages p ON p.id = l.source_id
    JOIN pages_page t ON t.id = l.target_id AND t.trashed_at IS NULL AND t.merged_into_id IS NULL
        AND t.reach = ANY(%(shared)s)
    JOIN stewardship_stewardship theirs ON theirs.page_id = t.id AND theirs.community_id IS NOT NULL
    WHERE NOT EXISTS (
        SELECT FROM stewardship_stewardship ours JOIN stewardship_stewardship same
            ON same.community_id = ours.community_id
        WHERE ours.page_id = l.source_id AND same.page_id = t.id
    ) AND EXISTS (
        SELECT FROM stewardship_stewardship ours
        WHERE ours.page_id = l.source_id AND ours.community_id IS NOT NULL
    )
)
SELECT count(DISTINCT target_id), (SELECT count(*) FROM pages),
    (SELECT count(DISTINCT r.by_id) FROM cited c JOIN pages_revision r ON r.page_id = c.source_id)
FROM cited
"""  # noqa: S608
_ASKED = """
WITH people AS (
    SELECT u.id FROM accounts_user u WHERE u.is_active AND (%(community)s::bigint IS NULL OR EXISTS (
        SELECT FROM communities_membership m
        WHERE m.user_id = u.id AND m.community_id = %(community)s AND m.left_at IS NULL
    ))
),
asked AS (
    SELECT DISTINCT d.asker_id FROM communities_discussion d JOIN pages_page p ON p.id = d.page_id
    JOIN people ON people.id = d.asker_id
    WHERE d.sort = 'question' AND p.created_at >= %(since)s AND p.trashed_at IS NULL
    AND CASE WHEN %(community)s::bigint IS NULL THEN p.reach = ANY(%(shared)s)
        ELSE p.parent_id = %(community)s END
)
SELECT (SELECT count(*) FROM asked), (SELECT count(*) FROM people), (SELECT count(*) FROM asked)
"""
_QUESTIONS: Mapping[str, str] = {
    Kind.WRITTEN_TOGETHER: _TOGETHER,
    Kind.CITED_OTHERS: _CITED,
    Kind.ASKED: _ASKED,
}


def facts_of(community: Community | None) -> list[Fact]:
    """Return the facts of `community`, or of the organisation, as they are today; not saved, without a round.

    Where fewer than FEWEST people are behind one it has no figures.
    """
    about = {
        "community": community and community.pk,
        "shared": [PUBLIC, SIGNED_IN],
        "since": timezone.now() - LATELY,
    }
    return [_fact(kind, sql, about) for kind, sql in _QUESTIONS.items()]


def _fact(kind: str, sql: str, about: Mapping[str, Any]) -> Fact:
    with connection.cursor() as cursor:
        cursor.execute(sql, about)
        count, of, people = cursor.fetchone()
    return Fact(kind=kind, count=count, of=of) if people >= FEWEST else Fact(kind=kind)


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact in words, and the statement beside which it stands."""

    item: Item
    sentence: str


def beside(round: Round, lines: Sequence[Line], user: Any) -> list[Beside] | None:
    """Return the facts of `round` that have figures, in the order of the statements; None without any."""
    facts = {fact.kind: fact for fact in Fact.objects.filter(round=round).exclude(count=None)}
    items = {line.item.place: line.item for line in lines}
    told = [(place, facts[kind]) for place, kind in BESIDE.items() if kind in facts and place in items]
    return [Beside(items[place], _in_words(fact, round)) for place, fact in told] or None


def _in_words(fact: Fact, round: Round) -> str:
    figures = {"count": fact.count, "of": fact.of}
    if fact.kind == Kind.WRITTEN_TOGETHER:
        return _("%(count)s of %(of)s articles were written by two or more people.") % figures
    if fact.kind == Kind.CITED_OTHERS:
        return _("%(count)s articles and terms that other communities look after are linked to.") % figures
    if round.community_id:
        return _("%(count)s of %(of)s members asked a question here in the three months before.") % figures
    return _("%(count)s of %(of)s people asked a public question in the three months before.") % figures
