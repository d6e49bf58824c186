"""Figures of a round in words, as people say them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kmsite.culture.disclosure.disclosing import Cell, Told
from kmsite.culture.disclosure.measuring import agrees, average
from kmsite.culture.models import Position

NEAR = 0.25
"""Steps from a position within which an average is said to be there, and not between two."""
SMALL, LARGE = 0.1, 0.9


def count(cell: Cell, answers: int) -> str:
    """Return how many of `answers` a cell holds, no more exactly than it is told."""
    if cell.least == cell.most:
        return str(cell.least)
    if cell.least == 0 and cell.most < answers * SMALL:
        return _("under 10 %")
    if cell.most == answers and cell.least > answers * LARGE:
        return _("over 90 %")
    if cell.most - cell.least == 1:
        return _("%(least)s or %(most)s") % {"least": cell.least, "most": cell.most}
    return _("about %s") % ((cell.least + cell.most) // 2)


def count_with_range(cell: Cell, answers: int) -> str:
    """Return the same with the range that "about" stands for."""
    if cell.most - cell.least < 2 or _is_extreme(cell, answers):
        return count(cell, answers)
    about = {"about": count(cell, answers), "least": cell.least, "most": cell.most}
    return _("%(about)s (%(least)s to %(most)s)") % about


def _is_extreme(cell: Cell, answers: int) -> bool:
    return cell.least == 0 or cell.most == answers


def labels(cells: int) -> list[str]:
    """Return the names of five positions, or of three bands."""
    if cells == len(Position):
        return [str(label) for label in Position.labels]
    return [_("left"), str(Position.IN_BETWEEN.label), _("right")]


def answers(number: int) -> str:
    """Return how many answered."""
    return ngettext("%s answer", "%s answers", number) % number


def unsure(number: int | None) -> str:
    """Return how many could not say; nothing where that is not told."""
    return "" if number is None else _("can't say: %s") % number


def place(steps: float) -> str:
    """Return where an average stands, in the names of the positions."""
    names = labels(len(Position))
    at = steps + 2
    nearest = round(at)
    if abs(at - nearest) <= NEAR + 1e-9:
        return names[nearest]
    return _("between “%(one)s” and “%(other)s”") % {"one": names[int(at)], "other": names[int(at) + 1]}


def average_in_words(told: Told) -> str:
    """Return where the average of what is told stands."""
    return place(average(told))


def agreement(told: Told) -> str:
    """Return whether people agree: without it an average of a divided group describes nobody."""
    return _("people agree") if agrees(told) else _("people are divided")


def movement(moved: int | None) -> str:
    """Return what became of an average since the round before; nothing where nobody knows."""
    if moved is None:
        return ""
    if moved == 0:
        return _("about the same as before")
    return _("moved to the right") if moved > 0 else _("moved to the left")


def hidden(moved: int | None, *, few: bool) -> str:
    """Return why figures are not shown; `few` says that the only reason can be that few answered."""
    if moved is not None:
        return _("Only the direction may be told: %s.") % movement(moved)
    if few:
        return _("Not shown: fewer than five people answered.")
    return _("Not shown: fewer than five people answered, or the figures would tell what one of them said.")


def nothing() -> str:
    """Return what stands where nothing at all is told."""
    return _("Nothing is shown: fewer than five people answered, so their answers stay with them.")


def caution() -> str:
    """Return what a picture of answers is good for."""
    return _("Something to talk about, not a validated scale.")
