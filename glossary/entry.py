"""The entry: everything that a revision of a term holds beside its name, its gloss and its longer text.

An `Entry` is plain values, so that citing, sharing, comparing and exporting one needs no database.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self

CHARACTERS_OF_AN_ID = 8


def new_id() -> str:
    """Return the id of a new definition, note or relation: it stays the same through all versions."""
    return secrets.token_hex(CHARACTERS_OF_AN_ID // 2)


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name besides the preferred one: its text, a `Name.Kind`, its case rule and how it links."""

    text: str
    kind: str = "admitted"
    case: str = "any"
    autolink: str = "auto"

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> Self:
        return cls(item["id"], *(item[name] for name in ("kind", "case", "autolink")))

    def item(self) -> dict[str, Any]:
        return {"id": self.text, "kind": self.kind, "case": self.case, "autolink": self.autolink}


@dataclass(frozen=True, slots=True)
class DefinitionEntry:
    """A definition in Markdown. `source` and `via` are ids of sources, `since` and `until` years."""

    text: str
    id: str = ""
    is_house: bool = False
    reason: str = ""
    source: int | None = None
    fidelity: str = ""
    locator: str = ""
    via: int | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note in Markdown; `kind` is a `Note.Kind`."""

    text: str
    kind: str = "scope"
    id: str = ""
    source: int | None = None


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A relation to the term with the page id `term`; `kind` is a key of `relating.KINDS`."""

    kind: str
    term: int
    id: str = ""
    stance: str = "asserted"
    source: int | None = None
    note: str = ""


PARTS = {
    "names": NameEntry,
    "definitions": DefinitionEntry,
    "notes": NoteEntry,
    "relations": RelationEntry,
}
DERIVED = ("sources", "_titles", "_domain")
"""What `recording.completed` adds by value for readers of an old version: sources (by id, their columns),
titles of other terms (by id), the name of the domain."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry; `domain` is the id of one, `replaced_by` that of a term, `steward` that of a person."""

    names: tuple[NameEntry, ...] = ()
    definitions: tuple[DefinitionEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    relations: tuple[RelationEntry, ...] = ()
    domain: int | None = None
    status: str = "draft"
    replaced_by: int | None = None
    is_contested: bool = False
    steward: int | None = None
    review_due: date | None = None
    is_shareable: bool = False
    case: str = "any"
    autolink: str = "auto"
    told: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Read what `structure` wrote, from a revision's structure or a draft's entry."""
        lists = {
            name: tuple(_read(kind, item) for item in said.get(name, ())) for name, kind in PARTS.items()
        }
        fields = {name: said[name] for name in FIELDS if name in said}
        if fields.get("review_due"):
            fields["review_due"] = date.fromisoformat(fields["review_due"])
        return cls(**lists, **fields, told={name: said[name] for name in DERIVED if name in said})

    def structure(self) -> dict[str, Any]:
        """Return this entry as plain JSON, as a revision keeps it."""
        said: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        said["review_due"] = self.review_due.isoformat() if self.review_due else None
        for name in PARTS:
            said[name] = [_written(part) for part in getattr(self, name)]
        return said | dict(self.told)

    @property
    def house(self) -> DefinitionEntry | None:
        """Return the house definition."""
        return next((one for one in self.definitions if one.is_house), None)

    def names_of(self, *kinds: str) -> list[str]:
        """Return the names of these kinds, in the order of the entry."""
        return [name.text for name in self.names if name.kind in kinds]

    def source(self, id: int | None) -> dict[str, Any] | None:
        """Return the columns of a source as it was when this was saved; None for none."""
        return self.told.get("sources", {}).get(str(id)) if id else None

    def title(self, id: int) -> str:
        """Return what another term was called when this was saved; empty where that is not told."""
        return self.told.get("_titles", {}).get(str(id), "")

    def sources_used(self) -> set[int]:
        """Return the ids of all sources that definitions, notes and relations name."""
        parts = [*self.definitions, *self.notes, *self.relations]
        named = {part.source for part in parts} | {one.via for one in self.definitions}
        return named - {None}

    def with_ids(self) -> Self:
        """Return this entry with an id for everything that has none yet."""
        lists = {
            name: tuple(part if part.id else replace(part, id=new_id()) for part in getattr(self, name))
            for name in PARTS
            if name != "names"
        }
        return replace(self, **lists)


FIELDS = (
    "domain",
    "status",
    "replaced_by",
    "is_contested",
    "steward",
    "review_due",
    "is_shareable",
    "case",
    "autolink",
)


def _read(kind: type, item: Mapping[str, Any]) -> Any:
    return kind.of(item) if kind is NameEntry else kind(**item)


def _written(part: Any) -> dict[str, Any]:
    return part.item() if isinstance(part, NameEntry) else asdict(part)


def ids_of(parts: Iterable[Any]) -> list[str]:
    """Return the ids of definitions, notes or relations."""
    return [part.id for part in parts]
