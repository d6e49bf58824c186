"""A term as one document in Markdown: all that its entry says, as it was written."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from glossary.entry import Entry
from glossary.models import Term
from glossary.reading_entries import readable

_LISTS = frozenset({"names", "relations"})
"""Parts of which every line is one thing."""


def document(term: Term) -> str:
    """Return what `term`, fetched with its current revision, says: its entry, then its longer text.

    Notes for editors are left out, and so is what is said of terms that are no longer live. One statement.
    """
    parts = [f"# {term.title}", term.lede]
    for name, (label, text) in readable(_shown(term)).items():
        if text:
            parts += [f"## {label}", _listed(text) if name in _LISTS else text]
    if term.current.body:
        parts += [f"## {_('Longer text')}", term.current.body]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _shown(term: Term) -> Entry:
    entry = Entry.of(term.current.structure)
    named = {one.term for one in entry.relations} | {entry.replaced_by} - {None}
    live = {*Term.objects.live().filter(pk__in=named).values_list("pk", flat=True)}
    relations = tuple(one for one in entry.relations if one.term in live)
    return replace(
        entry, relations=relations, replaced_by=entry.replaced_by if entry.replaced_by in live else None
    )


def _listed(text: str) -> str:
    return "\n".join(f"- {line}" for line in text.splitlines())
