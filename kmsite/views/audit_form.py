"""Which deeds an administrator wants to see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.accounts.models import User
from kmsite.pages.deeds.verbs import SUBJECTS
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.told import auditing
from kmsite.pages.told.auditing import Wanted

_DAYS = [MinValueValidator(date(1970, 1, 1)), MaxValueValidator(date(9000, 1, 1))]


def _deeds() -> list[tuple[Any, Any]]:
    """Return the choices: each subject as a whole, and its verbs below it."""
    labels = dict(LedgerEntry.Verb.choices)
    groups = [
        (label, [(name, _("%s: all") % label), *((str(verb), labels[verb]) for verb in verbs)])
        for name, (label, verbs) in SUBJECTS.items()
    ]
    return [("", _("Everything")), *groups]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=_DAYS)


class AuditForm(forms.Form):
    """Who did what, where, from which day to which."""

    person = forms.CharField(label=gettext_lazy("Who (username)"), required=False, max_length=150)
    deed = forms.ChoiceField(label=gettext_lazy("What"), required=False, choices=_deeds)
    page = forms.CharField(label=gettext_lazy("Address of a page"), required=False, max_length=500)
    since = _day(gettext_lazy("From"))
    until = _day(gettext_lazy("To"))

    def __init__(self, data: Any, *, reader: User) -> None:
        super().__init__(data)
        self.reader = reader

    def clean_person(self) -> User | None:
        name = self.cleaned_data["person"].replace("\0", "").strip()
        if not name:
            return None
        found = User.objects.filter(username=name).first()
        if found is None:
            raise forms.ValidationError(_("There is nobody of this username."))
        return found

    def clean_page(self) -> Page | None:
        address = self.cleaned_data["page"]
        found = auditing.page_at(address, self.reader) if address else None
        if address and found is None:
            raise forms.ValidationError(_("There is no page with this address."))
        return found

    def wanted(self) -> Wanted | None:
        """Return what is asked for; None where something in the form is wrong, and the form says what."""
        return Wanted(**self.cleaned_data) if self.is_valid() else None
