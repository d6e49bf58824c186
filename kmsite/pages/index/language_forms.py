"""What is filled in about the language of a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kmsite.pages.index import choosing, languages
from kmsite.pages.models import Page
from kmsite.pages.refusing import TextRefused

_SIMPLE = "simple"


class LanguageForm(forms.Form):
    """Choosing the language of `page`, and of the pages below it."""

    language = forms.ChoiceField(label=_("Language of this page"), required=False)
    below = forms.BooleanField(required=False)

    def __init__(self, *args: Any, page: Page, writer: Any, **options: Any) -> None:
        super().__init__(*args, initial={"language": page.language}, **options)
        self.page, self.writer = page, writer
        self.fields["language"].choices = _choices()
        self.fields["language"].widget.attrs["autocomplete"] = "off"
        if below := choosing.changes_below(page, writer):
            told = ngettext("Also for the page below it", "Also for the %(count)d pages below it", below)
            self.fields["below"].label = told % {"count": below}
        else:
            del self.fields["below"]

    def clean_language(self) -> str:
        if "language" not in self.data:  # "" is a choice: that of the site
            raise ValidationError(_("Choose a language."))
        return self.cleaned_data["language"]

    def choose(self) -> int | None:
        """Let the page be in the language; return how many pages changed, None when it was refused."""
        said = self.cleaned_data
        try:
            return choosing.choose(
                self.page, said["language"], by=self.writer, below=said.get("below", False)
            )
        except TextRefused as refused:
            self.add_error(None, str(refused))
            return None


def _choices() -> list[tuple[str, Any]]:
    """Return the languages by what their speakers call them; last, words as they stand."""
    site = languages.named(languages.site_language()).label
    spoken = [(one.name, one.label) for one in languages.choices() if one.name != _SIMPLE]
    simple = [(_SIMPLE, _("Another language: words are found exactly as they are written"))]
    return [("", _("As the site: %s") % site), *spoken, *simple]
