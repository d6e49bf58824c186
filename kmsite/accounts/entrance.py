"""The forms of django-allauth in our words: labels above fields, no text inside them."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.forms import clean_name, name_field
from kmsite.accounts.people import keep_address


class InOurWords:
    """Changes what a form says, never what it does."""

    words: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)


class SignInForm(InOurWords, forms.LoginForm):
    words = {"login": _("Username or e-mail address")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].help_text = format_html(
            '<a href="{}">{}</a>', reverse_lazy("account_reset_password"), _("Forgotten your password?")
        )


class RegistrationForm(InOurWords, forms.SignupForm):
    """Somebody registers by themselves, where the site allows it."""

    name = name_field()
    field_order = ["name", "username", "email", "password1"]
    words = {"email": _("E-mail address")}
    hints = {"password1": _("At least 12 characters. A few words in a row are easy to remember.")}

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class ChangePasswordForm(InOurWords, forms.ChangePasswordForm):
    words = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    hints = {"password1": _("At least 12 characters. A few words in a row are easy to remember.")}


class ResetPasswordForm(InOurWords, forms.ResetPasswordForm):
    words = {"email": _("E-mail address")}


class NewPasswordForm(InOurWords, forms.ResetPasswordKeyForm):
    words = {"password1": _("New password"), "password2": _("New password again")}
    hints = {"password1": _("At least 12 characters. A few words in a row are easy to remember.")}


class ConfirmPasswordForm(InOurWords, forms.ReauthenticateForm):
    words = {"password": _("Password")}


class NewAddressForm(InOurWords, forms.AddEmailForm):
    words = {"email": _("New e-mail address")}

    def clean_email(self) -> str:
        email = super().clean_email()
        keep_address(self.user)  # allauth is about to drop an unconfirmed one
        return email
