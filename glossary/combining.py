"""Two entries as one: what a term says after another went on as it."""

from __future__ import annotations

from dataclasses import replace

from glossary.checking import claim_key
from glossary.entry import Entry, NameEntry
from glossary.models import Term


def combined(into: Term, entry: Entry, term: Term, other: Entry) -> Entry:
    """Return `entry` of the term `into` with the names, definitions, notes and relations of `other`.

    The preferred name of `term` becomes an admitted one; its definitions stand beside the house definition.
    """
    names = {into.title: None} | {name.text: name for name in entry.names}
    keys = {claim_key(text) for text in names}
    own = NameEntry(term.title, "admitted", other.case, other.autolink)
    for name in (own, *other.names):
        if name.text not in names and not (name.kind == "variant" and claim_key(name.text) in keys):
            names[name.text] = name
    names.pop(into.title)
    has_house = entry.house is not None
    said = {(one.kind, one.term) for one in entry.relations}
    return replace(
        entry,
        names=tuple(names.values()),
        definitions=entry.definitions
        + tuple(replace(one, is_house=one.is_house and not has_house) for one in other.definitions),
        notes=entry.notes + other.notes,
        relations=tuple(one for one in entry.relations if one.term != term.pk)
        + tuple(one for one in other.relations if one.term != into.pk and (one.kind, one.term) not in said),
        replaced_by=None if entry.replaced_by == term.pk else entry.replaced_by,
        is_contested=entry.is_contested or other.is_contested,
    )
