"""What clashes when two curators changed one entry: readable, and put together as somebody chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary.entry import PARTS, Entry, NameEntry
from glossary.models import Definition, Note, Relation, Term
from glossary.reading_entries import readable, source_line
from glossary.relating import KINDS
from kmsite.accounts.models import User
from kmsite.pages.clashes import clashing
from kmsite.pages.clashes.clashing import Label, Place, lines, passages, texts_of
from kmsite.pages.models import Name
from kmsite.pages.refusing import Conflict, TextRefused
from kmsite.pages.saving.drafts import Draft
from kmsite.text.chunks import SIDES

LINES: dict[str, Label] = {"title": gettext_lazy("Preferred name"), "lede": gettext_lazy("Gloss")}
LISTS: dict[str, Label] = {
    "names": gettext_lazy("Name"),
    "definitions": gettext_lazy("Definition"),
    "notes": gettext_lazy("Note"),
    "relations": gettext_lazy("Relation"),
}
FIELDS: dict[str, Label] = {
    "status": gettext_lazy("Status"),
    "domain": gettext_lazy("Domain"),
    "replaced_by": gettext_lazy("Replaced by"),
    "is_contested": gettext_lazy("Contested"),
    "steward": gettext_lazy("Steward"),
    "review_due": gettext_lazy("Review due"),
    "is_shareable": gettext_lazy("Public card"),
    "case": gettext_lazy("Case"),
    "autolink": gettext_lazy("Links"),
    "text": gettext_lazy("Text"),
    "kind": gettext_lazy("Kind"),
    "is_house": gettext_lazy("House definition"),
    "reason": gettext_lazy("Why this one"),
    "source": gettext_lazy("Source"),
    "via": gettext_lazy("Quoted via"),
    "fidelity": gettext_lazy("Fidelity"),
    "locator": gettext_lazy("Where in the source"),
    "since": gettext_lazy("From year"),
    "until": gettext_lazy("Until year"),
    "term": gettext_lazy("Term"),
    "stance": gettext_lazy("Stance"),
    "note": gettext_lazy("Note"),
}
CHOICES: dict[str, Mapping[str, Label]] = {
    "status": dict(Term.Status.choices),
    "fidelity": dict(Definition.Fidelity.choices),
    "stance": dict(Relation.Stance.choices),
    "case": dict(Name.Case.choices),
    "autolink": dict(Name.Autolink.choices),
}
KINDS_OF: dict[str, Mapping[str, Label]] = {
    "names": dict(Name.Kind.choices),
    "notes": dict(Note.Kind.choices),
    "relations": {name: kind.wording for name, kind in KINDS.items()},
}


class Undecided(TextRefused):
    """Not every place is decided: `paths` are those that are missing."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(_("Choose what shall stand at every place."))
        self.paths = paths


def readings(conflict: Conflict) -> list[Place]:
    """Return every place of `conflict` that somebody has to decide, in the order of the entry."""
    text = passages(conflict, _("Text"), _("Text, passage %d"))
    return [*lines(conflict, LINES), *text, *_clashes(conflict)]


def settled(conflict: Conflict, chosen: Mapping[str, str]) -> Draft:
    """Return what comes of `conflict` with the side (base, mine, theirs) chosen for the path of each reading.

    It stands on the revision that the conflict was with. Raises Undecided when a place has no side.
    """
    if missing := [one.path for one in readings(conflict) if chosen.get(one.path) not in SIDES]:
        raise Undecided(missing)
    return clashing.settled(conflict, chosen)


def _clashes(conflict: Conflict) -> Iterator[Place]:
    entries = {side: Entry.of(draft.entry) for side, draft in texts_of(conflict).items()}
    people = _people(conflict)
    for clash in conflict.clashes:
        steps = clash.path.split("/")
        said = {
            side: _said(steps, getattr(clash, side), entries[side], people)
            for side in SIDES
        }  # fmt: skip
        yield Place(clash.path, _label(steps, entries), **said)


def _label(steps: list[str], entries: Mapping[str, Entry]) -> str:
    """Return what a place is called: a name by itself, other items by their number."""
    if len(steps) == 1:
        return str(FIELDS.get(steps[0], steps[0]))
    part, id = steps[0], steps[1]
    field = f": {FIELDS.get(steps[2], steps[2])}" if len(steps) > 2 else ""
    if part == "names":
        return f"{LISTS[part]} “{id}”{field}"
    for side in ("mine", "theirs", "base"):
        ids = [item.id for item in getattr(entries[side], part)]
        if id in ids:
            return f"{LISTS[part]} {ids.index(id) + 1}{field}"
    return f"{LISTS[part]}{field}"


def _said(steps: list[str], value: Any, entry: Entry, people: Mapping[int, str]) -> str:
    """Return a value as people read it; empty for none."""
    if value is None or value == "":
        return ""
    if len(steps) == 2:
        return _item(steps[0], value, entry)
    name = steps[-1]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "kind":
        return str(KINDS_OF[steps[0]].get(value, value))
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    if name in ("source", "via"):
        return source_line(entry.source(value))
    if name in ("term", "replaced_by"):
        return entry.title(value)
    if name == "domain":
        return entry.told.get("_domain", "")
    return people.get(value, "") if name == "steward" else str(value)


def _item(part: str, item: Mapping[str, Any], entry: Entry) -> str:
    """Return a whole item as text: it is in one version and was removed in another."""
    one = NameEntry.of(item) if part == "names" else PARTS[part](**item)
    if part == "notes":
        return f"{Note.Kind(one.kind).label}: {one.text}"
    texts = readable(replace(Entry(told=entry.told), **{part: (one,)}))
    return texts[one.id if part == "definitions" else part][1]


def _people(conflict: Conflict) -> dict[int, str]:
    ids = {
        id
        for clash in conflict.clashes
        if clash.path == "steward"
        for id in (clash.base, clash.mine, clash.theirs)
    }
    return {person.pk: str(person) for person in User.objects.filter(pk__in=ids - {None})} if ids else {}
