"""What somebody fills in about an event when it is over, or will not take place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities import planning
from communities.event_forms import LARGEST_NUMBER, form_key, refusals, started_from, written_on
from communities.meeting import LONGEST_PART, Meeting
from communities.models import Event
from kmsite.accounts.models import User
from kmsite.pages.drafts import Draft
from kmsite.pages.editing import Saved
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.models import KeptDraft
from kmsite.pages.pacing import refuse_too_fast


class OutcomeForm(forms.Form):
    """What came of an event: notes, decisions and a recording, as a version of it."""

    entry_decisions_text = BodyField(
        label=_("Decisions"),
        max_length=LONGEST_PART,
        help_text=_("One line each, with who does it and until when. Markdown."),
    )
    entry_notes_text = BodyField(
        label=_("Notes"), max_length=LONGEST_PART, help_text=_("What was said, for those who were not there.")
    )
    entry_recording = LineField(
        label=_("Recording"),
        max_length=500,
        required=False,
        help_text=_("The whole address, beginning with https://."),
    )
    base_revision = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        event: Event,
        writer: User,
        initial: Mapping[str, Any] | None = None,
        draft: KeptDraft | None = None,
    ) -> None:
        written = {**written_on(Draft.of(event.current)), "base_revision": event.current.number}
        super().__init__(data, initial={**written, **(initial or {}), **(draft.fields if draft else {})})
        self.event, self.writer = event, writer
        for name in ("entry_decisions_text", "entry_notes_text"):
            self.fields[name].widget.attrs["rows"] = 8

    def clean_base_revision(self) -> int:
        return started_from(self.event, self.cleaned_data["base_revision"])

    def change(self) -> Saved | None:
        """Save what came of it; None when it was refused, and then the form says why. Raise `Conflict`."""
        said = self.cleaned_data
        before = Meeting.of(Draft.of(self.event.revisions.get(number=said["base_revision"])).entry)
        now = replace(
            before,
            decisions=said["entry_decisions_text"].strip(),
            notes=said["entry_notes_text"].strip(),
            recording=said["entry_recording"],
        )
        with refusals(self):
            refuse_too_fast(self.writer, "edit")
            return planning.change(
                self.event, base=said["base_revision"], meeting=now, by=self.writer, key=form_key(self)
            )
        return None


class CancelForm(forms.Form):
    """Why an event is cancelled."""

    entry_why_text = LineField(
        label=_("Why it is cancelled"),
        max_length=500,
        help_text=_("Those who said yes or maybe, or wait, are told. It can be taken back."),
    )
    base_revision = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None = None, *, event: Event, writer: User) -> None:
        super().__init__(data, initial={"base_revision": event.current.number})
        self.event, self.writer = event, writer

    def clean_base_revision(self) -> int:
        return started_from(self.event, self.cleaned_data["base_revision"])

    def cancel(self) -> Saved | None:
        """Cancel the event; None when it was refused, and then the form says why. Raise `Conflict`."""
        said = self.cleaned_data
        with refusals(self):
            refuse_too_fast(self.writer, "edit")
            return planning.cancel(
                self.event, base=said["base_revision"], why=said["entry_why_text"], by=self.writer
            )
        return None
