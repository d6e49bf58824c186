"""The forms of order: objecting to something, and deciding about it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.talk import moderating
from kmsite.talk.models import Report
from kmsite.talk.subject import Subject

LONGEST = 1000


class ReportForm(RefusableForm):
    """Why somebody objects, and what they want to say about it."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Report.Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Moderators read this. Who wrote it is not told that it was you."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def report(self, subject: Subject, *, by: User) -> Report | None:
        """Report it; None when that was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(by, "report")
            return moderating.report(subject.page, comment=subject.comment, by=by, **self.cleaned_data)
        return None


class DecisionForm(forms.Form):
    """What is decided about a report, and why."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"), choices=Report.Decision.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Who reported it reads this."),
        max_length=LONGEST,
        error_messages={"required": _("Say why, in a sentence.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
