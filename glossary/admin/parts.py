"""The parts of an entry as formsets: names, definitions, notes and relations, in an order of one's own."""

import json
import re
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.contrib.admin.helpers import Fieldset
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary.admin.forms import DefinitionForm, NameForm, NoteForm, RelationForm
from glossary.checking import MOST_NAMES, MOST_PARTS
from glossary.entry import PARTS

IS_ID = re.compile(r"\A[\w.-]{1,12}\Z", re.ASCII)
MOST_ROWS = 150
"""Rows that a form may hold at all; what is too many for an entry is refused with a sentence."""


class PartsFormSet(forms.BaseFormSet):
    """Rows of one part; each travels with the id of what it changes, so that it stays the same one."""

    ordering_widget = forms.NumberInput(attrs={"class": "place", "min": 0})

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[ORDERING_FIELD_NAME].label = _("Place")
        form.fields[ORDERING_FIELD_NAME].max_value = MOST_ROWS

    def clean(self):
        """Take an id once: a row that was copied is a new one, and so is one whose id is none."""
        seen = {""}
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            id = cleaned.get("id")
            if id is not None and (id in seen or not IS_ID.match(id)):
                cleaned["id"] = ""
            seen.add(id)


@dataclass(frozen=True)
class Kind:
    """A part of the entry: its form, what it is called, how its fields stand in lines."""

    name: str
    form: type
    label: str | Promise
    plural: str | Promise
    lines: tuple
    help: str | Promise = ""
    is_table: bool = False


KINDS = (
    Kind(
        "names",
        NameForm,
        gettext_lazy("Name"),
        gettext_lazy("Other names"),
        ("text", "kind", "case", "autolink"),
        gettext_lazy(
            "Synonyms, acronyms, spellings and outdated names. Whoever looks for one of them finds this term."
        ),
        is_table=True,
    ),
    Kind(
        "definitions",
        DefinitionForm,
        gettext_lazy("Definition"),
        gettext_lazy("Definitions"),
        (
            "text",
            "is_house",
            "reason",
            ("source", "fidelity", "locator"),
            ("via", "since", "until"),
            ORDERING_FIELD_NAME,
        ),
        gettext_lazy(
            "ISO 704: name the wider concept and what sets this one apart, in one sentence that could stand "
            "in place of the term. Never define a term by itself."
        ),
    ),
    Kind(
        "notes",
        NoteForm,
        gettext_lazy("Note"),
        gettext_lazy("Notes"),
        ("text", ("kind", "source"), ORDERING_FIELD_NAME),
        gettext_lazy("Markdown. Those for editors only stand nowhere on the site."),
    ),
    Kind(
        "relations",
        RelationForm,
        gettext_lazy("Relation"),
        gettext_lazy("Relations"),
        (("kind", "term"), ("stance", "source", "note"), ORDERING_FIELD_NAME),
        gettext_lazy("Read it as a sentence. The other term shows the other side of it by itself."),
    ),
)


class Part:
    """One formset, as the change form shows it."""

    def __init__(self, kind, data, items, kept):
        """`items` are the rows that an unsent form begins with; a sent one brings its own."""
        self.kind = kind
        most = MOST_NAMES if kind.name == "names" else MOST_PARTS
        factory = forms.formset_factory(
            kind.form,
            formset=PartsFormSet,
            can_delete=True,
            can_order=True,
            max_num=most,
            absolute_max=MOST_ROWS,
            extra=1,
        )
        begun = items if data is None else None
        self.formset = factory(data, initial=begun, prefix=kind.name, form_kwargs={"kept": kept})

    @cached_property
    def rows(self):
        """Every row: those of the entry, an empty one, and the one that the script copies."""
        saved = len(self.formset.initial_forms)
        rows = [Row(self, form, number, number < saved) for number, form in enumerate(self.formset.forms)]
        return [*rows, Row(self, self.formset.empty_form, "empty", False)]

    @property
    def script(self):
        """What Django's script for rows wants to know."""
        told = {
            "prefix": self.kind.name,
            "addText": _("Add another %s") % str(self.kind.label).lower(),
            "deleteText": _("Remove"),
        }
        return json.dumps({"name": f"#{self.kind.name}", "options": told})

    def items(self):
        """Return what the rows say, in the order of their places, as parts of an entry."""
        part = PARTS[self.kind.name]
        return tuple(part(**_values(form.cleaned_data)) for form in self.formset.ordered_forms)


@dataclass(frozen=True)
class Row:
    """One row of a formset."""

    part: Part
    form: forms.Form
    number: int | str
    is_saved: bool

    @property
    def fieldset(self):
        return Fieldset(self.form, None, fields=self.part.kind.lines)

    @property
    def cells(self):
        return [self.form[name] for name in self.part.kind.lines]

    @property
    def hidden(self):
        return self.form.hidden_fields()

    @property
    def place(self):
        return self.form[ORDERING_FIELD_NAME]

    @property
    def remove(self):
        return self.form["DELETE"]


def _values(cleaned):
    """Return the fields of an item, with ids in place of rows of tables."""
    fields = {name: value for name, value in cleaned.items() if name not in ("DELETE", ORDERING_FIELD_NAME)}
    return {name: getattr(value, "pk", value) for name, value in fields.items()}
