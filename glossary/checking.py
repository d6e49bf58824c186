"""What an entry must be like to be kept, whoever wrote it: checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from glossary.entry import DefinitionEntry, Entry, NameEntry
from glossary.models import Definition, Note, Relation, Term
from glossary.models.term import LONGEST_GLOSS
from glossary.relating import KINDS
from kmsite.pages.models import Name
from kmsite.pages.saving.drafts import clean_body, clean_field, clean_title
from kmsite.text.folding import fold_strictly
from kmsite.text.names import name_key
from kmsite.text.refusal import TextRefused

OTHER_NAMES = {
    Name.Kind.ADMITTED.value,
    Name.Kind.ACRONYM.value,
    Name.Kind.VARIANT.value,
    Name.Kind.HIDDEN.value,
    Name.Kind.DEPRECATED.value,
}
LINKED_NAMES = {
    Name.Kind.TITLE.value,
    Name.Kind.ADMITTED.value,
    Name.Kind.ACRONYM.value,
    Name.Kind.VARIANT.value,
}
LINKED_STATES = {Term.Status.REVIEW.value, Term.Status.APPROVED.value}
MOST_NAMES, MOST_PARTS = 60, 100


def claim_key(name: str) -> str:
    """Return the form in which two names are one in the glossary: spelling, accents and hyphens aside."""
    return fold_strictly(name_key(name))


def is_linkable(name: str) -> bool:
    """Say whether texts may be linked by `name`: it is no single sign, and not digits only."""
    signs = [sign for sign in name if sign.isalnum()]
    if len(signs) == 1:
        return len(name) > 2  # C++ is a name, X is none
    return bool(signs) and not all(sign.isdigit() for sign in signs)


def cleaned(entry: Entry, *, title: str, gloss: str) -> Entry:
    """Return `entry` as it is kept, with ids. Raises TextRefused with everything that is wrong with it."""
    entry = replace(
        entry,
        names=tuple(_name(name) for name in entry.names),
        definitions=tuple(_definition(one) for one in entry.definitions),
        notes=tuple(replace(note, text=clean_body(note.text).rstrip("\n")) for note in entry.notes),
        relations=tuple(
            replace(one, note=clean_field(one.note, 300, _("The note"))) for one in entry.relations
        ),
    ).with_ids()
    refuse_faulty(entry, title=title, gloss=gloss)
    return entry


def refuse_faulty(entry: Entry, *, title: str, gloss: str) -> None:
    """Raise TextRefused with everything that is wrong with `entry`, however it came about."""
    if faults := list(_faults(entry, title, gloss)):
        raise TextRefused(" ".join(faults))


def _name(name: NameEntry) -> NameEntry:
    case = Name.Case.EXACT.value if name.kind == Name.Kind.ACRONYM else name.case
    return replace(name, text=clean_title(name.text), case=case)


def _definition(one: DefinitionEntry) -> DefinitionEntry:
    return replace(
        one,
        text=clean_body(one.text).rstrip("\n"),
        reason=clean_field(one.reason, 500, _("The reason")),
        locator=clean_field(one.locator, 100, _("Where in the source")),
    )


def _faults(entry: Entry, title: str, gloss: str) -> Iterator[str]:
    if len(gloss) > LONGEST_GLOSS:
        yield _("The gloss is longer than %d characters.") % LONGEST_GLOSS
    if any(len(getattr(entry, part)) > MOST_PARTS for part in ("definitions", "notes", "relations")):
        yield _("A term has at most %d definitions, notes and relations of each.") % MOST_PARTS
    yield from _faults_of_names(entry, title)
    yield from _faults_of_definitions(entry)
    if any(note.kind not in Note.Kind.values or not note.text for note in entry.notes):
        yield _("A note needs a kind and a text.")
    yield from _faults_of_relations(entry)
    yield from _faults_of_state(entry)


def _faults_of_names(entry: Entry, title: str) -> Iterator[str]:
    texts = [title, *(name.text for name in entry.names)]
    if len(texts) > MOST_NAMES:
        yield _("A term has at most %d names.") % MOST_NAMES
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        yield _("The name “%s” stands there twice.") % text
    for name in entry.names:
        if name.kind not in OTHER_NAMES or name.case not in Name.Case or name.autolink not in Name.Autolink:
            yield _("The name “%s” is of no known kind.") % name.text
        elif name.autolink == Name.Autolink.AUTO and name.kind in LINKED_NAMES and not is_linkable(name.text):
            yield _too_short(name.text)
    if entry.case not in Name.Case or entry.autolink not in Name.Autolink:
        yield _("The preferred name has an unknown rule.")
    elif entry.autolink == Name.Autolink.AUTO and not is_linkable(title):
        yield _too_short(title)


def _too_short(name: str) -> str:
    return (
        _("“%s” is too short to be linked by itself: texts are full of it. Let it link where asked.") % name
    )


def _faults_of_definitions(entry: Entry) -> Iterator[str]:
    definitions = entry.definitions
    if sum(one.is_house for one in definitions) > 1:
        yield _("A term has one house definition. Choose which.")
    if any(not one.text for one in definitions):
        yield _("A definition needs a text.")
    if any(one.fidelity and one.fidelity not in Definition.Fidelity.values for one in definitions):
        yield _("A definition is word for word, abridged, adapted or paraphrased.")
    if any(one.since and one.until and one.since > one.until for one in definitions):
        yield _("The period of a definition ends before it begins.")


def _faults_of_relations(entry: Entry) -> Iterator[str]:
    seen: set[tuple[Any, ...]] = set()
    for one in entry.relations:
        if one.kind not in KINDS or one.stance not in Relation.Stance.values:
            yield _("A relation is of no known kind.")
        if (one.kind, one.term) in seen:
            yield _("A relation stands there twice.")
        seen.add((one.kind, one.term))
    for term in {one.term for one in entry.relations}:
        if {("broader", term), ("related", term)} <= seen:
            yield _("What is a kind of something is related to it anyhow: keep one of the two relations.")


def _faults_of_state(entry: Entry) -> Iterator[str]:
    if entry.status not in Term.Status.values:
        yield _("There is no such status.")
    if entry.status == Term.Status.APPROVED and entry.house is None:
        yield _("An approved term needs a house definition.")
    if entry.replaced_by and entry.status != Term.Status.DEPRECATED:
        yield _("Only a deprecated term is replaced by another.")
