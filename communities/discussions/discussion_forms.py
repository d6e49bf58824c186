"""What somebody fills in who asks, proposes or announces, or changes what they asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communities.discussions import asking
from communities.discussions.asking import ANNOUNCEMENT, AskingRefused
from communities.discussions.similar import Similar, similar_to
from communities.discussions.speaking import may_announce_in, places_for
from communities.discussions.topic import Topic
from communities.models import Community, Discussion
from communities.standing import RIGHTS, Role
from kmsite.accounts.roles import rights_of
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import LARGEST_NUMBER, ChangeForm, DeskForm
from kmsite.pages.fields import BodyField, LineField, TagsField
from kmsite.pages.models import Page, Revision
from kmsite.pages.names.calling import TermsField, names_of
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Saved
from kmsite.text.names import name_key

EVERYBODY = ""
_LEADS = [role for role in Role if "announce" in RIGHTS[role]]
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _DiscussionForm(DeskForm):
    """What every form of a discussion holds, new or not. The text is kept whatever is wrong with it."""

    entry_sort = forms.ChoiceField(
        label=_("What it is"),
        choices=Discussion.Sort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is."), "invalid_choice": _("Say what it is.")},
    )
    title = LineField(label=_("In one sentence"), max_length=200)
    body = BodyField(label=_("What you know, tried or propose"))
    entry_about = TermsField(
        most=10,
        label=_("Terms it is about"),
        help_text=_("Names from the glossary, separated by commas. Who can be asked about them hears of it."),
    )
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Separated by commas."))
    entry_shown_from = forms.DateField(label=_("Shown from"), required=False, widget=_DAY)
    entry_shown_until = forms.DateField(label=_("Shown until"), required=False, widget=_DAY)

    not_written = DeskForm.not_written | {"looked"}
    refused_beside = "body"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].widget.attrs["dir"] = "auto"
        self.fields["body"].widget.attrs["rows"] = 12
        self.fields["entry_about"].writer = self.writer

    def _offer(self, *, announcements: bool) -> None:
        """Offer each sort of discussion, announcements only to who may announce."""
        self.fields["entry_sort"].choices = [
            (sort.value, capfirst(sort.label))
            for sort in Discussion.Sort
            if announcements or sort != ANNOUNCEMENT
        ]
        if not announcements:
            del self.fields["entry_shown_from"], self.fields["entry_shown_until"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("entry_shown_from"), cleaned.get("entry_shown_until")
        if cleaned.get("entry_sort") != ANNOUNCEMENT:
            cleaned["entry_shown_from"] = cleaned["entry_shown_until"] = None
        elif begins and ends and ends < begins:
            self.add_error("entry_shown_until", _("An announcement cannot end before it begins."))
        return cleaned

    def topic(self) -> Topic:
        """Return what the form says beside title and text."""
        fields = self.cleaned_data
        return Topic(
            fields["entry_sort"],
            tuple(term.pk for term in fields["entry_about"]),
            fields.get("entry_shown_from"),
            fields.get("entry_shown_until"),
        )

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused into an error beside the field that caused it."""
        with super()._refusals():
            try:
                yield
            except AskingRefused as refused:
                self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class NewDiscussionForm(_DiscussionForm):
    """A new question, idea or announcement, in a community or for everybody."""

    entry_place = forms.ChoiceField(
        label=_("Where"),
        required=False,
        error_messages={
            "invalid_choice": _("There is no such community, or you cannot ask there. Choose another place.")
        },
    )
    looked = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    """For which title the writer has seen what there is already."""

    field_order = ("entry_sort", "entry_place", "title", "body", "entry_about", "tags")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(place.slug, place.title) for place in self.places]
        place = self.fields["entry_place"]
        place.choices = [(EVERYBODY, _("Everybody, in no community")), *names]
        asked = self["entry_place"].value()
        if (
            asked and not place.valid_value(asked) and self.is_bound
        ):  # shown, so that nothing is sent elsewhere
            place.widget.choices = [*place.choices, (asked, _("A place where you cannot ask"))]
        self._offer(announcements=self.announces)
        self.fields["entry_sort"].initial = Discussion.Sort.QUESTION

    @cached_property
    def places(self) -> list[Community]:
        """Return the communities in which the writer may ask."""
        return places_for(self.writer)

    @cached_property
    def announces(self) -> bool:
        """Whether the writer may announce something somewhere."""
        if "moderate" in rights_of(self.writer):
            return True
        return Community.objects.filter(
            pk__in=[place.pk for place in self.places],
            memberships__user=self.writer,
            memberships__holdings__role__in=_LEADS,
            memberships__holdings__ended_at=None,
        ).exists()

    def clean_entry_place(self) -> Community | None:
        slug = self.cleaned_data["entry_place"]
        return next((place for place in self.places if place.slug == slug), None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("entry_sort") == ANNOUNCEMENT and "entry_place" in cleaned:
            place = cleaned["entry_place"]
            if not may_announce_in(self.writer, place):
                here = _("Only those who lead this community announce something in it.")
                self.add_error(
                    "entry_place", here if place else _("Only editors announce something to everybody.")
                )
        return cleaned

    @cached_property
    def similar(self) -> list[Similar]:
        """Return what there is already about the title as it was typed."""
        return similar_to(self.writer, str(self["title"].value() or ""))

    @property
    def must_look(self) -> bool:
        """Say whether there is something similar that the writer has not seen yet."""
        fields = self.cleaned_data
        if fields["entry_sort"] == ANNOUNCEMENT or fields["looked"] == seen_for(fields["title"]):
            return False
        return not self.is_saved and bool(self.similar)  # sent twice, it finds itself among what is similar

    def ask(self) -> Saved | None:
        """Begin the discussion; None when it was refused, and then the form says why."""
        fields = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.writer, "create")
            return asking.ask(
                **{name: fields[name] for name in ("title", "body", "tags")},
                community=fields["entry_place"],
                topic=self.topic(),
                by=self.writer,
                key=self._key(),
            )
        return None


class DiscussionForm(ChangeForm, _DiscussionForm):
    """A change of a discussion, based on the revision that the writer started from."""

    summary = LineField(
        label=_("Edit summary"),
        max_length=300,
        required=False,
        help_text=_("What you changed and why, for those who read the history."),
    )
    minor = forms.BooleanField(label=_("Minor edit: a slip of the pen"), required=False)
    began_on = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, page: Discussion, **options: Any) -> None:
        super().__init__(data, initial=None if data else written_on(page.current), **options)
        self.page = page
        self._offer(announcements=page.sort == ANNOUNCEMENT or may_announce_in(self.writer, page.parent))

    def revise(self) -> Saved | None:
        """Save the change; None when it was refused, and then the form says why. Raise `Conflict`."""
        fields = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            return asking.change(
                self.page,
                base=fields["base_revision"].number,
                began_on=fields["began_on"],
                entry=self.topic().structure(),
                by=self.writer,
                key=self._key(),
                **{name: fields[name] for name in ("title", "body", "tags", "summary", "minor")},
            )
        return None


def seen_for(title: str) -> str:
    """Return the sign that what is similar to `title` was shown."""
    return hashlib.sha256(name_key(title).encode("utf-8", "replace")).hexdigest()[:16]


def written_on(revision: Revision) -> dict[str, Any]:
    """Return the form's fields as `revision` has them."""
    draft = Draft.of(revision)
    topic = Topic.of(draft.entry)
    return {
        "title": draft.title,
        "body": draft.body,
        "tags": list(draft.tags),
        "entry_sort": topic.sort,
        "entry_about": names_of(Page.objects.live().filter(pk__in=topic.about).by_title()),
        "entry_shown_from": topic.shown_from,
        "entry_shown_until": topic.shown_until,
        "base_revision": revision.number,
    }
