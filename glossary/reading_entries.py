"""An entry as text, part by part, as people compare it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from glossary.entry import DefinitionEntry, Entry, NoteEntry, RelationEntry
from glossary.models import Definition, Note, Relation, Term
from glossary.relating import KINDS
from kmsite.pages.models import Name

Part = tuple[str, tuple[str | Promise, str]]


def readable(entry: Entry) -> dict[str, tuple[str | Promise, str]]:
    """Return by id each part of `entry` with its label and its text; those for editors are left out."""
    return dict(_parts(entry))


def source_line(source: dict[str, Any] | None) -> str:
    """Return a source, as an entry keeps it by value, in one line; empty for none."""
    if not source:
        return ""
    named = ", ".join(part for part in (source["authors"] or source["organisation"], source["title"]) if part)
    when = str(source["year"] or source["date_text"] or "")
    return f"{named} ({when})" if named and when else named or when or _("unknown source")


def _parts(entry: Entry) -> Iterator[Part]:
    yield "status", (_("Status"), str(Term.Status(entry.status).label))
    yield "domain", (_("Domain"), entry.told.get("_domain", ""))
    yield "is_contested", (_("Contested"), _("yes") if entry.is_contested else "")
    yield "names", (_("Names"), "\n".join(_name(name) for name in entry.names))
    for number, definition in enumerate(entry.definitions, 1):
        yield definition.id, (_("Definition %d") % number, _definition(definition, entry))
    for note in entry.notes:
        if note.kind != Note.Kind.EDITOR:
            yield note.id, (_("Note"), _note(note, entry))
    yield "relations", (_("Relations"), "\n".join(_relation(one, entry) for one in entry.relations))
    yield "review_due", (_("Review due"), entry.review_due.isoformat() if entry.review_due else "")
    yield "replaced_by", (_("Replaced by"), entry.title(entry.replaced_by) if entry.replaced_by else "")


def _name(name: Any) -> str:
    return f"{name.text} ({Name.Kind(name.kind).label}, {Name.Autolink(name.autolink).label})"


def _definition(one: DefinitionEntry, entry: Entry) -> str:
    lines = [one.text]
    if one.is_house:
        lines.append(_("House definition: %s") % one.reason if one.reason else _("House definition"))
    if one.fidelity:
        lines.append(str(Definition.Fidelity(one.fidelity).label))
    for label, source in ((_("Source"), one.source), (_("Quoted via"), one.via)):
        if line := source_line(entry.source(source)):
            lines.append(
                f"{label}: {line}{f', {one.locator}' if one.locator and source == one.source else ''}"
            )
    if one.since or one.until:
        lines.append(f"{one.since or ''} - {one.until or ''}")
    return "\n".join(lines)


def _note(note: NoteEntry, entry: Entry) -> str:
    source = source_line(entry.source(note.source))
    return "\n".join(part for part in (f"{Note.Kind(note.kind).label}: {note.text}", source) if part)


def _relation(one: RelationEntry, entry: Entry) -> str:
    words = f"{KINDS[one.kind].wording} {entry.title(one.term)} ({Relation.Stance(one.stance).label})"
    parts = [words, source_line(entry.source(one.source)), one.note]
    return "; ".join(part for part in parts if part)
