"""Relations as people read them: grouped by wording, from both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import Promise

from glossary.entry import Entry
from glossary.models import Relation
from glossary.presenting_sources import SourceView, source_of
from glossary.relating import KINDS


class Ref(NamedTuple):
    """Something that has a name, with its address where it has one."""

    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class RelationView:
    """What the term is to `term`: of which kind, who says so, and whether it still holds.

    `is_inverse` says that the other term states it.
    """

    kind: str
    is_inverse: bool
    term: Ref
    stance: str = "asserted"
    source: SourceView | None = None
    note: str = ""
    status: str = ""
    slug: str = ""
    replacement: Ref | None = None

    @property
    def stance_label(self) -> str:
        """How sure it is, where it is not simply asserted."""
        return "" if self.stance == Relation.Stance.ASSERTED else str(Relation.Stance(self.stance).label)


@dataclass(frozen=True, slots=True)
class Group:
    """Relations that read the same: "enables", then to whom."""

    wording: str | Promise
    relations: list[RelationView] = field(default_factory=list)


def grouped(relations: Iterable[RelationView]) -> list[Group]:
    """Return `relations` by wording, in the order of the kinds; a term stands once in a group."""
    relations = list(relations)
    groups = []
    for kind in KINDS.values():
        mine = [one for one in relations if one.kind == kind.name]
        if kind.is_symmetric:
            groups.append(Group(kind.wording, _once(mine)))
        else:
            groups.append(Group(kind.wording, [one for one in mine if not one.is_inverse]))
            groups.append(Group(kind.inverse, [one for one in mine if one.is_inverse]))
    return [group for group in groups if group.relations]


def told_then(entry: Entry) -> list[RelationView]:
    """Return the relations that a version states, from what it keeps alone."""
    return [
        RelationView(
            kind=one.kind,
            is_inverse=False,
            term=Ref(entry.title(one.term), f"/p/{one.term}/"),
            stance=one.stance,
            source=source_of(entry, one.source),
            note=one.note,
        )
        for one in entry.relations
    ]


def _once(relations: list[RelationView]) -> list[RelationView]:
    return list({one.term: one for one in reversed(relations)}.values())[::-1]
