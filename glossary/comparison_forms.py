"""The form in which curators write about several terms side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from glossary.comparing import MOST_ROWS
from glossary.comparison_text import COMMON, Cell, ComparisonText, Row
from glossary.entry import new_id
from glossary.models import Source, Term
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.saving.drafts import LONGEST_SUMMARY

_ID = re.compile(r"[0-9a-f]{1,12}\Z")
_NUMBER = re.compile(r"#?([0-9]{1,9})\b")
BLANK_ROWS = 2
MOST_SENT = {"max_num": MOST_ROWS + 20, "absolute_max": MOST_ROWS + 20}
"""More than are kept, so that those who write too many get them back."""


class SourceField(forms.CharField):
    """A source by its number, as the list of the field proposes it: "#12 Milton, Knowing (2010)"."""

    def __init__(self, labels: Mapping[int, str], **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "sources", "autocomplete": "off", "dir": "auto"})
        super().__init__(required=False, max_length=500, widget=widget, **options)
        self.labels = labels

    def prepare_value(self, value: Any) -> Any:
        return self.labels.get(value, f"#{value}") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Return the number that was written; whether there is such a source, the whole form asks at once."""
        text = super().clean(value)
        if not text:
            return None
        if number := _NUMBER.match(text):
            return int(number[1])
        raise ValidationError(_("Choose a source from the list, or write its number."))


class RowForm(forms.Form):
    """A criterion: what is in common, and a cell for each term, each with its source."""

    def __init__(self, *args: Any, terms: Sequence[Term], labels: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["id"] = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
        self.fields["criterion"] = LineField(label=_("Criterion"), max_length=200, required=False)
        self.columns = {COMMON: _("In common"), **{str(term.pk): term.title for term in terms}}
        for at, title in self.columns.items():
            area = forms.Textarea(attrs={"rows": 3, "dir": "auto", "spellcheck": "true"})
            self.fields[f"text-{at}"] = BodyField(label=title, widget=area)
            self.fields[f"source-{at}"] = SourceField(labels, label=_("Source"))

    @property
    def cells(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Yield the fields of each cell: its text and its source."""
        for at in self.columns:
            yield self[f"text-{at}"], self[f"source-{at}"]

    @property
    def sources(self) -> dict[str, int]:
        """Return the sources that are named, by field."""
        named = {f"source-{at}": self.cleaned_data.get(f"source-{at}") for at in self.columns}
        return {name: source for name, source in named.items() if source}

    def row(self) -> Row:
        """Return what was written."""
        said = self.cleaned_data
        if not said:  # a blank one, not even with its number
            return Row("")
        cells = {at: Cell(said[f"text-{at}"].rstrip("\n"), said[f"source-{at}"]) for at in self.columns}
        return Row(said["criterion"], cells, said["id"] if _ID.match(said["id"]) else new_id())


class BaseRows(BaseFormSet):
    """The criteria, in the order of the numbers beside them."""

    def clean(self) -> None:
        """Refuse sources that do not exist, all asked for in one statement."""
        named = {id for form in self.forms if form.is_valid() for id in form.sources.values()}
        there = Source.objects.in_bulk(named)
        for form in self.forms:
            for name, id in form.sources.items() if form.is_valid() else ():
                if id not in there:
                    form.add_error(name, _("There is no source with this number."))

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place")
        form.fields["DELETE"].label = _("Remove this criterion")

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that stay. Two of one number: who came from behind stands before the other."""
        placed = []
        for was, form in enumerate(self.forms, 1):
            if not form.cleaned_data.get("DELETE"):
                place = form.cleaned_data.get("ORDER") or was
                placed.append(((place, (place > was) - (place < was), was), form.row()))
        return tuple(row for _place, row in sorted(placed, key=lambda one: one[0]))


class ComparisonForm(forms.Form):
    """The whole comparison of `terms`, from `said` (version `base`, 0 for none) on."""

    intro = BodyField(
        label=_("Introduction"),
        help_text=_("Why people mix these terms up, in a few sentences. Markdown."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "spellcheck": "true"}),
    )
    why = BodyField(
        label=_("Why the difference matters"),
        help_text=_("What goes wrong when people do not tell them apart. Needed to publish. Markdown."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "spellcheck": "true"}),
    )
    summary = LineField(label=_("Edit summary"), max_length=LONGEST_SUMMARY, required=False)
    base = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        terms: Sequence[Term],
        said: ComparisonText,
        base: int,
        labels: Mapping[int, str],
        blank: int = BLANK_ROWS,
    ) -> None:
        super().__init__(data, initial={"intro": said.intro, "why": said.why, "base": base})
        self.labels = labels
        rows = [_initial(row, terms) for row in said.rows]
        blanks = [{"id": new_id()} for _row in range(blank if rows else blank + 1)]
        make = formset_factory(RowForm, BaseRows, extra=0, can_order=True, can_delete=True, **MOST_SENT)
        self.rows = make(
            data, initial=rows + blanks, prefix="row", form_kwargs={"terms": terms, "labels": labels}
        )

    def is_valid(self) -> bool:
        """Check both, the text and its rows."""
        return all([super().is_valid(), self.rows.is_valid()])

    def said(self) -> ComparisonText:
        """Return what was written."""
        return ComparisonText(self.cleaned_data["intro"], self.cleaned_data["why"], self.rows.rows())

    @property
    def is_refused(self) -> bool:
        """Whether something in it has to be put right."""
        return bool(self.errors or self.rows.total_error_count())


def with_another_row(data: Any) -> Any:
    """Return what was sent, with one more blank row."""
    more = data.copy()
    count = data.get("row-TOTAL_FORMS", "")
    rows = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 4 else 0
    more["row-TOTAL_FORMS"] = str(rows + 1)
    more.setdefault("row-INITIAL_FORMS", "0")
    more[f"row-{rows}-id"] = new_id()
    return more


def labels_of(sources: Sequence[Source]) -> dict[int, str]:
    """Return how the fields of sources name each, by its number."""
    return {source.pk: f"#{source.pk} {source}" for source in sources}


def _initial(row: Row, terms: Sequence[Term]) -> dict[str, Any]:
    said: dict[str, Any] = {"id": row.id, "criterion": row.criterion}
    for at in (COMMON, *(str(term.pk) for term in terms)):
        said |= {f"text-{at}": row.cell(at).text, f"source-{at}": row.cell(at).source}
    return said
