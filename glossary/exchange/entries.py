"""What a file says of a term as an entry of this site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from glossary.exchange.portable import Said

Find = Callable[[Any], int | None]


def entry_of(said: Said, *, term: Find, source: Find, domain: Find, person: Find) -> Entry:
    """Return `said` as an entry; the callables give the numbers of this site for what it names."""
    return Entry(
        names=tuple(NameEntry.of(name) for name in said["names"]),
        definitions=tuple(
            DefinitionEntry(**one | {"source": source(one["source"]), "via": source(one["via"])})
            for one in said["definitions"]
        ),
        notes=tuple(NoteEntry(**note | {"source": source(note["source"])}) for note in said["notes"]),
        relations=tuple(
            RelationEntry(**one | {"term": number, "source": source(one["source"])})
            for one in said["relations"]
            if (number := term(one["term"]))
        ),
        domain=domain(said["domain"]) if said["domain"] else None,
        status=said["status"],
        replaced_by=term(said["replaced_by"]) if said["replaced_by"] else None,
        is_contested=said["is_contested"],
        steward=person(said["steward"]) if said["steward"] else None,
        review_due=date.fromisoformat(said["review_due"]) if said["review_due"] else None,
        is_shareable=said["is_shareable"],
        case=said["case"],
        autolink=said["autolink"],
    )
