"""What a picture shows, as values: statements, their bars, and how wide and where each part of a bar is.

Everything lies on one axis from 0 (everybody mostly left) to 1; its middle is the middle of "in between".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from zlib import crc32

from django.utils.translation import gettext as _

from kmsite.culture.disclosure.disclosing import Cell, Told
from kmsite.culture.disclosure.measuring import average, shares
from kmsite.culture.picture import saying
from kmsite.culture.picture.palette import HATCHED

CENTRE = 0.5
KEYS = {5: ("1", "2", "3", "4", "5"), 3: ("left", "3", "right")}
"""Names of parts for colours; "in between" is the same part in five positions and in three bands."""
COLUMNS = {5: (1, 1, 1, 1, 1), 3: (2, 1, 2)}
"""How many of the five positions a part holds."""
ROOM = 0.02
"""Width that a digit takes, and the air around a figure, where the bar is as narrow as on a phone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a bar: from `start`, `width` wide; the figure as short and as fully as it is said."""

    key: str
    label: str
    columns: int
    cell: Cell
    start: float
    width: float
    said: str
    said_fully: str

    @property
    def middle(self) -> float:
        return self.start + self.width / 2

    @property
    def short(self) -> str:
        """Return the figure when it is short enough to stand in the part, which is drawn wide enough."""
        exact = self.cell.least == self.cell.most
        return self.said if exact and self.cell.most and self.width >= ROOM * (1 + len(self.said)) else ""

    is_hatched = property(lambda self: self.key in HATCHED)
    x = property(lambda self: percent(self.start))
    wide = property(lambda self: percent(self.width))
    mid = property(lambda self: percent(self.middle))


@dataclass(frozen=True, slots=True)
class Bar:
    """What is told of one statement in one round, or what one person says of it (`own`, 1 to 5)."""

    label: str
    parts: tuple[Part, ...] = ()
    answers: int | None = None
    unsure: int | None = None
    #: In steps from "in between", -2 to 2.
    average: float | None = None
    place: str = ""
    agreement: str = ""
    #: Since the bar before: -1, 0, 1, or None where nobody knows.
    moved: int | None = None
    movement: str = ""
    #: Why nothing is shown.
    hidden: str = ""
    own: int | None = None
    own_name: str = ""
    own_label: str = ""

    @property
    def figures(self) -> str:
        """Return the numbers of answers in a few words."""
        if self.answers is None:
            return ""
        return " · ".join(filter(None, (saying.answers(self.answers), saying.unsure(self.unsure))))

    @property
    def average_said(self) -> str:
        """Return where the average stands, in words."""
        return _("average: %s") % self.place if self.place else ""

    @property
    def steps(self) -> str:
        """Return the average as a number with its sign."""
        if self.average is None:
            return ""
        said = f"{self.average:+.1f}".replace("-", "−")  # noqa: RUF001
        return "0.0" if said[1:] == "0.0" else said

    @property
    def reading(self) -> str:
        """Return the gist of the bar in one line."""
        told = (self.hidden, self.figures, self.average_said, self.agreement, self.movement, self.own_label)
        said = " · ".join(filter(None, told))
        return f"{self.label}: {said}" if self.label else said

    arrow = property(lambda self: {-1: "←", 1: "→"}.get(self.moved or 0, ""))
    average_x = property(lambda self: None if self.average is None else percent(at_average(self.average)))
    own_x = property(lambda self: None if self.own is None else percent(at_position(self.own)))


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of statements with its bars, the earliest round first; `heading` where a new one begins."""

    place: int
    left: str
    right: str
    heading: str
    bars: tuple[Bar, ...]

    left_broken = property(lambda self: breakable(self.left))
    right_broken = property(lambda self: breakable(self.right))

    @property
    def gist(self) -> str:
        """Return what the drawing says, for those who do not see it."""
        return " ".join(f"{bar.reading}." if bar.reading[-1:] != "." else bar.reading for bar in self.bars)


def parts_of(told: Told) -> tuple[Part, ...]:
    """Return the parts of a bar from left to right; the middle of "in between" lies in the centre."""
    held = shares(told)
    middle = len(held) // 2
    first = CENTRE - (sum(held[:middle]) + held[middle] / 2) / 2
    widths = [share / 2 for share in held]
    starts = accumulate(widths[:-1], initial=first)
    size = len(held)
    drawn = zip(
        KEYS[size], saying.labels(size), COLUMNS[size], told.cells, starts, widths, _said(told), strict=True
    )
    return tuple(Part(*values, *said) for *values, said in drawn)


def _said(told: Told) -> Sequence[tuple[str, str]]:
    return [
        (saying.count(cell, told.answers), saying.count_with_range(cell, told.answers)) for cell in told.cells
    ]


def bar_of(told: Told, *, label: str, unsure: int | None) -> Bar:
    """Return the bar of what is told."""
    return Bar(
        label=label,
        parts=parts_of(told),
        answers=told.answers,
        unsure=unsure,
        average=average(told),
        place=saying.average_in_words(told),
        agreement=saying.agreement(told),
    )


def at_average(steps: float) -> float:
    """Return where on the axis an average stands, in steps from "in between"."""
    return CENTRE + steps / 4


def at_position(position: int) -> float:
    """Return where on the axis a position from 1 to 5 stands."""
    return at_average(position - 3)


def breakable(text: str) -> str:
    """Return `text` so that a line may end after a stroke, as in "collective/community"."""
    return text.replace("/", "/\u200b")


def percent(part: float) -> str:
    """Return a part of the axis as a length in SVG."""
    return f"{part * 100:.3f}%"


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is shown of a round, or of one person's answers, on a page and in files."""

    title: str
    #: Lines below the title: which community, which day, how many took part.
    about: tuple[str, ...]
    rows: tuple[Row, ...]
    #: Whose statements these are.
    source: str
    #: Answers of one person: no parts, but one position in each bar.
    is_personal: bool = False

    @property
    def name(self) -> str:
        """Return a name that no other picture on the page has, for what its parts refer to."""
        return f"picture-{crc32(repr(self).encode()):08x}"

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the names of the bars of a statement, where it has several."""
        return tuple(dict.fromkeys(bar.label for row in self.rows for bar in row.bars if bar.label))

    @property
    def has_bands(self) -> bool:
        return any(len(bar.parts) == 3 for row in self.rows for bar in row.bars)

    @property
    def has_positions(self) -> bool:
        return any(len(bar.parts) == 5 for row in self.rows for bar in row.bars)

    @property
    def columns(self) -> list[str]:
        """Return the heads of the columns of the table: three bands where nothing else is told."""
        return saying.labels(3 if self.has_bands and not self.has_positions else 5)

    @property
    def has_average(self) -> bool:
        return any(bar.average is not None for row in self.rows for bar in row.bars)

    @property
    def has_own(self) -> bool:
        return any(bar.own for row in self.rows for bar in row.bars)

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing at all is told."""
        return not self.rows

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Return the key and the name of each part that the picture has, from left to right."""
        sizes = [size for size, there in ((5, self.has_positions), (3, self.has_bands)) if there]
        names = {
            key: label for size in sizes for key, label in zip(KEYS[size], saying.labels(size), strict=True)
        }
        return list(names.items())
