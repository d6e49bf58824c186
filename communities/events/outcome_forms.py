"""What somebody fills in about an event when it is over, or will not take place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from communities.events import planning
from communities.events.event_forms import RefusableMeeting, written_on
from communities.events.meeting import LONGEST_PART, Meeting
from communities.models import Event
from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import ChangeForm, DeskForm
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Saved


class OutcomeForm(ChangeForm, RefusableMeeting, DeskForm):
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

    refused_beside = None

    def __init__(self, data: Mapping[str, str] | None = None, *, event: Event, **options: Any) -> None:
        written = {**written_on(Draft.of(event.current)), "base_revision": event.current.number}
        super().__init__(data, **{**options, "initial": {**written, **options.get("initial", {})}})
        self.page = event
        for name in ("entry_decisions_text", "entry_notes_text"):
            self.fields[name].widget.attrs["rows"] = 8

    def change(self) -> Saved | None:
        """Save what came of it; None when it was refused, and then the form says why. Raise `Conflict`."""
        said = self.cleaned_data
        before = Meeting.of(Draft.of(said["base_revision"]).entry)
        now = replace(
            before,
            decisions=said["entry_decisions_text"].strip(),
            notes=said["entry_notes_text"].strip(),
            recording=said["entry_recording"],
        )
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            return planning.change(
                self.page, base=said["base_revision"].number, meeting=now, by=self.writer, key=self._key()
            )
        return None


class CancelForm(ChangeForm, RefusableMeeting):
    """Why an event is cancelled."""

    entry_why_text = LineField(
        label=_("Why it is cancelled"),
        max_length=500,
        help_text=_("Those who said yes or maybe, or wait, are told. It can be taken back."),
    )
    refused_beside = None

    def __init__(self, data: Mapping[str, str] | None = None, *, event: Event, writer: User) -> None:
        super().__init__(data, initial={"base_revision": event.current.number})
        self.page, self.writer = event, writer

    def cancel(self) -> Saved | None:
        """Cancel the event; None when it was refused, and then the form says why. Raise `Conflict`."""
        said = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            return planning.cancel(
                self.page, base=said["base_revision"].number, why=said["entry_why_text"], by=self.writer
            )
        return None
