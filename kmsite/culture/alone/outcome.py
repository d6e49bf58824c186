"""What the answers of one person show them: a picture, where two lenses differ, what is furthest left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.culture.asking.forms import AnswersForm
from kmsite.culture.models import Item, Lens, Position
from kmsite.culture.picture import pictures
from kmsite.culture.picture.bars import Picture

GAP = 2
"""Positions between two lenses from which the difference is worth a word."""
MOST_LEFT = 2
"""Statements for which something to do is suggested."""
WHO = {
    Lens.ME: gettext_lazy("Me"),
    Lens.COMMUNITY: gettext_lazy("My community"),
    Lens.ORGANISATION: gettext_lazy("Our organisation"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Two lenses that stand apart at one pair: of whom, and where each of them stands."""

    item: Item
    further_left: Promise
    left_at: str
    further_right: Promise
    right_at: str


@dataclass(frozen=True)
class Outcome:
    """Answers to `items`, by lens."""

    items: Sequence[Item]
    said: Mapping[Lens, Sequence[int | None]]

    @property
    def picture(self) -> Picture:
        """The positions, with two lenses side by side."""
        bars = [(str(WHO[lens]), answers) for lens, answers in self.said.items()]
        return pictures.of_answers(self.items, bars, title=_("Where I stand"))

    @property
    def says_nothing(self) -> bool:
        """Whether there is no position at all."""
        return not any(any(answers) for answers in self.said.values())

    @property
    def gaps(self) -> list[Gap]:
        """Where two lenses are GAP positions or more apart, in the order of the source."""
        if len(self.said) < 2:
            return []
        (one, ones), (other, others) = self.said.items()
        apart = zip(self.items, ones, others, strict=True)
        return [
            _gap(item, (here, one), (there, other))
            for item, here, there in apart
            if here and there and abs(here - there) >= GAP
        ]

    @property
    def leftmost(self) -> list[Item]:
        """The pairs that stand furthest left, two at most, and none that stands in between or right."""
        stands = []
        for item, *positions in zip(self.items, *self.said.values(), strict=True):
            known = [position for position in positions if position]
            if known and min(known) <= Position.MORE_LEFT:
                stands.append((min(known), sum(known) / len(known), item.place, item))
        return [item for *_order, item in sorted(stands, key=lambda stand: stand[:3])[:MOST_LEFT]]


def outcome_of(form: AnswersForm) -> Outcome:
    """Return what the answers of a valid `form` show."""
    return Outcome(form.items, {lens: form.answers_about(lens) for lens in form.lenses})


def _gap(item: Item, one: tuple[int, Lens], other: tuple[int, Lens]) -> Gap:
    (left, who_left), (right, who_right) = sorted((one, other), key=lambda stand: stand[0])
    return Gap(item, WHO[who_left], Position(left).label, WHO[who_right], Position(right).label)
