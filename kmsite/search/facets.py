"""Facets: by what the answers can be chosen further, and how many pages each choice would leave."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kmsite.pages import kinds
from kmsite.pages.index.languages import named
from kmsite.pages.models import Page
from kmsite.search.answers import Facet, Value
from kmsite.search.choosing import SINCE, Choice
from kmsite.search.narrowing import FACETS, Narrowing

MOST_VALUES = 12
Counts = Sequence[tuple[str, str, str | None, str | None, int]]
"""Rows (facet, key, label, kind, number of pages)."""

LABELS = {
    "kind": _("Kind"),
    "tag": _("Tag"),
    "section": _("Section"),
    "community": _("Community"),
    "person": _("Person"),
    "status": _("Status"),
    "language": _("Language"),
    "since": _("Changed"),
}
TIMES = {
    "day": _("in the last 24 hours"),
    "week": _("in the last 7 days"),
    "month": _("in the last month"),
    "year": _("in the last year"),
}

# Of each facet the most frequent values, the chosen ones first, among the hits that nothing but this facet
# refuses. What the reader may not see and who has no account is no value, although it is a fact of an entry.
# Nor is a section of which nothing but its own page answers: every page at the top would be one.
_LIVE = "p.reach = ANY(%(reaches)s) AND p.trashed_at IS NULL AND p.merged_into_id IS NULL"
FACETS_OF_HITS = f"""
fact AS MATERIALIZED (
    SELECT c.failing, e.page_id, e.kind, e.tags, e.section, e.communities, e.people, e.status, e.language,
        e.changed_at
    FROM hit c CROSS JOIN LATERAL (
        SELECT * FROM pages_searchentry WHERE ctid = c.spot OFFSET 0
    ) AS e
),
facet (facet, key, label, kind, count) AS (
    SELECT 'kind', f.kind, NULL, NULL, count(*) FROM fact f
    WHERE f.failing IN (0, {FACETS["kind"]}) GROUP BY f.kind
    UNION ALL
    (SELECT 'tag', t.slug, t.name, NULL, m.count FROM (
        SELECT unnest(f.tags) AS id, count(*) AS count FROM fact f WHERE f.failing = 0 GROUP BY 1
    ) AS m JOIN pages_tag t ON t.id = m.id
    ORDER BY t.id = ANY(%(chosen_tags)s) DESC, m.count DESC, t.slug LIMIT {MOST_VALUES})
    UNION ALL
    (SELECT 'section', p.slug, p.title, NULL, m.count FROM (
        SELECT f.section AS id, count(*) AS count FROM fact f
        WHERE f.failing IN (0, {FACETS["section"]}) GROUP BY 1 HAVING bool_or(f.page_id <> f.section)
    ) AS m JOIN pages_page p ON p.id = m.id AND {_LIVE}
    ORDER BY p.slug = %(section)s DESC, m.count DESC, p.slug LIMIT {MOST_VALUES})
    UNION ALL
    (SELECT 'community', p.slug, p.title, NULL, m.count FROM (
        SELECT unnest(f.communities) AS id, count(*) AS count FROM fact f
        WHERE f.failing IN (0, {FACETS["community"]}) GROUP BY 1
    ) AS m JOIN pages_page p ON p.id = m.id AND {_LIVE}
    ORDER BY p.slug = %(community)s DESC, m.count DESC, p.slug LIMIT {MOST_VALUES})
    UNION ALL
    (SELECT 'person', u.username, coalesce(nullif(u.name, ''), u.username), NULL, m.count FROM (
        SELECT unnest(f.people) AS id, count(*) AS count FROM fact f
        WHERE f.failing IN (0, {FACETS["person"]}) GROUP BY 1
    ) AS m JOIN accounts_user u ON u.id = m.id AND u.is_active
    ORDER BY u.username = %(person)s DESC, m.count DESC, u.username LIMIT {MOST_VALUES})
    UNION ALL
    SELECT 'status', f.status, NULL, min(f.kind), count(*) FROM fact f
    WHERE f.failing IN (0, {FACETS["status"]}) AND f.status <> '' GROUP BY f.status
    UNION ALL
    SELECT 'language', f.language, NULL, NULL, count(*) FROM fact f
    WHERE f.failing IN (0, {FACETS["language"]}) GROUP BY f.language
    UNION ALL
    SELECT 'since', since.name, NULL, NULL, count(*)
    FROM fact f JOIN (VALUES {", ".join(f"('{name}', {days})" for name, days in SINCE.items())})
        AS since (name, days) ON f.changed_at >= now() - since.days * interval '1 day'
    WHERE f.failing IN (0, {FACETS["since"]}) GROUP BY since.name
)
"""  # noqa: S608 (constants)

NO_FACETS = "facet (facet, key, label, kind, count) AS (SELECT '', '', '', '', 0 WHERE false)"
"""What stands for `FACETS_OF_HITS` where nobody chooses further."""


def facets(counts: Counts, total: int, choice: Choice, narrowing: Narrowing) -> tuple[Facet, ...]:
    """Return the facets that say something: not all of the `total` pages have the same, or one is chosen."""
    found = [_facet(name, counts, choice, narrowing) for name in LABELS]
    return tuple(one for one in found if one.chosen or any(value.count != total for value in one.values))


def _facet(name: str, counts: Counts, choice: Choice, narrowing: Narrowing) -> Facet:
    values = [
        Value(asked, _label(name, key, label, kind), count, choice.has(name, asked))
        for facet, key, label, kind, count in counts
        if facet == name
        for asked in [narrowing.asked_as.get(key, key) if name == "tag" else key]
    ]
    met = {value.key for value in values}
    values += [
        Value(key, narrowing.labels.get((name, key), key), 0, is_chosen=True)
        for key in chosen(choice, name)
        if key not in met
    ]
    return Facet(name, str(LABELS[name]), tuple(sorted(values, key=_order(name))[:MOST_VALUES]))


def chosen(choice: Choice, facet: str) -> tuple[str, ...]:
    """Return the values of a facet that are chosen."""
    if facet in ("kind", "tag"):
        return choice.kinds if facet == "kind" else choice.tags
    return (getattr(choice, facet),) if getattr(choice, facet) else ()


def _label(facet: str, key: str, label: str | None, kind: str | None) -> str:
    if label:
        return label
    if facet == "kind":
        return str(Page.Kind(key).label)
    if facet == "status":
        return str(kinds.of(kind or "").called(key))
    return str(TIMES[key]) if facet == "since" else named(key).label


def _order(facet: str):
    """Return the order of the values of a facet: times as they widen, all else by number of pages."""
    if facet == "since":
        return lambda value: list(SINCE).index(value.key)
    return lambda value: (not value.is_chosen, -value.count, value.label.casefold())
