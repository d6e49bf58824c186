"""What somebody fills in to say who they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.fields import LineField
from kmsite.pages.names.calling import TermsField, names_of
from kmsite.profiles import introducing
from kmsite.profiles.introducing import FIELDS, MOST_TERMS, stand
from kmsite.profiles.reading import known_by, profile_of
from kmsite.text.refusal import TextRefused

_HIDDEN = _("Then nobody but you sees it on your page, not even administrators. Elsewhere nothing changes.")


def _switch(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class ProfileForm(forms.Form):
    """Where somebody works, what to ask them about, and what they would rather hide."""

    department = LineField(
        label=_("Department"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "departments", "autocomplete": "organization", "dir": "auto"}),
    )
    about = LineField(
        label=_("About me"),
        help_text=_("What you work on, in a sentence or two."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    terms = TermsField(
        most=MOST_TERMS,
        max_length=5000,
        label=_("Ask me about"),
        help_text=_("Names from the glossary, separated by commas: at most twenty that you know well."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    is_open_to_questions = _switch(
        _("I am open to questions"),
        _("If not, you are not listed among those whom one can ask, and no question is announced to you."),
    )
    hides_written = _switch(_("Hide what I wrote"), _HIDDEN)
    hides_answered = _switch(_("Hide what I answered"), _HIDDEN)
    hides_looked_after = _switch(_("Hide what I look after"), _HIDDEN)
    hides_communities = _switch(_("Hide my communities"), _HIDDEN)
    base = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None, *, user: User) -> None:
        profile = profile_of(user)
        said = {name: getattr(profile, name) for name in FIELDS}
        terms = names_of(one.term for one in known_by(user, user))
        super().__init__(data, initial={**said, "terms": terms, "base": stand(user)})
        self.user = user
        self.fields["terms"].writer = user

    def introduce(self) -> bool:
        """Save it; False when it was refused, and then the form says why and knows what is there now."""
        said = {name: self.cleaned_data[name] for name in (*FIELDS, "terms")}
        try:
            introducing.introduce(self.user, base=self.cleaned_data["base"] or None, **said)
        except introducing.ChangedElsewhere as late:
            self.add_error(None, late.message)
            self.data = {**self.data.dict(), "base": stand(self.user)}
        except TextRefused as refused:
            self.add_error("terms", refused.message)
        return not self.errors
