"""The form of a term and of its parts as one sheet: filled in from a draft, read as an entry."""

from dataclasses import asdict

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from glossary.admin.desk import Sheet
from glossary.admin.forms import TermForm
from glossary.admin.parts import KINDS, Part
from glossary.checking import claim_key
from glossary.entry import FIELDS, Entry
from glossary.refusing import Circular, NameTaken

SCRIPTS = forms.Media(
    js=[
        "admin/js/jquery.init.js",
        "admin/js/inlines.js",
        forms.Script("js/admin-counter.js", type="module"),
        forms.Script("js/admin-impact.js", type="module"),
    ]
)


class TermSheet(Sheet):
    """A term as it is edited. `draft` is what it is filled in from, `base` the number of its revision."""

    def __init__(self, data=None, *, draft=None, base=None, initial=None):
        entry = Entry.of(draft.entry) if draft else Entry()
        super().__init__(TermForm(data, initial=_initial(draft, entry, base) | (initial or {})))
        kept = [one.term for one in entry.relations]
        self.parts = [Part(kind, data, _items(entry, kind.name), kept) for kind in KINDS]
        self.entry = entry

    def is_valid(self):
        return all([self.form.is_valid(), *(part.formset.is_valid() for part in self.parts)])

    @property
    def media(self):
        return sum((part.formset.media for part in self.parts), self.form.media) + SCRIPTS

    def said(self):
        """Return what the sheet says, as the writers of terms take it."""
        fields = self.form.cleaned_data
        once = {name: getattr(fields[name], "pk", fields[name]) for name in FIELDS}
        entry = Entry(**once, **{part.kind.name: part.items() for part in self.parts})
        return {"title": fields["title"], "gloss": fields["gloss"], "body": fields["body"], "entry": entry}

    def names(self):
        """Return the names with their rules as they were typed, whole or not: (text, kind, links, form)."""
        form = self.form
        yield form["title"].value() or "", "title", form["autolink"].value(), form
        names = next(part for part in self.parts if part.kind.name == "names")
        for row in names.formset.forms:
            if row["text"].value() and not row["DELETE"].value():
                yield row["text"].value(), row["kind"].value(), row["autolink"].value(), row

    def refuse(self, refused):
        """Say why nothing was saved, beside the place it is about."""
        if isinstance(refused, NameTaken):
            self._refuse_name(refused)
        else:
            super().refuse(refused)
        if isinstance(refused, Circular):
            relations = next(part for part in self.parts if part.kind.name == "relations")
            relations.formset.non_form_errors().append(str(refused))

    def _refuse_name(self, refused):
        told = str(refused)
        if not refused.term.trashed_at:
            address = reverse("admin:glossary_term_change", args=[refused.term.pk])
            told = format_html('{} <a href="{}">{}</a>', told, address, _("Open that term"))
        for text, _kind, _links, form in self.names():
            if claim_key(text) == claim_key(refused.name):
                form.add_error("title" if form is self.form else "text", told)
                return
        self.form.add_error(None, told)


def _initial(draft, entry, base):
    if draft is None:
        return {}
    once = {name: getattr(entry, name) for name in FIELDS}
    return once | {"title": draft.title, "gloss": draft.lede, "body": draft.body, "base_revision": base}


def _items(entry, name):
    return [asdict(item) for item in getattr(entry, name)]
