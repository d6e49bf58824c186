"""What somebody chooses for a report, and fills in to let a term be found by one more name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from glossary.models import Term
from kmsite.accounts.models import User
from kmsite.gaps import settling
from kmsite.gaps.listing import articles
from kmsite.pages.models import Name, Page
from kmsite.pages.names.naming import near_titles
from kmsite.pages.places.placing_forms import PageField
from kmsite.pages.saving.editing import Conflict, Saved
from kmsite.text.refusal import TextRefused

SECTIONS_OFFERED = 200
KINDS = [
    (Name.Kind.HIDDEN.value, _("Hidden: search finds the term by it, and nobody reads it")),
    (Name.Kind.ADMITTED.value, _("Admitted: people may use it, and texts are linked by it")),
]


class SectionForm(forms.Form):
    """The section that a report is about; all of them if none is chosen."""

    section = forms.ModelChoiceField(
        Page.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("All sections"),
        label=_("Section"),
    )

    def __init__(self, data: Mapping[str, str], *, reader: Any) -> None:
        super().__init__(data)
        self.fields["section"].queryset = articles(reader).roots().by_title()

    @property
    def chosen(self) -> Page | None:
        """The section; None for all, and for what is none that the reader may see."""
        return self.cleaned_data.get("section") if self.is_valid() else None


class NameForm(forms.Form):
    """A term, and how it is found by what people searched for."""

    term = PageField(label=_("Term"), help_text=_("The term that people meant, by its name or address."))
    kind = forms.ChoiceField(
        label=_("What kind of name it is"), choices=KINDS, initial=KINDS[0][0], widget=forms.RadioSelect
    )

    def __init__(self, data: Mapping[str, str] | None, *, text: str, curator: User) -> None:
        self.text, self.curator = text, curator
        super().__init__(data)
        self.fields["term"].pages = Term.objects.visible_to(curator).unarchived().with_current()
        self.near = [page for page in near_titles(curator, text, 8) if page.kind == Page.Kind.TERM]

    @property
    def sections(self) -> list[Page]:
        """The terms that a browser offers without scripts."""
        return self.near

    def give(self) -> Saved | None:
        """Give the term the name; None, with an error that says why, when that was refused."""
        term = self.cleaned_data["term"]
        kind = self.cleaned_data["kind"]
        try:
            return settling.give_name(term, self.text, kind, base=term.current.number, by=self.curator)
        except Conflict:
            self.add_error(None, _("Somebody changed this term at the same moment. Try again."))
        except TextRefused as refused:
            self.add_error(None, str(refused))
        return None
