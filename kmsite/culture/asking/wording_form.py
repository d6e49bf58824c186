"""What an administrator fills in to ask in other words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kmsite.culture.asking import wording
from kmsite.culture.models import Assessment, Item
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField

LONGEST = 200


class WordingForm(RefusableForm):
    """Eleven pairs in their places, and why they are worded anew."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    reason = LineField(
        label=_("Why"),
        max_length=500,
        help_text=_("Rounds of different wordings are never compared: the line of earlier rounds ends here."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, data: Any, *, latest: Assessment) -> None:
        super().__init__(data, initial={"base": latest.version})
        self.items = list(latest.items.all())
        for item in self.items:
            self.fields[f"from_{item.place}"] = _statement(_("From"), item.from_text)
            self.fields[f"to_{item.place}"] = _statement(_("to"), item.to_text)

    @property
    def pairs(self) -> list[tuple[Item, BoundField, BoundField]]:
        return [(item, self[f"from_{item.place}"], self[f"to_{item.place}"]) for item in self.items]

    def reword(self, *, by: Any) -> Assessment | None:
        """Make the new version; None when it was refused, and then the form says why."""
        said = self.cleaned_data
        pairs = [(said[f"from_{item.place}"], said[f"to_{item.place}"]) for item in self.items]
        with self._refusals():
            return wording.reword(pairs, base=said["base"], reason=said["reason"], by=by)
        return None


def _statement(label: Any, initial: str) -> LineField:
    return LineField(
        label=label, max_length=LONGEST, initial=initial, widget=forms.TextInput(attrs={"dir": "auto"})
    )
