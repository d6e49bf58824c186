"""Form fields of what people write about a term: gloss, names, definitions with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from glossary.models import Definition, Domain, Source
from glossary.models.term import LONGEST_GLOSS
from glossary.relating import CHOICES
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.models import Name

Choices = list[tuple[str, Any]]
MOST_SOURCES = 150
"""Sources that a form offers; one that is not among them is filled in and found again when it is saved."""
EMPTY_CHOICE = ("", "\u2013")
NAME_KINDS = [
    (kind.value, kind.label)
    for kind in (
        Name.Kind.ADMITTED,
        Name.Kind.ACRONYM,
        Name.Kind.VARIANT,
        Name.Kind.HIDDEN,
        Name.Kind.DEPRECATED,
    )
]


class GlossField(LineField):
    """A gloss: plain words, on one line, short enough for a card."""

    def __init__(self, **options: Any) -> None:
        attributes = {"rows": 2, "dir": "auto", "maxlength": LONGEST_GLOSS, "data-count": LONGEST_GLOSS}
        super().__init__(
            label=_("In short"),
            max_length=LONGEST_GLOSS,
            required=False,
            help_text=_("Plain words for cards and lists, at most %d characters.") % LONGEST_GLOSS,
            widget=forms.Textarea(attrs=attributes),
            **options,
        )


class NameKindField(forms.ChoiceField):
    """What kind of name another name is."""

    def __init__(self) -> None:
        widget = forms.Select(attrs={"aria-label": _("Kind of name")})
        super().__init__(
            label=_("Kind of name"), choices=NAME_KINDS, initial="admitted", required=False, widget=widget
        )

    def clean(self, value: Any) -> str:
        return super().clean(value) or Name.Kind.ADMITTED.value


class YearField(forms.IntegerField):
    """A year of our era."""

    def __init__(self) -> None:
        super().__init__(label=_("Year"), required=False, min_value=1, max_value=2200)


class AddressField(LineField):
    """The address of a web page."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and not text.lower().startswith(("https://", "http://")):
            raise ValidationError(_("An address of a source begins with https:// or http://."))
        return text


def domain_choices() -> Choices:
    """Return the domains to choose from."""
    return [("", _("none")), *((str(one.pk), one.name) for one in Domain.objects.all())]


def definition_fields(which: str, sources: Choices) -> dict[str, forms.Field]:
    """Return the fields of one definition, the "house" definition or a "further" one, by their names.

    `sources` are those to choose from (`source_choices`).
    """
    is_house = which == "house"
    label = _("Definition") if is_house else _("Definition to add")
    text = BodyField(label=label, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    fields: dict[str, forms.Field] = {"text": text}
    if is_house:
        fields["reason"] = _line(_("Why this one"), 500)
    fields |= {
        "source": _choice(_("Source"), [("", _("none, or a new one below")), *sources]),
        "locator": _line(_("Where in it"), 100),
        "fidelity": _choice(_("How close to the source"), [EMPTY_CHOICE, *Definition.Fidelity.choices]),
        "via": _choice(_("Quoted via"), [EMPTY_CHOICE, *sources]),
        "source_kind": _choice(_("Kind of source"), Source.Kind.choices, Source.Kind.UNKNOWN.value),
        "source_title": _line(_("Title"), 300),
        "source_authors": _line(_("Authors"), 300),
        "source_year": YearField(),
        "source_url": AddressField(label=_("Address"), max_length=500, required=False),
    }
    return {f"entry_{which}_{name}": field for name, field in fields.items()}


def relation_fields() -> dict[str, forms.Field]:
    """Return the fields of one relation, by their names."""
    return {
        "entry_relation_kind": _choice(_("This term"), [EMPTY_CHOICE, *CHOICES]),
        "entry_relation_term": _line(_("Other term"), 200),
        "entry_relation_note": _line(_("Note"), 300),
    }


def source_choices(said: Mapping[str, Any]) -> Choices:
    """Return the sources that a form offers: those that are chosen in `said` first, then by title."""
    chosen = [str(text) for name, text in said.items() if name.endswith(("_source", "_via"))]
    ids = [int(text) for text in chosen if text.isascii() and text.isdecimal() and len(text) < 19]
    is_used = Case(When(Q(pk__in=ids), then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Source.objects.defer("archived_excerpt").order_by(is_used, "title", "pk")
    return [(str(row.pk), str(row)[:120]) for row in rows[:MOST_SOURCES]]


def _line(label: Any, most: int) -> LineField:
    return LineField(
        label=label, max_length=most, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


def _choice(label: Any, choices: Choices, initial: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)
