"""What an administrator fills in who helps a community that nobody leads."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

_PLAIN = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}


class RescueForm(forms.Form):
    """A community by its address, and whom its members want."""

    slug = forms.CharField(
        label=_("Address of the community"),
        max_length=500,
        help_text=_("As its members tell you: you need not be able to open it."),
        widget=forms.TextInput(attrs=_PLAIN),
    )
    username = forms.CharField(
        label=_("Who shall facilitate it"),
        max_length=150,
        help_text=_("The username of somebody who belongs to it."),
        widget=forms.TextInput(attrs=_PLAIN),
    )

    def clean_slug(self) -> str:
        """Return the last part of the address, whatever stands before it."""
        path = urlsplit(self.cleaned_data["slug"].strip()).path if "/" in self.cleaned_data["slug"] else ""
        return (path or self.cleaned_data["slug"]).strip("/ ").rpartition("/")[2]

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().removeprefix("@")
