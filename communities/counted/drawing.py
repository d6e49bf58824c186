"""The geometry of bars: how long each is, and where the pieces of one begin, in hundredths of its width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Bar:
    """A bar, or a piece of one: what it stands for, its figure and its share, where it begins and ends."""

    name: str | Promise
    value: int
    width: float
    start: float = 0.0
    sort: str = ""
    about: Any = None
    share: int = 0


def bars(rows: Iterable[tuple[Any, ...]]) -> list[Bar]:
    """Return a bar for each row (name, value, what it is about if anything), the longest one 100 wide."""
    rows = [(*row, None)[:3] for row in rows]
    most = max((value for _name, value, _about in rows), default=0)
    return [Bar(name, value, _part(value, most), about=about) for name, value, about in rows]


def pieces(values: Mapping[str, int], labels: Mapping[str, str]) -> list[Bar]:
    """Return the pieces of one bar of 100, in the order of `values`."""
    whole, start, found = sum(values.values()), 0.0, []
    for sort, value in values.items():
        width = _part(value, whole)
        found.append(Bar(labels[sort], value, width, round(start, 2), sort, share=round(width)))
        start += width
    return found


def _part(value: int, whole: int) -> float:
    return round(100 * value / whole, 2) if whole else 0.0
