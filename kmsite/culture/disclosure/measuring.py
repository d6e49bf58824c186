"""What is computed of the ranges that are told: shares, the average, how far people agree, what moved."""

from __future__ import annotations

from kmsite.culture.disclosure.disclosing import FEWEST, Told, banded

AT = {5: (-2.0, -1.0, 0.0, 1.0, 2.0), 3: (-1.5, 0.0, 1.5)}
"""Where each cell stands, in steps from "in between": a band stands in the middle of what it holds."""
AGREED = {5: 5 / 6, 3: 3 / 6}
"""Average deviation, in cells, up to which people agree: a sixth of their number (Burke and Dunlap 2002)."""
MOVED = 0.5
"""Steps by which an average differs at least before it is said to have moved."""
ROUNDING = 1e-9
"""What sums of fractions may be off: whoever meets a limit exactly does not miss it by the last digit."""


def shares(told: Told) -> tuple[float, ...]:
    """Return for each cell the part (0 to 1) of people that it holds as far as is told; they add up to 1."""
    middles = [(cell.least + cell.most) / 2 for cell in told.cells]
    total = sum(middles)
    return tuple(middle / total for middle in middles)


def average(told: Told) -> float:
    """Return the mean in steps from "in between", -2 to 2."""
    return sum(share * at for share, at in zip(shares(told), AT[len(told.cells)], strict=True))


def deviation(told: Told) -> float:
    """Return the average deviation around the median, in cells: 0 when all said the same."""
    held = shares(told)
    median, below = 0, held[0]
    while below < 0.5:
        median += 1
        below += held[median]
    return sum(share * abs(at - median) for at, share in enumerate(held))


def agrees(told: Told) -> bool:
    """Tell whether people agree in their answers, as far as is told."""
    return deviation(told) <= AGREED[len(told.cells)] + ROUNDING


def spread(told: Told) -> float:
    """Return the deviation as a part of the limit of agreement: comparable between five cells and three."""
    return deviation(told) / AGREED[len(told.cells)]


def moved(before: Told | None, after: Told | None) -> int | None:
    """Return -1 or 1 where the average moved left or right, 0 where it stayed, None where nobody knows."""
    if before is None or after is None or min(before.answers, after.answers) < FEWEST:
        return None
    if len(before.cells) != len(after.cells):
        before, after = banded(before), banded(after)
    return direction(average(after) - average(before))


def direction(steps: float) -> int:
    """Return -1, 0 or 1 for a difference of averages in steps."""
    return 0 if abs(steps) < MOVED - ROUNDING else (1 if steps > 0 else -1)


def most_agreed(told: dict[int, Told], number: int = 3) -> list[int]:
    """Return the keys of the `number` statements on which people agree most, the most agreed first."""
    return sorted(told, key=lambda key: (spread(told[key]), key))[:number]


def most_spread(told: dict[int, Told], number: int = 3) -> list[int]:
    """Return the keys of `number` others, on which people are furthest apart, the furthest first."""
    agreed = set(most_agreed(told, min(number, len(told) // 2)))
    left = [key for key in told if key not in agreed]
    return sorted(left, key=lambda key: (-spread(told[key]), key))[:number]
