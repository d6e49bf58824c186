"""An entry as people read it: what a term says today and what one of its versions said, in the same shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from glossary.entry import DefinitionEntry, Entry, NoteEntry
from glossary.models import Definition, Note, Term
from glossary.presenting_relations import Group, Ref
from glossary.presenting_sources import SourceView, listed, source_of
from kmsite.pages.models import Name

_QUIET = (Note.Kind.SCOPE, Note.Kind.USAGE, Note.Kind.EXAMPLE, Note.Kind.HISTORY)
_LOUD = (Note.Kind.NOT, Note.Kind.CRITIQUE, Note.Kind.QUESTION)
NOTES_IN_ORDER = (*_LOUD[:1], *_QUIET, *_LOUD[1:])
"""Kinds of notes as a page shows them; those for editors are in none."""


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A definition with where it comes from; `year` is where it stands in time, `period` says it in words."""

    id: str
    html: SafeString
    is_house: bool
    reason: str
    fidelity: str
    locator: str
    source: SourceView | None
    via: SourceView | None
    year: int | None
    period: str

    @property
    def anchor(self) -> str:
        """The id that it has on its page."""
        return f"d-{self.id}"


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note with its source."""

    id: str
    html: SafeString
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one kind."""

    kind: str
    label: str | Promise
    notes: list[NoteView]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term, or one of its versions, as a template shows it."""

    title: str
    gloss: str
    status: str
    status_label: str
    is_contested: bool
    acronyms: list[str]
    also: list[str]
    variants: list[str]
    deprecated: list[str]
    house: DefinitionView | None
    others: list[DefinitionView]
    notes: list[Notes]
    body: SafeString
    domain: Ref | None = None
    steward: Ref | None = None
    replacement: Ref | None = None
    review_due: date | None = None
    is_overdue: bool = False
    relations: list[Group] = field(default_factory=list)
    comparable: list[Ref] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_other_names(self) -> bool:
        return bool(self.also or self.variants or self.deprecated)

    @property
    def definitions(self) -> list[DefinitionView]:
        """All definitions, ours first."""
        return [one for one in (self.house, *self.others) if one]

    @property
    def sources(self) -> list[SourceView]:
        """All sources that the page cites, each once."""
        cited = [source for one in self.definitions for source in (one.source, one.via)]
        cited += [note.source for kind in self.notes for note in kind.notes]
        return listed(cited + [one.source for group in self.relations for one in group.relations])

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The parts of the page that can be jumped to: id and label."""
        told = [
            ("definition", _("Definition"), True),
            ("definitions", _("Other definitions"), self.others),
            ("notes", _("Notes"), self.notes),
            ("relations", _("Relations"), self.relations),
            ("text", _("More about it"), self.body),
            ("sources", _("Sources"), self.sources),
        ]
        return [(id, label) for id, label, is_there in told if is_there]


def present(
    entry: Entry, *, title: str, gloss: str, html: Mapping[str, str], body: str, **around: Any
) -> TermView:
    """Return what a page shows of `entry`; `html` holds finished HTML by the id of a definition or a note.

    `around` are the fields of a `TermView` that an entry alone does not tell: domain, steward, relations …
    """
    definitions = [_definition(one, entry, html) for one in entry.definitions]
    return TermView(
        title=title,
        gloss=gloss,
        status=entry.status,
        status_label=str(Term.Status(entry.status).label),
        is_contested=entry.is_contested,
        acronyms=entry.names_of(Name.Kind.ACRONYM),
        also=entry.names_of(Name.Kind.ADMITTED),
        variants=entry.names_of(Name.Kind.VARIANT),
        deprecated=entry.names_of(Name.Kind.DEPRECATED),
        house=next((one for one in definitions if one.is_house), None),
        others=_in_time(one for one in definitions if not one.is_house),
        notes=list(_notes(entry, html)),
        body=_safe(body),
        review_due=entry.review_due,
        **around,
    )


def _definition(one: DefinitionEntry, entry: Entry, html: Mapping[str, str]) -> DefinitionView:
    source = source_of(entry, one.source)
    return DefinitionView(
        id=one.id,
        html=_safe(html.get(one.id, "")),
        is_house=one.is_house,
        reason=one.reason,
        fidelity=str(Definition.Fidelity(one.fidelity).label) if one.fidelity else "",
        locator=one.locator,
        source=source,
        via=source_of(entry, one.via) or source_of(entry, source.quoted_in if source else None),
        year=one.since or one.until or (source.year if source else None),
        period=_period(one.since, one.until),
    )


def _period(since: int | None, until: int | None) -> str:
    if since and until:
        return f"{since}\u2013{until}" if since != until else str(since)
    if since:
        return _("since %(year)s") % {"year": since}
    return _("until %(year)s") % {"year": until} if until else ""


def _in_time(definitions: Iterable[DefinitionView]) -> list[DefinitionView]:
    """Return definitions by year; those without one come last, in the order of the entry."""
    return sorted(definitions, key=lambda one: (one.year is None, one.year or 0))


def _notes(entry: Entry, html: Mapping[str, str]) -> Iterable[Notes]:
    for kind in NOTES_IN_ORDER:
        notes = [_note(note, entry, html) for note in entry.notes if note.kind == kind]
        if notes:
            yield Notes(kind.value, kind.label, notes)


def _note(note: NoteEntry, entry: Entry, html: Mapping[str, str]) -> NoteView:
    return NoteView(note.id, _safe(html.get(note.id, "")), source_of(entry, note.source))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - sanitised when it was rendered
