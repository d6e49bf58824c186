"""What is filled in to thank somebody, and to say that something was used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField
from kmsite.recognition import thanking
from kmsite.recognition.models import Receipt, Thanks
from kmsite.talk.subject import Subject

LONGEST_WHY, LONGEST_LINE = 500, 200


class ThanksForm(RefusableForm):
    """To whom, for which act, and why."""

    to = forms.ModelChoiceField(
        label=_("Whom do you thank?"),
        queryset=User.objects.none(),
        error_messages={"invalid_choice": _("This person has no part in it. Choose one of those who have.")},
    )
    act = forms.ChoiceField(
        label=_("What for?"), choices=Thanks.Act.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four.")},
    )  # fmt: skip
    why = LineField(
        label=_("Why?"),
        help_text=_("A sentence for the one whom you thank. Nobody else reads it."),
        max_length=LONGEST_WHY,
        error_messages={"required": _("Say why, in a sentence.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data: Mapping[str, str] | None, *, people: QuerySet[User]) -> None:
        super().__init__(data)
        self.people = list(people)
        to = self.fields["to"]
        to.queryset = people
        if len(self.people) == 1:
            to.empty_label, to.initial = None, self.people[0].pk
        else:
            to.empty_label = _("Choose somebody")

    def thank(self, subject: Subject, *, by: User) -> Thanks | None:
        """Thank; None when it was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(by, "thank")
            return thanking.thank(subject.page, comment=subject.comment, by=by, **self.cleaned_data)
        return None


class ReceiptForm(RefusableForm):
    """Where something was used, and what that saved; neither has to be said."""

    where = LineField(
        label=_("Where did you use it?"),
        help_text=_("If you like: in which project, at which meeting, for whom."),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    saved = LineField(
        label=_("What did it save?"),
        help_text=_("If you like: a day of work, a mistake, a question to somebody."),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, data: Mapping[str, str] | None, *, mine: Any) -> None:
        super().__init__(data, initial={"where": mine.where, "saved": mine.saved} if mine else None)

    def use(self, subject: Subject, *, by: User) -> Receipt | None:
        """Say that it was used; None when that was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(by, "thank")
            return thanking.use(subject.page, comment=subject.comment, by=by, **self.cleaned_data)
        return None
