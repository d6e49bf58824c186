"""What somebody fills in about an event: a new one, a change, what came of it, why it is cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.events import planning
from communities.events.meeting import LAST_YEAR, Meeting, MeetingRefused
from communities.models import Community, Event
from kmsite.accounts.forms import time_zones
from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import ChangeForm, DeskForm
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Saved

USUAL = timedelta(hours=1)
PARTS = {
    "starts": "entry_starts",
    "ends": "entry_ends",
    "time_zone": "entry_time_zone",
    "place": "entry_place",
    "link": "entry_link",
    "host": "entry_host",
    "capacity": "entry_capacity",
    "why_cancelled": "entry_why_text",
    "notes": "entry_notes_text",
    "decisions": "entry_decisions_text",
    "recording": "entry_recording",
}
"""The fields of a form by the parts of a `Meeting`; named so, they are kept with a draft."""


class MomentInput(forms.DateTimeInput):
    """A field for day and time as a clock on the wall shows them; what is none stays to be put right."""

    input_type = "datetime-local"

    def format_value(self, value: Any) -> Any:
        return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if value and not isinstance(value, datetime) and _moment(value) is None:
            context["widget"]["type"] = "text"  # a browser shows nothing where it reads no time
        return context


class MomentField(forms.CharField):
    """Day and time without a zone: a naive `datetime`, to the minute."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        text = value if isinstance(value, datetime) else super().to_python(value)
        if text in self.empty_values:
            return None
        moment = text if isinstance(text, datetime) else _moment(text)
        if moment is None:
            raise ValidationError(
                _("“%(text)s” is no day of the calendar, or no time of day. Write it so: 2026-03-31 14:30."),
                params={"text": text[:40]},
            )
        return moment


class RefusableMeeting(RefusableForm):
    """A form about an event: what cannot be is said beside the field that it is about."""

    refused_beside = "body"

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused into an error beside the field that caused it."""
        with super()._refusals():
            try:
                yield
            except MeetingRefused as refused:
                name = PARTS.get(refused.field, "")
                self.add_error(name if name in self.fields else None, str(refused))


class EventForm(RefusableMeeting, DeskForm):
    """What is written on an event before it takes place."""

    title = LineField(label=_("Title"), max_length=200)
    lede = LineField(
        label=_("In a sentence"),
        max_length=500,
        required=False,
        help_text=_("What it is about and for whom. It stands in lists and calendars."),
    )
    entry_community = forms.ChoiceField(
        label=_("Community"),
        help_text=_("Those who read what is inside it read the event too."),
        error_messages={"invalid_choice": _("There is no such community, or you plan no events there.")},
    )
    entry_starts = MomentField(label=_("Begins"))
    entry_ends = MomentField(label=_("Ends"), required=False, help_text=_("Empty: one hour after it began."))
    entry_time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: time_zones()[1:],
        help_text=_("The clocks that show these times. Everybody sees their own time beside it."),
        error_messages={"invalid_choice": _("There is no time zone with this name.")},
    )
    entry_place = LineField(label=_("Place"), max_length=300, required=False)
    entry_link = LineField(
        label=_("Link to join"),
        max_length=500,
        required=False,
        help_text=_("The whole address, beginning with https://."),
    )
    entry_host = LineField(
        label=_("Host"),
        max_length=150,
        required=False,
        help_text=_("A username. The host can change the event and writes down what came of it."),
        widget=forms.TextInput(attrs={"list": "hosts", "autocomplete": "off"}),
    )
    entry_capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: as many as want to come. When all are taken, people wait in a list."),
    )
    body = BodyField(label=_("What it is about"))
    summary = LineField(
        label=_("Edit summary"),
        max_length=300,
        required=False,
        help_text=_("What you changed and why, for those who read the history."),
    )

    def __init__(
        self, *args: Any, community: Community | None, homes: Iterable[Community] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._offer(list(homes), community)
        self.community = community
        self.fields["body"].widget.attrs["rows"] = 10
        for name in ("title", "lede", "entry_place"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def _offer(self, homes: list[Community], community: Community | None) -> None:
        """Ask in which of `homes` a new event is planned."""
        if not homes:
            del self.fields["entry_community"]
            return
        field = self.fields["entry_community"]
        field.choices = [("", _("Choose a community")), *((one.slug, one.title) for one in homes)]
        field.initial, field.required = (community.slug, False) if community else ("", True)

    def clean_entry_host(self) -> int | None:
        """Find who is named, by username or by a name that one person has."""
        text = self.cleaned_data["entry_host"]
        if not text:
            return None
        people = User.objects.filter(is_active=True)
        found = list(people.filter(username__iexact=text)[:1]) or list(people.filter(name=text)[:2])
        if len(found) != 1:
            raise ValidationError(_("There is no such person among those who can come."))
        return found[0].pk

    def meeting(self, before: Meeting | None = None) -> Meeting:
        """Return what was filled in, with the rest as it was `before`."""
        said = self.cleaned_data
        fields = {part: said[name] for part, name in PARTS.items() if name in said}
        if "starts" in fields:
            is_far = fields["starts"].year > LAST_YEAR  # refused later
            fields["ends"] = fields["ends"] or (fields["starts"] + (timedelta() if is_far else USUAL))
        return Meeting(**{**(before.parts() if before else {}), **fields})

    def plan(self) -> Saved | None:
        """Plan the event; None when it was refused, and then the form says why."""
        said = self.cleaned_data
        fields = {name: said[name] for name in ("title", "lede", "body", "summary")}
        with self._refusals():
            refuse_too_fast(self.writer, "create")
            return planning.plan(
                self.community, meeting=self.meeting(), by=self.writer, key=self._key(), **fields
            )
        return None


class EventChangeForm(ChangeForm, EventForm):
    """A change of an event, based on the revision that the writer started from."""

    def __init__(self, data: Mapping[str, str] | None = None, *, event: Event, **options: Any) -> None:
        initial = {**written_on(Draft.of(event.current)), "base_revision": event.current.number}
        super().__init__(data, **{**options, "initial": {**initial, **options.get("initial", {})}})
        self.page = event

    def change(self) -> Saved | None:
        """Save the change; None when it was refused, and then the form says why. Raise `Conflict`."""
        said = self.cleaned_data
        before = Meeting.of(Draft.of(said["base_revision"]).entry)
        fields = {name: said[name] for name in ("title", "lede", "body", "summary")}
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            return planning.change(
                self.page,
                base=said["base_revision"].number,
                meeting=self.meeting(before),
                by=self.writer,
                key=self._key(),
                **fields,
            )
        return None


def written_on(draft: Draft) -> dict[str, Any]:
    """Return the fields of the form as `draft` has them."""
    said = Meeting.of(draft.entry)
    host = User.objects.filter(pk=said.host).first() if said.host else None
    parts = {name: getattr(said, part) for part, name in PARTS.items()}
    return {
        **parts,
        "entry_host": host.username if host else "",
        "title": draft.title,
        "lede": draft.lede,
        "body": draft.body,
    }


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text).strip().replace(" ", "T", 1))
    except ValueError:
        return None
    return (
        None
        if moment.tzinfo or "T" not in str(text).replace(" ", "T")
        else moment.replace(second=0, microsecond=0)
    )
