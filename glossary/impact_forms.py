"""Asking for the impact of a name: which one, by which rules, of which term."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from glossary.checking import LINKED_STATES, is_linkable
from glossary.models import Domain, Term
from kmsite.pages.fields import LineField
from kmsite.pages.models import Name
from kmsite.pages.terms_inside import impact
from kmsite.pages.terms_inside.autolinking import known

LARGEST_NUMBER = 2**63 - 1


class ImpactForm(forms.Form):
    """A name besides those that the term has, if one is given; nothing is written."""

    name = LineField(max_length=200)
    case = forms.ChoiceField(choices=Name.Case, required=False)
    term = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, required=False)
    domain = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, required=False)

    def __init__(self, *args: Any, asker: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asker = asker

    def clean_name(self) -> str:
        """Refuse what is never linked by itself."""
        name = self.cleaned_data["name"]
        if not is_linkable(name):
            raise ValidationError(_("This is too short to be linked by itself: texts are full of it."))
        return name

    def clean_term(self) -> Term | None:
        """Find the term among those that the person sees."""
        number = self.cleaned_data["term"]
        term = Term.objects.visible_to(self.asker).filter(pk=number).first() if number else None
        if number and term is None:
            raise ValidationError(_("There is no such term."))
        return term

    def impact(self) -> impact.Impact:
        """Return what comes of it when the term has this name, too."""
        said = self.cleaned_data
        term = said["term"]
        number = said["domain"] or (term and term.domain_id)
        domain = Domain.objects.filter(pk=number).first() if number else None
        names = [name for name in known().names if term and name.term == term.pk]
        rules = {impact.NameRule(name.text, name.exact, name.area) for name in names}
        is_exact = said["case"] == Name.Case.EXACT
        rules.add(impact.NameRule(said["name"], is_exact, domain.key if domain else ""))
        return impact.of(rules, by=self.asker, term=term and term.pk)

    @property
    def is_waiting(self) -> bool:
        """Whether the term links nothing as long as it is a draft."""
        term = self.cleaned_data.get("term")
        return bool(term) and term.status not in LINKED_STATES
