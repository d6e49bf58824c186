"""What is filled in about who may read: the choice for a page, an audience, a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.fields import LineField
from kmsite.pages.models import Audience, Page
from kmsite.pages.readers import membership
from kmsite.pages.readers.audiences import set_audience, state_of
from kmsite.pages.readers.explaining import Choice, choices_for, chosen
from kmsite.pages.readers.membership import MembershipRefused
from kmsite.pages.refusing import AudienceRefused

NOBODY = _("Nobody has this username.")


class AudienceForm(forms.Form):
    """Choosing who may read `page`. What is foreign to the person and what is unknown are refused alike."""

    choice = forms.CharField(required=False, max_length=12)
    seen = forms.CharField(max_length=60, error_messages={"required": _("The form is not complete.")})

    def __init__(self, data: Mapping[str, str] | None, *, page: Page, writer: User) -> None:
        super().__init__(data)
        self.page, self.writer = page, writer
        self.choices = choices_for(page, writer)
        self.state = state_of(page)

    def clean_choice(self) -> Choice:
        choice = chosen(self.choices, self.cleaned_data["choice"])
        if choice is None:
            raise ValidationError(_("There is no such audience."))
        if choice.reason:
            raise ValidationError(choice.reason)
        return choice

    def change(self) -> bool:
        """Let the page reach who was chosen; False when it was refused, and then the form says why."""
        try:
            set_audience(
                self.page,
                self.cleaned_data["choice"].audience,
                by=self.writer,
                seen=self.cleaned_data["seen"],
            )
        except AudienceRefused as refused:
            self.add_error(None, str(refused))
            return False
        return True


class NewAudienceForm(forms.Form):
    """Making an audience, or renaming one."""

    name = LineField(label=_("Name"), max_length=200)

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by

    def make(self) -> Audience | None:
        """Make the audience; None when the name is taken, and then the form says so."""
        try:
            return membership.make_audience(self.cleaned_data["name"], by=self.by)
        except MembershipRefused as refused:
            self.add_error("name", str(refused))
            return None

    def rename(self, audience: Audience) -> bool:
        """Rename `audience`; False when it was refused, and then the form says why."""
        try:
            membership.rename_audience(audience, self.cleaned_data["name"], by=self.by)
        except MembershipRefused as refused:
            self.add_error("name", str(refused))
            return False
        return True


class PersonForm(forms.Form):
    """Naming somebody by their username."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_username(self) -> User:
        """Return the person."""
        username = self.cleaned_data["username"].strip().removeprefix("@").lower()
        person = User.objects.filter(username__iexact=username).first() if "\0" not in username else None
        if person is None:
            raise ValidationError(NOBODY)
        return person
