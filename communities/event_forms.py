"""What somebody fills in about an event: a new one, a change, what came of it, why it is cancelled."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from communities import planning
from communities.meeting import LAST_YEAR, Meeting, MeetingRefused
from communities.models import Community, Event
from kmsite.accounts.forms import time_zones
from kmsite.accounts.models import User
from kmsite.pages.drafts import Draft
from kmsite.pages.editing import NoLongerAllowed, Saved, TitleTaken
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.models import KeptDraft
from kmsite.pages.pacing import refuse_too_fast
from kmsite.text.rendering import TextRefused

LARGEST_NUMBER = 2**31 - 1
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


class EventForm(forms.Form):
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
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    continues = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        writer: User,
        community: Community | None,
        homes: Iterable[Community] = (),
        initial: Mapping[str, Any] | None = None,
        draft: KeptDraft | None = None,
    ) -> None:
        kept = {**draft.fields, "continues": draft.pk} if draft else {}
        super().__init__(data, initial={**(initial or {}), **kept})
        self._offer(list(homes), community)
        self.writer, self.community = writer, community
        self.fields["key"].initial = uuid.uuid4().hex
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
        with refusals(self):
            refuse_too_fast(self.writer, "create")
            return planning.plan(
                self.community, meeting=self.meeting(), by=self.writer, key=form_key(self), **fields
            )
        return None


class EventChangeForm(EventForm):
    """A change of an event, based on the revision that the writer started from."""

    base_revision = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.HiddenInput,
        error_messages={"required": _("The form does not say which revision it started from.")},
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, event: Event, **options: Any) -> None:
        initial = {**written_on(Draft.of(event.current)), "base_revision": event.current.number}
        super().__init__(data, **{**options, "initial": {**initial, **options.get("initial", {})}})
        self.event = event

    def clean_base_revision(self) -> int:
        return started_from(self.event, self.cleaned_data["base_revision"])

    def change(self) -> Saved | None:
        """Save the change; None when it was refused, and then the form says why. Raise `Conflict`."""
        said = self.cleaned_data
        before = Meeting.of(Draft.of(self.event.revisions.get(number=said["base_revision"])).entry)
        fields = {name: said[name] for name in ("title", "lede", "body", "summary")}
        with refusals(self):
            refuse_too_fast(self.writer, "edit")
            return planning.change(
                self.event,
                base=said["base_revision"],
                meeting=self.meeting(before),
                by=self.writer,
                key=form_key(self),
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


def started_from(event: Event, number: int) -> int:
    """Return the number of a revision of `event`; raises ValidationError where it has none with it."""
    if not event.revisions.filter(number=number).exists():
        raise ValidationError(_("This page has no revision %s to start from.") % number)
    return number


@contextmanager
def refusals(form: forms.Form) -> Iterator[None]:
    """Turn what is refused into an error beside the field of `form` that caused it."""
    try:
        yield
    except NoLongerAllowed as ended:  # answered as any other request of this writer from now on
        raise (PermissionDenied if ended.sees_page else Http404) from ended
    except TitleTaken:
        form.add_error("title", _("There is a page with this title here already. Choose another title."))
    except MeetingRefused as refused:
        name = PARTS.get(refused.field, "")
        form.add_error(name if name in form.fields else None, str(refused))
    except TextRefused as refused:
        form.add_error("body" if "body" in form.fields else None, str(refused))


def form_key(form: forms.Form) -> str:
    """Bind the key of a form to what it holds: sent twice it is one revision, sent changed another."""
    key = form.cleaned_data.get("key", "")
    written = repr(
        sorted((name, form.cleaned_data[name]) for name in form.fields if name not in ("key", "continues"))
    )
    return hashlib.sha256(f"{key} {written}".encode("utf-8", "replace")).hexdigest() if key else ""


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
