"""What an import did, file by file, told to whoever ran it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped because edited here since"


@dataclass(frozen=True)
class Remark:
    """Something a person should know. `lost` says that a part of the folder did not come in."""

    path: str
    line: int
    text: str
    lost: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}"


@dataclass
class Report:
    """The outcome of each file, the links and images that lead nowhere, and everything else worth saying."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    broken: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    links: int = 0
    files: int = 0

    def remark(self, path: str, text: str, *, line: int = 0, lost: bool = False) -> None:
        self.remarks.append(Remark(path, line, text, lost))

    @property
    def lost_something(self) -> bool:
        """Say whether a file or a part of one did not come in."""
        return any(remark.lost for remark in self.remarks)

    def count(self, outcome: Outcome) -> int:
        return sum(1 for each in self.outcomes.values() if each == outcome)

    def lines(self) -> Iterator[str]:
        """Yield the report as a person reads it, the sum last."""
        skipped = [path for path, outcome in self.outcomes.items() if outcome == Outcome.SKIPPED]
        yield from _section("Lost", [str(remark) for remark in self.remarks if remark.lost])
        yield from _section("To note", [str(remark) for remark in self.remarks if not remark.lost])
        yield from _section("Broken links and images", [str(remark) for remark in self.broken])
        yield from _section("Skipped because edited here since", skipped)
        yield (
            f"{self.count(Outcome.NEW)} new, {self.count(Outcome.CHANGED)} changed, "
            f"{self.count(Outcome.SAME)} same, {len(self.broken)} broken, "
            f"{len(skipped)} skipped because edited here since; "
            f"{self.links} links and {self.files} files resolved."
        )


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading} ({len(lines)}):"
        yield from (f"  {line}" for line in lines)
        yield ""
