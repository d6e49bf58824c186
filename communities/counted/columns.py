"""The geometry of small columns, one for each month, in the units of a drawing of 120 by 32."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP, LOWEST = 120, 32, 2, 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it begins, how wide and how high it is."""

    x: float
    y: float
    width: float
    height: float
    is_last: bool


def columns(values: Sequence[float | None], *, most: float | None = None) -> list[Column]:
    """Return a column for each of `values`, as high as its part of `most` (the greatest unless given).

    What is not told (None) and nothing (0) are a line at the foot.
    """
    most = float(most or max((value or 0 for value in values), default=0)) or 1.0
    step = WIDTH / max(len(values), 1)
    found = []
    for place, value in enumerate(values):
        height = max(round(HEIGHT * float(value or 0) / most, 1), LOWEST)
        at = round(place * step, 1)
        found.append(Column(at, HEIGHT - height, round(step - GAP, 1), height, place == len(values) - 1))
    return found
