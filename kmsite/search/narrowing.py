"""What a choice means: the words in an address as conditions on search entries, each a bit of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from kmsite.pages.reach import readable_reaches
from kmsite.search.choosing import SINCE, Choice

NOBODY = 0
"""An id that no row has: what a choice means that the reader cannot have seen."""

# A page or a person that the reader may not see is as one that does not exist.
_MEANT = """
SELECT 'tag', t.slug, now.id, now.slug
FROM pages_tag t JOIN pages_tag now ON now.id = coalesce(t.merged_into_id, t.id) WHERE t.slug = ANY(%(tags)s)
UNION ALL
SELECT CASE kind WHEN 'article' THEN 'section' ELSE kind END, slug, id, title FROM pages_page
WHERE (kind, slug) IN (('article', %(section)s), ('community', %(community)s))
    AND reach = ANY(%(reaches)s) AND trashed_at IS NULL AND merged_into_id IS NULL
UNION ALL
SELECT 'person', username, id, coalesce(nullif(name, ''), username) FROM accounts_user
WHERE username = %(person)s AND is_active AND (%(is_known)s OR EXISTS (
    SELECT FROM pages_revision r JOIN pages_page p ON p.id = r.page_id
    WHERE r.by_id = accounts_user.id AND p.reach = ANY(%(reaches)s)
        AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
))
"""

FACETS = {"kind": 1, "section": 2, "community": 4, "person": 8, "status": 16, "language": 32, "since": 64}
"""A bit for each facet but that of tags: a page must carry all tags that are chosen, so that one is never
lifted."""
_FAILS: Mapping[str, str] = {
    "kind": "NOT e.kind = ANY(%(chosen_kind)s)",
    "section": "e.section IS DISTINCT FROM %(chosen_section)s",
    "community": "NOT e.communities @> ARRAY[%(chosen_community)s]::bigint[]",
    "person": "NOT e.people @> ARRAY[%(chosen_person)s]::bigint[]",
    "status": "e.status <> %(chosen_status)s",
    "language": "e.language <> %(chosen_language)s",
    "since": "e.changed_at < now() - %(chosen_since)s * interval '1 day'",
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The SQL of a choice about an entry `e`, with its parameters, and what the chosen values are called.

    `failing` gives the sum of the bits of all facets whose chosen value the entry has not; `always` holds for
    every hit, whatever facet is lifted. `asked_as` says by which address a tag of today was asked for.
    """

    failing: str = "0"
    always: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    asked_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_lifted(self) -> bool:
        """Whether hits are met that one facet refuses."""
        return self.failing != "0"

    @property
    def lifted(self) -> str:
        """The condition of an entry that at most one facet refuses, from its column `failing`."""
        return "TRUE" if not self.is_lifted else f"failing IN (0, {', '.join(map(str, FACETS.values()))})"


def narrowing(reader: Any, choice: Choice) -> Narrowing:
    """Return what `choice` means for `reader`; one statement where something must be looked up, else none."""
    named = {name: getattr(choice, name) for name in ("section", "community", "person")}
    meant = _meant(reader, choice, named) if choice.tags or any(named.values()) else {}
    chosen: dict[str, Any] = {
        "kind": list(choice.kinds),
        "status": choice.status,
        "language": choice.language,
        "since": SINCE.get(choice.since),
        **{name: meant.get((name, said), (NOBODY, ""))[0] if said else None for name, said in named.items()},
    }
    taken = {name: value for name, value in chosen.items() if value not in (None, "", [])}
    bits = [f"CASE WHEN {_FAILS[name]} THEN {FACETS[name]} ELSE 0 END" for name in taken]
    tags = [meant.get(("tag", tag), (NOBODY, ""))[0] for tag in choice.tags]
    shelf = "" if choice.in_archive else "AND NOT e.is_archived"
    return Narrowing(
        failing=" + ".join(bits) or "0",
        always=f"{shelf} AND e.tags @> %(chosen_tags)s::bigint[]" if tags else shelf,
        parameters={f"chosen_{name}": value for name, value in taken.items()} | {"chosen_tags": tags},
        labels={key: label for key, (_id, label) in meant.items() if key[0] != "tag"},
        asked_as={now: said for (facet, said), (_id, now) in meant.items() if facet == "tag"},
    )


def _meant(reader: Any, choice: Choice, named: Mapping[str, str]) -> dict[tuple[str, str], tuple[int, str]]:
    """Return id and label of what the address names, by facet and word."""
    asked = {**named, "tags": list(choice.tags), "reaches": readable_reaches(reader)}
    asked["is_known"] = reader.is_authenticated  # strangers know of who wrote what they may read
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, asked)
        return {(facet, said): (id, label) for facet, said, id, label in cursor.fetchall()}
