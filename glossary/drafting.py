"""A draft of a term: its entry, and the sources in it that are no records yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from glossary.entry import Entry
from glossary.models import Source
from glossary.recording import completed
from kmsite.pages.saving.drafts import Draft

NOT_KNOWN = {
    "kind": Source.Kind.UNKNOWN.value,
    "title": "",
    "authors": "",
    "organisation": "",
    "container": "",
    "year": None,
    "date_text": "",
    "url": "",
    "doi": "",
}
"""The columns of a source that is proposed; it has a negative id until it is a record."""


def entry_of(draft: Draft) -> Entry:
    """Return the entry of `draft`."""
    return Entry.of(draft.entry)


def told_by_value(entry: Entry, new: Mapping[str, Mapping[str, Any]]) -> Entry:
    """Return `entry` with what it refers to by value, the sources `new` (by negative id) among it.

    Raises TextRefused for a source or a domain that does not exist.
    """
    known = completed(replace(entry, definitions=tuple(_without_new(one) for one in entry.definitions)))
    used = {str(id) for id in entry.sources_used()}
    sources = {id: {**NOT_KNOWN, **fields} for id, fields in new.items() if id in used}
    told = {**known.told, "sources": {**known.told["sources"], **sources}}
    return replace(entry, relations=known.relations, replaced_by=known.replaced_by, told=told)


def _without_new(one: Any) -> Any:
    kept = {name: id if (id := getattr(one, name)) and id > 0 else None for name in ("source", "via")}
    return replace(one, **kept)
