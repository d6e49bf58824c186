"""What is filled in about a community besides its charter: its stage, its readers, its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities.life import changing, proposing
from communities.life.stages import SETTABLE
from communities.models import Community, Stage
from kmsite.accounts.models import User
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page
from kmsite.pages.places.placing import pages_called

LONGEST_REASON = 500
SENTENCES = {
    Stage.Name.FORMING: _("forming: people find one another, and a rhythm"),
    Stage.Name.ACTIVE: _("active: people ask, answer and meet"),
    Stage.Name.STEADY: _("steady: it runs, and looks after what it has"),
    Stage.Name.WINDING_DOWN: _("winding down: what is worth keeping is being handed over"),
}


class _ChangingForm(RefusableForm):
    """A form about one community."""

    def __init__(self, *args: Any, community: Community, writer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.community, self.writer = community, writer

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused, the archive as well, into an error of the form."""
        with super()._refusals():
            try:
                yield
            except ArchiveRefused as refused:
                self.add_error(None, str(refused))


class StageForm(_ChangingForm):
    """The stage that a community is in, since when, and why."""

    name = forms.ChoiceField(
        label=_("Stage"),
        choices=[(name.value, SENTENCES[name]) for name in SETTABLE],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a stage."),
            "invalid_choice": _("Choose one of these stages."),
        },
    )
    since = forms.DateField(
        label=_("Since"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        initial=timezone.localdate,
        error_messages={"invalid": _("This is no day. Write it as 2026-11-22.")},
    )
    reason = LineField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("A sentence for members and newcomers. Everybody who reads the community reads it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def change(self) -> bool:
        """Say which stage the community is in; False when it was refused, and then the form says why."""
        with self._refusals():
            changing.set_stage(self.community, by=self.writer, **self.cleaned_data)
        return not self.errors


class ReadersForm(_ChangingForm):
    """Who reads a community, and who joins it."""

    visibility = forms.ChoiceField(
        label=_("Who reads it"), choices=Community.Visibility.choices, widget=forms.RadioSelect
    )
    joining = forms.ChoiceField(
        label=_("Who joins"), choices=Community.Joining.choices, widget=forms.RadioSelect
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {
            "visibility": self.community.visibility,
            "joining": self.community.joining,
            "seen": changing.readers_of(self.community),
        }

    @property
    def changes_readers(self) -> bool:
        """Say whether other people would read the community."""
        return self.cleaned_data["visibility"] != self.community.visibility

    def change(self) -> bool:
        """Settle it; False when it was refused, and then the form says why."""
        with self._refusals():
            changing.settle(self.community, by=self.writer, **self.cleaned_data)
        return not self.errors


class DeclineForm(_ChangingForm):
    """Why a proposed community does not begin."""

    reason = LineField(
        label=_("Why not"),
        max_length=LONGEST_REASON,
        help_text=_("Those who proposed it read this: say what would have to be different."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say why: those who proposed it read this.")},
    )

    def decline(self) -> bool:
        """Decline the proposal; False when it was refused, and then the form says why."""
        with self._refusals():
            proposing.decline(self.community, by=self.writer, **self.cleaned_data)
        return not self.errors


class ArchiveForm(_ChangingForm):
    """Why a community goes into the archive."""

    reason = LineField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("A sentence for whoever finds the community later: what ended, and where it goes on."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    to_community = LineField(
        label=_("To another community"),
        max_length=200,
        required=False,
        help_text=_("By its name or address: one in which you say what it looks after."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    to_person = forms.CharField(
        label=_("Or to a person"),
        max_length=150,
        required=False,
        help_text=_("By their username."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    sure = forms.BooleanField(
        label=_("I know that nothing in it can be changed from then on"),
        error_messages={"required": _("Say that you know it.")},
    )

    @cached_property
    def looked_after(self) -> list[Page]:
        """Return the pages that the community looks after, as far as the writer may see them."""
        seen = Page.objects.visible_to(self.writer).filter(stewardships__community=self.community.pk)
        return list(seen.distinct().by_title())

    def clean_to_community(self) -> Page | None:
        """Find the community that was named, among those that the writer may see."""
        text = self.cleaned_data["to_community"]
        there = Community.objects.visible_to(self.writer).unarchived().exclude(pk=self.community.pk)
        found = pages_called(there, text) if text else []
        if text and len(found) != 1:
            raise ValidationError(_("There is no community with this name or address."))
        return found[0] if found else None

    def clean_to_person(self) -> User | None:
        """Find the person who was named."""
        name = self.cleaned_data["to_person"].strip().removeprefix("@")
        person = User.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if name and person is None:
            raise ValidationError(_("There is nobody with this username."))
        return person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to_community") and cleaned.get("to_person"):
            self.add_error("to_person", _("Choose one of the two: a community or a person."))
        return cleaned

    def archive(self) -> bool:
        """Put the community into the archive; False when it was refused, and then the form says why."""
        chosen = {name: self.cleaned_data[name] for name in ("reason", "to_community", "to_person")}
        with self._refusals():
            changing.archive(self.community, by=self.writer, **chosen)
        return not self.errors
