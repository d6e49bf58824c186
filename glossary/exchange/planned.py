"""The plan of an import: what each row would do, and why some do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from glossary.exchange.portable import FIELDS, LINES, PARTS, Said


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a row changes: what, and how it reads before and after."""

    what: str
    before: str
    after: str


@dataclass(slots=True)
class Planned:
    """A row with what its term would say. `term` is the id of the page it changes, None for a new one, and
    `base` the number of the revision that the file started from."""

    number: int
    title: str = ""
    uid: str = ""
    outcome: Outcome = Outcome.NEW
    reason: str = ""
    remarks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    said: Said = field(default_factory=dict)
    term: int | None = None
    base: int = 0
    slug: str = ""

    @property
    def writes(self) -> bool:
        """Whether something would be written."""
        return self.outcome in (Outcome.NEW, Outcome.CHANGED)

    def refuse(self, reason: str) -> None:
        self.outcome, self.reason, self.changes = Outcome.REFUSED, reason, []

    def others(self) -> set[str]:
        """Return the uids of the terms that this one names."""
        return {one["term"] for one in self.said["relations"]} | {self.said["replaced_by"]} - {""}


@dataclass
class Plan:
    """The rows of a file in its order."""

    rows: list[Planned] = field(default_factory=list)

    def writing(self) -> Iterator[Planned]:
        return (row for row in self.rows if row.writes)

    def by_uid(self) -> dict[str, Planned]:
        return {row.uid: row for row in self.writing()}

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome == outcome for row in self.rows)


def changes(before: Said | None, after: Said, titles: dict[str, str]) -> list[Change]:
    """Return what differs between two readings of a term, in the order of the columns."""
    found = []
    before = before or {}
    for name in (*LINES, "tags", *FIELDS):
        if before.get(name) != after[name]:
            found.append(Change(name, _plain(before.get(name), titles), _plain(after[name], titles)))
    for part in PARTS:
        old, new = ({item["id"]: item for item in said.get(part, ())} for said in (before, after))
        for id in dict.fromkeys([*old, *new]):
            if old.get(id) != new.get(id):
                found.append(Change(part, _item(old.get(id), titles), _item(new.get(id), titles)))
        if before and [*old] != [*new] and not {*old} ^ {*new}:
            found.append(Change(part, "", "↕"))
    return [change for change in found if change.before != change.after]


def _plain(value: Any, titles: dict[str, str]) -> str:
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one and not isinstance(one, dict))
    if isinstance(value, list):
        return ", ".join(value)
    return titles.get(str(value), str(value)) if value is not None else ""


def _item(item: dict[str, Any] | None, titles: dict[str, str]) -> str:
    if item is None:
        return ""
    shown = {"text": item.get("text"), "kind": item.get("kind")} | item
    if "autolink" not in item:
        shown.pop("id")
    return " · ".join(word for value in shown.values() if (word := _plain(value, titles)))
