"""What people fill in about themselves and about those they invite."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.accounts.roles import NAMES, READER, SENTENCES, can_grant
from kmsite.accounts.usernames import refuse_reserved, refuse_unclear
from kmsite.text.names import LineTooLong, clean_line


def clean_name(text: str) -> str:
    """Return the name a person is shown by, as one clean line. Raises ValidationError."""
    try:
        name = clean_line(text, User._meta.get_field("name").max_length)
    except LineTooLong as error:
        raise ValidationError(str(error)) from error
    if not name:
        raise ValidationError(_("Please write a name."))
    return name


def clean_username(username: str) -> str:
    """Return a username in lower case that nobody else has or seems to have. Raises ValidationError."""
    username = username.lower()
    refuse_unclear(username)
    refuse_reserved(username)
    if User.objects.looking_like(username).exists():
        raise ValidationError(_("This username is taken, or looks like one that is."), code="taken")
    return username


def name_field() -> forms.CharField:
    """Return the field in which a person says how they are called."""
    return forms.CharField(
        label=_("Your name"),
        help_text=_("As others see it beside what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PersonForm(forms.Form):
    """A new person introduces themselves."""

    name = name_field()
    username = forms.CharField(
        label=_("Username"),
        help_text=_("For signing in and for the address of your page: letters, digits, “.”, “-”, “_”."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("For a new password when you need one. It is not shown to others."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters. A few words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_username(self) -> str:
        return clean_username(self.cleaned_data["username"])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.with_email(email).exists():
            raise ValidationError(_("Somebody here already uses this e-mail address."), code="taken")
        return email

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("password"):
            person = User(**{name: fields.get(name, "") for name in ("username", "name", "email")})
            try:
                validate_password(fields["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return fields


class InvitationForm(forms.Form):
    """An administrator invites somebody."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("The link is sent there. Leave it empty to get a link that you pass on yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, initial=READER)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role, f"{name}: {SENTENCES[role]}") for role, name in NAMES.items() if can_grant(by, role)
        ]
        if not settings.SENDS_MAIL:
            self.fields["email"].help_text = _(
                "This site sends no mail: you pass on the link yourself. The address is filled in for them."
            )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if email and User.objects.with_email(email).exists():
            raise ValidationError(_("Somebody here already uses this e-mail address."), code="taken")
        return email


def time_zones() -> list[tuple[str, Any]]:
    """Return the choices of time zones, by region, the device's own first."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        region, _slash, city = zone.partition("/")
        if city and region not in {"Etc", "SystemV", "posix", "right"}:
            regions.setdefault(region, []).append((zone, city.replace("_", " ").replace("/", ", ")))
    return [("", _("As my device")), ("UTC", "UTC"), *regions.items()]


class PreferencesForm(forms.Form):
    """How somebody is called and likes to read."""

    name = name_field()
    theme = forms.ChoiceField(label=_("Theme"), choices=User.Theme, widget=forms.RadioSelect)
    text_size = forms.ChoiceField(label=_("Text size"), choices=User.TextSize, widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        required=False,
        help_text=_("Times are shown in it."),
    )
    term_cards = forms.BooleanField(
        label=_("Show a card when I point at a link to a page or a term"), required=False
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])
