"""A term as the form of a proposal has it, and the entry that is put together from what was filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from glossary.checking import is_linkable
from glossary.drafting import NOT_KNOWN, entry_of
from glossary.entry import DefinitionEntry, Entry, NameEntry, RelationEntry, new_id
from glossary.models import Term
from kmsite.pages.saving.drafts import EMPTY, Draft

NAME = re.compile(r"entry_name_(\d{1,2})_text\Z")
HOUSE, FURTHER = "house", "further"
WORDED = ("text", "reason", "fidelity", "locator")
"""What the form has of a definition besides its sources."""
OF_SOURCE = ("kind", "title", "authors", "year", "url")
"""What the form has of a source that is not known yet."""
LABELS: dict[str, str | Promise] = {
    "entry_house_text": _("House definition"),
    "entry_house_reason": _("Why this one"),
    "entry_house_source_title": _("Title of its source"),
    "entry_further_text": _("Further definition"),
    "entry_further_source_title": _("Title of its source"),
    "entry_relation_note": _("Note on the relation"),
}
NUMBER = {HOUSE: -1, FURTHER: -2}
"""The id of the new source of each definition, until it is a record."""


def label(field: str) -> str | Promise:
    """Return what a field of the form is called in a list of everything that was typed."""
    return _("Other name") if NAME.match(field) else LABELS.get(field, field)


def fields_of(draft: Draft, base: Draft) -> dict[str, Any]:
    """Return the form's fields for `draft`, which started from `base`: the same one where nothing changed."""
    entry, old = entry_of(draft), entry_of(base)
    fields: dict[str, Any] = {"title": draft.title, "lede": draft.lede, "body": draft.body}
    for number, name in enumerate(entry.names):
        fields |= {f"entry_name_{number}_text": name.text, f"entry_name_{number}_kind": name.kind}
    fields["entry_domain"] = str(entry.domain or "")
    fields |= _definition_fields(HOUSE, entry.house, entry)
    fields |= _definition_fields(FURTHER, _added(entry.definitions, old.definitions), entry)
    if added := _added(entry.relations, old.relations):
        fields |= {
            "entry_relation_kind": added.kind,
            "entry_relation_term": entry.title(added.term),
            "entry_relation_note": added.note,
        }
    return fields


def assembled(said: Mapping[str, Any], base: Draft, relation: Term | None) -> Draft:
    """Return the draft that `said`, the cleaned fields of the form, makes of `base`; nothing is checked yet.

    `relation` is the term that the relation leads to.
    """
    old = entry_of(base) if base != EMPTY else Entry(autolink=_rule(said["title"]))
    definitions, sources = _definitions(said, old)
    relations = old.relations
    if relation:
        kind, note = said["entry_relation_kind"], said["entry_relation_note"]
        relations += (RelationEntry(kind, relation.pk, new_id(), note=note),)
    entry = replace(
        old,
        names=tuple(_names(said, old)),
        domain=int(said["entry_domain"]) if said["entry_domain"] else None,
        definitions=definitions,
        relations=relations,
        told={**old.told, "sources": {**old.told.get("sources", {}), **sources}},
    )
    return EMPTY.changed(
        title=said["title"], lede=said["lede"], tags=base.tags, body=said["body"], entry=entry.structure()
    )


def _names(said: Mapping[str, Any], old: Entry) -> Iterable[NameEntry]:
    kept = {name.text: name for name in old.names}
    for field, text in said.items():
        if text and (match := NAME.match(field)):
            kind = said[f"entry_name_{match[1]}_kind"]
            name = kept.get(text) or NameEntry(text, autolink=_rule(text))
            yield replace(name, kind=kind)


def _rule(name: str) -> str:
    """Return how a new name links: what is too short for texts to be linked by it is linked where asked."""
    return "auto" if is_linkable(name) else "manual"


def _definitions(said: Mapping[str, Any], old: Entry) -> tuple[tuple[DefinitionEntry, ...], dict[str, Any]]:
    """Return the definitions, the house definition changed and a further one added, and the new sources."""
    house, house_source = _definition(said, HOUSE, old.house or DefinitionEntry("", new_id(), is_house=True))
    further, further_source = _definition(said, FURTHER, DefinitionEntry("", new_id()))
    definitions = [house if one.is_house else one for one in old.definitions]
    if old.house is None:
        definitions.insert(0, house)
    kept = [one for one in [*definitions, further] if one.text.strip()]
    return tuple(kept), house_source | further_source


def _definition(
    said: Mapping[str, Any], which: str, old: DefinitionEntry
) -> tuple[DefinitionEntry, dict[str, Any]]:
    of = {name: said.get(f"entry_{which}_{name}", "") for name in (*WORDED, "source", "via")}
    source = {name: said.get(f"entry_{which}_source_{name}") for name in OF_SOURCE}
    is_new = not of["source"] and any(source[name] for name in OF_SOURCE if name != "kind")
    number = NUMBER[which] if is_new else int(of.pop("source") or 0) or None
    via = int(of.pop("via") or 0) or None
    of.pop("source", None)
    sources = {str(number): {**NOT_KNOWN, **source}} if is_new else {}
    return replace(old, **of, source=number, via=via), sources


def _definition_fields(which: str, one: DefinitionEntry | None, entry: Entry) -> dict[str, Any]:
    if one is None:
        return {}
    fields = {f"entry_{which}_{name}": getattr(one, name) for name in WORDED}
    fields[f"entry_{which}_via"] = str(one.via or "")
    if one.source and one.source < 0:
        new = entry.source(one.source) or {}
        fields |= {f"entry_{which}_source_{name}": new.get(name) for name in OF_SOURCE}
    else:
        fields[f"entry_{which}_source"] = str(one.source or "")
    return fields


def _added(now: Iterable[Any], before: Iterable[Any]) -> Any:
    """Return the one item that was added, other than a house definition; None where none was."""
    ids = {one.id for one in before}
    return next((one for one in now if one.id not in ids and not getattr(one, "is_house", False)), None)
