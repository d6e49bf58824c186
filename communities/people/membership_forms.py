"""What is filled in about members: asking, inviting, deciding, giving roles, looking somebody up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Holding
from communities.people import people_file
from communities.people.people_file import FileRefused
from kmsite.accounts.models import User

NOBODY = _("Nobody has this username.")
_PLAIN = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}


def _text(label: Any, most: int, *, required: bool = False, hint: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class AskForm(forms.Form):
    """Asking to join."""

    message = _text(
        _("A few words to those who decide"),
        1000,
        hint=_("What you work on, and why you want to join."),
    )


class InviteForm(forms.Form):
    """Inviting somebody by their username."""

    username = forms.CharField(label=_("Username"), max_length=150, widget=forms.TextInput(attrs=_PLAIN))
    message = _text(_("A few words to them"), 1000)

    def clean_username(self) -> User:
        """Return the person, whose account is open."""
        username = self.cleaned_data["username"].strip().removeprefix("@")
        person = User.objects.active().filter(username__iexact=username).first()
        if person is None:
            raise ValidationError(NOBODY)
        return person


class DecideForm(forms.Form):
    """Deciding a request."""

    answer = forms.ChoiceField(
        choices=[("yes", _("Let in")), ("no", _("Do not let in"))],
        error_messages={"required": _("Say whether they may join."), "invalid_choice": _("Say yes or no.")},
    )
    reason = _text(_("Why"), 500, hint=_("They are told."), rows=2)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where somebody is turned away."""
        said = super().clean() or self.cleaned_data
        if said.get("answer") == "no" and "reason" in said and not said["reason"]:
            self.add_error("reason", _("Tell them why: they are waiting for an answer."))
        return said


class ReasonForm(forms.Form):
    """Saying why somebody is taken out."""

    reason = _text(_("Why"), 500, required=True, hint=_("The person is told."))


class DayField(forms.DateField):
    """A day, picked in the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and not 1900 <= day.year <= 2200:
            raise ValidationError(_("This day is too far away."))
        return day


class RoleForm(forms.Form):
    """Giving a role, of those that the giver holds the rights of."""

    role = forms.ChoiceField(
        label=_("Role"), error_messages={"invalid_choice": _("You cannot give this role.")}
    )
    since = DayField(label=_("From"), required=False, help_text=_("Left empty: today."))
    until = DayField(label=_("To"), required=False, help_text=_("The last day. Left empty: until ended."))

    def __init__(self, *args: Any, roles: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(role, Holding.Role(role).label.capitalize()) for role in roles]
        self.fields["role"].choices = [("", _("Choose a role")), *named]

    def clean(self) -> dict[str, Any]:
        """Refuse a term that ends before it begins."""
        said = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("A role cannot end before it begins."))
        return said


class EndForm(forms.Form):
    """Ending a role, with what its holder leaves to who comes after."""

    role = forms.ChoiceField(choices=Holding.Role.choices, widget=forms.HiddenInput)
    handover = _text(
        _("Handover note"), 1000, hint=_("What who comes after should know. Members see it."), rows=2
    )


class DirectoryForm(forms.Form):
    """Looking somebody up among the members."""

    words = forms.CharField(
        label=_("Name"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    term = forms.ChoiceField(label=_("Can be asked about"), required=False)

    def __init__(
        self, *args: Any, departments: list[tuple[str, str]], terms: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        roles = [(value, label.capitalize()) for value, label in Holding.Role.choices]
        for name, choices in (("role", roles), ("department", departments), ("term", terms)):
            self.fields[name].choices = [("", _("All")), *choices]
        for name, choices in (("department", departments), ("term", terms)):
            if not choices:
                del self.fields[name]

    def asked(self) -> dict[str, Any]:
        """Return what was asked for, without what cannot be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PeopleForm(forms.Form):
    """People to add: a file, or the same in a text; sent again from the preview, with the word to go on."""

    file = forms.FileField(
        label=_("A file (CSV UTF-8)"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    people = forms.CharField(
        label=_("Or write them here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={**_PLAIN, "rows": 8, "dir": "auto"}),
    )
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> str:
        """Return the text of the file."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        try:
            return people_file.text_of(file.read(people_file.MOST_BYTES + 1))
        except FileRefused as refused:
            raise ValidationError(refused.message) from refused

    def clean(self) -> dict[str, Any]:
        """Ask for one of both."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.text().strip():
            raise ValidationError(_("Choose a file, or write whom to add."))
        return said

    def text(self) -> str:
        """Return what was sent: the file, if there is one."""
        return self.cleaned_data.get("file") or self.cleaned_data.get("people") or ""
