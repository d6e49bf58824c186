"""Forms that ask before something is done that many notice, or that nobody can undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kmsite.pages.endings.redacting import Secret, SecretRefused
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page
from kmsite.pages.saving.drafts import LONGEST_TITLE


class PurgeForm(forms.Form):
    """Deleting for good: ticked by somebody who has read what ends."""

    is_sure = forms.BooleanField(
        label=_("Yes, delete this for good. I know that nobody can bring it back."),
        error_messages={"required": _("Nothing was deleted. Tick the box if it should be.")},
    )


class RemovalForm(forms.Form):
    """Words, or the whole text of one revision, to be removed from the history of a page."""

    words = forms.CharField(
        label=_("The exact words"),
        max_length=10_000,
        required=False,
        help_text=_("A password, a key, a name: every place where exactly this stands is blacked out."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )
    number = forms.IntegerField(
        label=_("Or the whole text of revision"), min_value=1, max_value=2**31 - 1, required=False
    )
    why = LineField(
        label=_("Why"),
        max_length=200,
        help_text=_("Everybody who reads the history can see this. Do not name the secret."),
    )
    is_sure = forms.BooleanField(
        label=_("Yes, remove this for good. I know that nobody can bring it back."), required=False
    )
    found = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Want one of the two, and make a secret of the words."""
        cleaned = super().clean()
        if bool(cleaned.get("words")) == bool(cleaned.get("number")) and not self.errors:
            raise ValidationError(_("Give either the words, or the number of a revision."))
        if cleaned.get("words"):
            try:
                cleaned["secret"] = Secret.of(cleaned["words"])
            except SecretRefused as refused:
                self.add_error("words", str(refused))
        return cleaned


class TitlesForm(forms.Form):
    """New titles for pages that come out of the trash and whose titles others have by now."""

    def __init__(self, data: Mapping[str, str] | None = None, *, pages: Iterable[Page] = ()) -> None:
        super().__init__(data)
        for page in pages:
            self.fields[f"title_{page.pk}"] = LineField(
                label=_("New title for “%s”") % page.title, max_length=LONGEST_TITLE, initial=page.title
            )

    def titles(self) -> dict[int, str]:
        """Return the titles by the ids of their pages."""
        return {int(name.removeprefix("title_")): title for name, title in self.cleaned_data.items()}
