"""A source as a line that people read, with what is missing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from glossary.entry import Entry
from glossary.models import Source
from glossary.sourcing import missing

DOI = "https://doi.org/"


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in words: who, what, where it was published, when; `missing` names what is not known."""

    kind: str
    by: str
    title: str
    container: str
    when: str
    url: str
    year: int | None = None
    quoted_in: int | None = None
    missing: list[str] = field(default_factory=list)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing of it is known that could be shown."""
        return not (self.by or self.title or self.container)


def source_of(entry: Entry, id: int | None) -> SourceView | None:
    """Return the source `id` as `entry` keeps it by value; None for none."""
    said = entry.source(id)
    return seen(said) if said else None


def seen(said: Mapping[str, Any]) -> SourceView:
    """Return a source, given by its columns, in words."""
    return SourceView(
        kind=str(Source.Kind(said["kind"]).label),
        by=_by(said),
        title=said["title"],
        container=", ".join(part for part in (said["container"], said["publisher"]) if part),
        when=str(said["date_text"] or said["year"] or ""),
        url=f"{DOI}{said['doi']}" if said["doi"] else said["url"],
        year=said["year"],
        quoted_in=said["quoted_in"],
        missing=missing(said),
    )


def _by(said: Mapping[str, Any]) -> str:
    if said["kind"] == Source.Kind.PERSON:
        return ", ".join(part for part in (said["authors"], said["role"], said["organisation"]) if part)
    return said["authors"] or said["organisation"]
