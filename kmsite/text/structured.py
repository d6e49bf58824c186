"""Three-way merge of what is versioned beside a text: fields, and lists of items that have an identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Structure = Mapping[str, Any]
"""Plain JSON: a field is a scalar or a list of scalars, a list of items (mappings with an "id"), or a mapping
that was derived from the rest and is made anew after a merge."""

GONE = None
"""The reading of an item, or a field of one, where it is not there."""


@dataclass(frozen=True)
class Clash:
    """One place that both changed differently: "field", "list/id" (one of them removed the item) or
    "list/id/field", and what stands there in the base, in mine and in theirs."""

    path: str
    base: Any
    mine: Any
    theirs: Any


def merge_structures(
    base: Structure, mine: Structure, theirs: Structure, chosen: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], list[Clash]]:
    """Return `theirs` with what changed from `base` to `mine`, and where both changed the same thing.

    At a clash `chosen` (by path) decides; without it the reading of `theirs` stands there, and it is listed.
    """
    merge = _Merge(chosen or {})
    return merge.fields(base, mine, theirs), merge.clashes


class _Merge:
    """A merge under way, with the clashes found so far."""

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        self.chosen = chosen
        self.clashes: list[Clash] = []

    def fields(self, base: Structure, mine: Structure, theirs: Structure) -> dict[str, Any]:
        return {
            name: self._field(name, base.get(name), mine.get(name), theirs.get(name))
            for name in dict.fromkeys([*theirs, *mine])
        }

    def _field(self, name: str, base: Any, mine: Any, theirs: Any) -> Any:
        if isinstance(theirs, Mapping) or isinstance(mine, Mapping):
            return theirs if isinstance(theirs, Mapping) else mine
        if any(_is_list_of_items(value) for value in (base, mine, theirs)):
            return self._items(name, base or [], mine or [], theirs or [])
        return self._one(name, base, mine, theirs)

    def _items(self, name: str, base: list, mine: list, theirs: list) -> list[dict[str, Any]]:
        old, ours, now = by_id(base), by_id(mine), by_id(theirs)
        merged = {}
        for id in dict.fromkeys(_in_order(base, mine, theirs)):
            item = self._item(f"{name}/{id}", old.get(id), ours.get(id), now.get(id))
            if item is not None:
                merged[id] = item
        return list(merged.values())

    def _item(self, path: str, base: dict | None, mine: dict | None, theirs: dict | None) -> dict | None:
        if mine is None or theirs is None or mine == theirs:
            return self._one(path, base, mine, theirs)
        old = base or {}
        return {
            field: self._one(f"{path}/{field}", old.get(field), mine.get(field), theirs.get(field))
            for field in dict.fromkeys([*theirs, *mine])
        }

    def _one(self, path: str, base: Any, mine: Any, theirs: Any) -> Any:
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if path in self.chosen:
            return self.chosen[path]
        self.clashes.append(Clash(path, base, mine, theirs))
        return theirs


def by_id(items: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the items of a list by their "id"."""
    return {item["id"]: item for item in items}


def _is_list_of_items(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _in_order(base: list, mine: list, theirs: list) -> list[str]:
    """Return the ids in the order that somebody gave them: mine where only I changed it, else theirs."""
    orders = [[item["id"] for item in items] for items in (base, mine, theirs)]
    old, ours, now = orders
    return [*ours, *now] if now == old else [*now, *ours]
