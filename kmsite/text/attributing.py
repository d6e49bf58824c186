"""Attributing: in which version of a text each of its lines was first written.

The walk goes from the newest version back, so that it can stop at any time and still knows what it has seen.
The rules, so that a line belongs to who wrote its words:

* White space does not count: an indented line stays its writer's. A changed word makes the line new.
* A line that was there before and comes back the same (undone, restored, moved within the text) belongs to
  the version that had it first. A text that comes back as a whole gives back all of its lines.
* An empty line cannot come back: it belongs to the version that put it in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kmsite.text.matching import matching_blocks


@dataclass(frozen=True, slots=True)
class Version:
    """What a text said once. `same_as` is the number of the first version that said exactly the same."""

    number: int
    text: str
    same_as: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """For each line of the newest version the number of the version that it is from.

    None stands for a line that is older than the walk went back, which is to version `back_to`.
    """

    numbers: tuple[int | None, ...]
    back_to: int

    @property
    def is_whole(self) -> bool:
        """Whether every line has its version."""
        return None not in self.numbers


def lines_of(text: str) -> list[str]:
    """Return the lines of `text`; a line break at its end does not begin another."""
    return text.removesuffix("\n").split("\n") if text else []


def attribute(versions: Iterable[Version], *, is_enough: Callable[[], bool] = lambda: False) -> Attribution:
    """Return from which of `versions`, the newest first and number 1 last, each line of the newest is.

    The walk ends with number 1, when `versions` end before it, or when `is_enough` says so between two.
    Raises ValueError without a version.
    """
    walk = None
    for version in versions:
        if walk is None:
            walk = _Walk(version)
        elif is_enough():
            break
        else:
            walk.step(version)
    if walk is None:
        raise ValueError("There is no version to attribute lines to.")
    return walk.ended()


class _Walk:
    """Where the lines of the newest version stand in the version that was looked at last.

    `standing` maps a place in that version to the lines found there. `parked` keeps what waits for an earlier
    version that says the same as a later one. `lost` keeps, by their words, lines that a version put in: an
    earlier one may have had them before.
    """

    def __init__(self, newest: Version) -> None:
        self._keys = _keys(newest.text)
        self._number = newest.number
        self._numbers: list[int | None] = [None] * len(self._keys)
        self._standing = {place: [place] for place in range(len(self._keys))}
        self._parked: dict[int, dict[int, list[int]]] = {}
        self._lost: dict[str, deque[int]] = {}
        self._park(newest)

    def step(self, version: Version) -> None:
        """Go back to `version`, the one before the last."""
        if self._standing or self._lost:
            keys = _keys(version.text)
            self._follow(keys)
            self._keys = keys
        elif version.number in self._parked:
            self._keys = _keys(version.text)
        self._number = version.number
        _add(self._standing, self._parked.pop(version.number, {}))
        self._park(version)

    def ended(self) -> Attribution:
        """Return what was found; what still stands in the first version is from it."""
        if self._number == 1:
            self._settle(self._standing.values())
        return Attribution(tuple(self._numbers), self._number)

    def _park(self, version: Version) -> None:
        if version.same_as < version.number and self._standing:
            _add(self._parked.setdefault(version.same_as, {}), self._standing)
            self._standing = {}

    def _follow(self, keys: list[str]) -> None:
        """Find each standing line in the version before, whose lines are `keys`; settle the others here."""
        blocks = matching_blocks(keys, self._keys)
        before = {block.new + n: block.old + n for block in blocks for n in range(block.size)}
        new = {place: lines for place, lines in self._standing.items() if place not in before}
        self._settle(new.values())
        for place in sorted(new, reverse=True):  # of equal lines the one that stood longer comes first
            if key := self._keys[place]:
                self._lost.setdefault(key, deque()).extendleft(new[place])
        self._standing = {before[place]: lines for place, lines in self._standing.items() if place in before}
        if self._lost:
            self._find_again(keys, before)

    def _find_again(self, keys: list[str], before: dict[int, int]) -> None:
        """Let lost lines stand again where the version before has them and the one after has not."""
        kept = {*before.values()}
        for place, key in enumerate(keys):
            if key in self._lost and place not in kept:
                line = self._lost[key].popleft()
                self._numbers[line] = None
                if not self._lost[key]:
                    del self._lost[key]
                self._standing.setdefault(place, []).append(line)

    def _settle(self, groups: Iterable[list[int]]) -> None:
        for lines in groups:
            for line in lines:
                self._numbers[line] = self._number


def _add(standing: dict[int, list[int]], more: dict[int, list[int]]) -> None:
    for place, lines in more.items():
        standing.setdefault(place, []).extend(lines)


def _keys(text: str) -> list[str]:
    return [" ".join(line.split()) for line in lines_of(text)]
