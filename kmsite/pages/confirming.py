"""Forms that ask before something is done that many notice, or that nobody can undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from kmsite.pages.drafts import LONGEST_TITLE
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page


class PurgeForm(forms.Form):
    """Deleting for good: ticked by somebody who has read what ends."""

    is_sure = forms.BooleanField(
        label=_("Yes, delete this for good. I know that nobody can bring it back."),
        error_messages={"required": _("Nothing was deleted. Tick the box if it should be.")},
    )


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
