"""The forms of a term on the desk: what stands once in an entry, and one form for each kind of its parts."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from glossary.admin.fields import DayField, PersonField, SourceField, TermField, YearField
from glossary.checking import OTHER_NAMES
from glossary.models import Definition, Domain, Note, Relation, Term
from glossary.models.term import LONGEST_GLOSS
from glossary.relating import CHOICES as RELATIONS
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.models import Name
from kmsite.pages.saving.drafts import LONGEST_SUMMARY, LONGEST_TITLE

LARGEST = 2**31 - 1
CASES, LINKS = Name.Case.choices, Name.Autolink.choices
KINDS_OF_NAMES = [(kind, label) for kind, label in Name.Kind.choices if kind in OTHER_NAMES]


def text(rows, **attributes):
    """Return a field for a text of `rows` lines."""
    return forms.Textarea(
        attrs={"rows": rows, "cols": 80, "dir": "auto", "class": "vLargeTextField"} | attributes
    )


def line():
    """Return a field for one line."""
    return forms.TextInput(attrs={"class": "vTextField", "dir": "auto"})


class TermForm(forms.Form):
    """What stands once in an entry, and the revision that its writer began on."""

    title = LineField(
        label=_("Preferred name"),
        max_length=LONGEST_TITLE,
        widget=line(),
        help_text=_("As it stands in the middle of a sentence: singular, small letters, no article."),
    )
    gloss = LineField(
        label=_("Gloss"),
        max_length=LONGEST_GLOSS,
        required=False,
        widget=text(3, **{"data-counter": LONGEST_GLOSS}),
        help_text=_("The short answer, shown on cards and in previews. Plain text, no links."),
    )
    status = forms.ChoiceField(label=_("Status"), choices=Term.Status.choices, initial=Term.Status.DRAFT)
    domain = forms.ModelChoiceField(
        Domain.objects.all(),
        label=_("Domain"),
        required=False,
        help_text=_("A name means one thing in a domain; another domain may use it otherwise."),
    )
    steward = PersonField(label=_("Steward"), required=False, help_text=_("Who keeps the entry right."))
    review_due = DayField(label=_("Review due"), required=False)
    is_contested = forms.BooleanField(
        label=_("Contested"), required=False, help_text=_("Experts disagree about what this is.")
    )
    replaced_by = TermField(
        Term._meta.get_field("replaced_by"),
        label=_("Replaced by"),
        required=False,
        help_text=_("Only for a deprecated term: what to use instead."),
    )
    is_shareable = forms.BooleanField(
        label=_("Public card"),
        required=False,
        help_text=_("Let links to this term show gloss and definition to people without an account."),
    )
    case = forms.ChoiceField(label=_("Case"), choices=CASES, initial=Name.Case.ANY)
    autolink = forms.ChoiceField(
        label=_("Links"),
        choices=LINKS,
        initial=Name.Autolink.AUTO,
        help_text=_("Everyday words such as “culture” are better linked where asked."),
    )
    body = BodyField(
        label=_("More about it"),
        widget=text(10),
        help_text=_("Markdown. What does not fit into a definition: background, history, how to use it."),
    )
    summary = LineField(
        label=_("What you changed"), max_length=LONGEST_SUMMARY, required=False, widget=line()
    )
    base_revision = forms.IntegerField(
        min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4().hex} | (initial or {}), **kwargs)
        self.fields["replaced_by"].keep([self.initial.get("replaced_by")])
        self.fields["steward"].keep(self.initial.get("steward"))

    def clean(self):
        """Say where people see it that a field which they do not see is not what the form had."""
        if self.errors.keys() & {"base_revision", "key"}:
            self.add_error(None, _("A part of the form was lost. Copy what you typed, and reload."))
        return super().clean()


class PartForm(forms.Form):
    """A row of a part; `kept` are the terms that the entry refers to already."""

    def __init__(self, *args, kept=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept


class NameForm(PartForm):
    """A name besides the preferred one."""

    text = LineField(label=_("Name"), max_length=LONGEST_TITLE, widget=line())
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS_OF_NAMES, initial=Name.Kind.ADMITTED)
    case = forms.ChoiceField(label=_("Case"), choices=CASES, initial=Name.Case.ANY)
    autolink = forms.ChoiceField(label=_("Links"), choices=LINKS, initial=Name.Autolink.AUTO)


class DefinitionForm(PartForm):
    """One definition, with where it comes from."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    text = BodyField(label=_("Definition"), required=True, widget=text(4))
    is_house = forms.BooleanField(label=_("House definition: the one we use"), required=False)
    reason = LineField(label=_("Why this one"), max_length=500, required=False, widget=line())
    source = SourceField("source")
    via = SourceField("via")
    fidelity = forms.ChoiceField(
        label=_("Fidelity"), choices=[("", "---------"), *Definition.Fidelity.choices], required=False
    )
    locator = LineField(label=_("Where in it"), max_length=100, required=False, widget=line())
    since = YearField(label=_("From year"))
    until = YearField(label=_("Until year"))


class NoteForm(PartForm):
    """A note."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=Note.Kind.choices, initial=Note.Kind.SCOPE)
    text = BodyField(label=_("Note"), required=True, widget=text(3))
    source = SourceField("source")


class RelationForm(PartForm):
    """What the term is to another one."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("This term …"), choices=RELATIONS, initial="related")
    term = TermField(label=_("Other term"))
    stance = forms.ChoiceField(
        label=_("Stance"), choices=Relation.Stance.choices, initial=Relation.Stance.ASSERTED
    )
    source = SourceField("source")
    note = LineField(label=_("Note"), max_length=300, required=False, widget=line())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].keep(self.kept)
