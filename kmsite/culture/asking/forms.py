"""The instrument: pairs of statements, and for each of one or two lenses a position or "can't say"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.culture.models import Assessment, Item, Lens, Position

UNSURE = "unsure"
"""What is sent for "can't say"."""
CHOICES = [*((str(value), label) for value, label in Position.choices), (UNSURE, _("can't say"))]
SECONDS_EACH = 1
"""Who needs less for an answer is asked whether they meant it."""
NOT_ANSWERED = _("Choose one of the five positions, or “can't say”.")
OTHER_WORDING = _(
    "The wording of the statements has changed since you opened this page. What you answered is kept where a"
    " statement is the same; please answer the others."
)
ABOUT = {
    Lens.ME: _("About me"),
    Lens.COMMUNITY: _("About my community"),
    Lens.ORGANISATION: _("About our organisation"),
}
_VERSION = re.compile(r"[0-9]{1,9}")
_clock = TimestampSigner(salt="kmsite.culture.began")


@dataclass(frozen=True)
class Pair:
    """A pair of statements with the fields of its answers, one for each lens."""

    item: Item
    fields: list[forms.BoundField]

    @property
    def only(self) -> forms.BoundField | None:
        """The field where there is one lens; None where there are two."""
        return self.fields[0] if len(self.fields) == 1 else None


@dataclass(frozen=True)
class Part:
    """Pairs that stand under one heading, for reading only."""

    heading: str | Promise
    pairs: list[Pair]


class AnswerField(forms.TypedChoiceField):
    """A position from 1 to 5, or None for "can't say"."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        wrong = {"required": NOT_ANSWERED, "invalid_choice": NOT_ANSWERED}
        super().__init__(choices=CHOICES, coerce=_position, error_messages=wrong, **options)


class AnswersForm(forms.Form):
    """Answers of one person about one or two lenses: `me-1` … `organisation-11`.

    They are taken from what is sent and go back into the page; nothing stores them on the way.
    """

    def __init__(self, data: QueryDict | None, *, assessment: Assessment, lenses: Sequence[str]) -> None:
        self.assessment, self.items = assessment, list(assessment.items.all())
        self.lenses = [Lens(lens) for lens in lenses]
        self.is_other_wording = data is not None and data.get("version") != str(assessment.version)
        sent = _carried_over(data, self.items, self.lenses) if data and self.is_other_wording else data
        super().__init__(sent, use_required_attribute=False)
        for lens in self.lenses:
            for item in self.items:
                self.fields[_name(lens, item)] = AnswerField(label=ABOUT[lens])

    def clean(self) -> None:
        """Say first that the wording changed, if it did."""
        if self.is_other_wording:
            self.add_error(None, OTHER_WORDING)

    @property
    def about(self) -> list[str | Promise]:
        """What the answers are about, in words."""
        return [ABOUT[lens] for lens in self.lenses]

    @property
    def answers(self) -> list[int | None]:
        """The answers about the first lens, or the only one, in the order of the statements."""
        return self.answers_about(self.lenses[0])

    def answers_about(self, lens: str) -> list[int | None]:
        """Return the answers about `lens` in the order of the statements; None for "can't say"."""
        return [self.cleaned_data[_name(lens, item)] for item in self.items]

    @property
    def sent_back(self) -> Iterator[tuple[str, str]]:
        """Names and values of hidden fields that carry the answers on to what is done with them next."""
        yield "version", str(self.assessment.version)
        for lens in self.lenses:
            yield "lens", lens.value
            for item in self.items:
                said = self.cleaned_data[_name(lens, item)]
                yield _name(lens, item), UNSURE if said is None else str(said)


class StatementsForm(AnswersForm):
    """The statements as `culture/_statements.html` asks them: it knows when somebody began to read."""

    is_hasty = False

    def clean(self) -> None:
        """Ask whoever was too quick to have read everything; nothing is thrown away."""
        super().clean()
        if not self.errors and "anyway" not in self.data and self._is_quick():
            self.is_hasty = True
            self.add_error(None, _("That was quick. Have you read all the statements?"))

    @property
    def began(self) -> str:
        """When somebody opened the page, signed: it goes into the form, and nowhere else."""
        return self.data.get("began") or _clock.sign("")

    @property
    def parts(self) -> list[Part]:
        """The pairs in the order of the source, under the headings for reading."""
        pairs = [Pair(item, [self[_name(lens, item)] for lens in self.lenses]) for item in self.items]
        return [
            Part(Item.Heading(heading).label, list(below))
            for heading, below in groupby(pairs, key=lambda pair: pair.item.heading)
        ]

    @property
    def unanswered(self) -> list[tuple[Item, forms.BoundField]]:
        """The fields without an answer, with their statements."""
        return [
            (pair.item, field)
            for part in self.parts
            for pair in part.pairs
            for field in pair.fields
            if field.errors
        ]

    @property
    def count(self) -> int:
        """How many answers are asked for."""
        return len(self.fields)

    def _is_quick(self) -> bool:
        """Tell whether less time went by than so many answers need, or nobody can say how much."""
        try:
            _clock.unsign(self.began, max_age=self.count * SECONDS_EACH)
        except SignatureExpired:
            return False
        except BadSignature:
            return True
        return True


def lenses_in(values: Collection[str]) -> list[str]:
    """Return which of `values` are lenses, each once, in the order in which they are offered."""
    return [lens.value for lens in Lens if lens.value in values]


def wording_of(data: QueryDict) -> Assessment | None:
    """Return the version of the wording that answers in `data` belong to; None where there is no such."""
    number = data.get("version", "")
    return Assessment.objects.filter(version=int(number)).first() if _VERSION.fullmatch(number) else None


def _carried_over(data: QueryDict, items: Sequence[Item], lenses: Sequence[str]) -> dict[str, str]:
    """Return the answers in `data`, given to another wording, to those `items` that read the same."""
    other = wording_of(data)
    before = {(item.from_text, item.to_text): item for item in other.items.all()} if other else {}
    same = [(item, before.get((item.from_text, item.to_text))) for item in items]
    said = {_name(lens, item): data.get(_name(lens, old), "") for lens in lenses for item, old in same if old}
    return said | {"began": data.get("began", "")}


def _name(lens: str, item: Item) -> str:
    return f"{Lens(lens).value}-{item.place}"


def _position(value: str) -> int | None:
    return None if value == UNSURE else int(value)
