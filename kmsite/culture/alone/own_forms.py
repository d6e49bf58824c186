"""What a person says about keeping: a tick for the answers, and the one thing that they mean to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.culture.alone import remembering
from kmsite.culture.asking.forms import AnswersForm
from kmsite.culture.models import Item
from kmsite.pages.fields import LineField

LONGEST = 300
FURTHEST = timedelta(days=3 * 366)


class CommitmentForm(forms.Form):
    """One thing to do, tied to a pair of statements, perhaps with a day to be reminded."""

    text = LineField(
        label=gettext_lazy("What I will do"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": LONGEST, "autocomplete": "off", "dir": "auto"}),
    )
    place = forms.TypedChoiceField(label=gettext_lazy("About which statement"), coerce=int)
    remind_on = forms.DateField(
        label=gettext_lazy("Remind me on"),
        required=False,
        help_text=gettext_lazy("May stay empty. The notice says that there is something, not what."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, data: Mapping[str, Any] | None, *, items: Sequence[Item], **options: Any) -> None:
        super().__init__(data, use_required_attribute=False, **options)
        self.items = {item.place: item for item in items}
        self.fields["place"].choices = [(place, item.short_label) for place, item in self.items.items()]

    def clean_remind_on(self) -> date | None:
        """Refuse a day that is over, or further away than anybody plans."""
        day, today = self.cleaned_data["remind_on"], timezone.localdate()
        if day and not today <= day <= today + FURTHEST:
            raise ValidationError(_("Choose a day from today on, in three years at the latest."))
        return day

    def commit(self, *, by: Any) -> None:
        """Keep what was written."""
        said = self.cleaned_data
        remembering.commit_to(self.items[said["place"]], said["text"], said["remind_on"], by=by)


class KeepForm(CommitmentForm):
    """Keeping the answers, what one means to do, or both: nothing unless it is asked for."""

    keep = forms.BooleanField(
        label=gettext_lazy("Keep these answers with my name"),
        required=False,
        widget=forms.CheckboxInput(attrs={"aria-describedby": "keep-truth"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["text"].required = self.fields["place"].required = False

    def clean(self) -> None:
        """Refuse to keep nothing."""
        said = self.cleaned_data
        if self.errors:
            return
        if not said["keep"] and not said["text"]:
            self.add_error("keep", _("Tick this, or write what you will do: else there is nothing to keep."))
        elif said["text"] and not said["place"]:
            self.add_error("place", _("Choose a statement."))

    def remember(self, answers: AnswersForm, *, by: Any) -> None:
        """Keep what was ticked and written, no more."""
        if self.cleaned_data["keep"]:
            said = {lens.value: answers.answers_about(lens) for lens in answers.lenses}
            remembering.keep(answers.assessment, said, by=by)
        if self.cleaned_data["text"]:
            self.commit(by=by)
