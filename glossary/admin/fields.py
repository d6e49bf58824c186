"""Fields of the desk: choices that are looked up while somebody types, and dates."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from glossary.models import Definition, Relation, Source, Term
from kmsite.accounts.models import User


class LookedUp(AutocompleteSelect):
    """Django's, which also takes back what is no choice: the form says so, and does not fail."""

    def optgroups(self, name, value, attr=None):
        known = [one for one in value if one.isascii() and one.isdigit() and len(one) < 18]
        return super().optgroups(name, known, attr)


class PersonLookedUp(LookedUp):
    """People, by their names: curators may not look into accounts, so the list is the desk's own."""

    def get_url(self):
        return reverse("admin:glossary_term_people")


class SourceField(forms.ModelChoiceField):
    """A source, looked up by its title, authors or year; a new one can be added beside it."""

    def __init__(self, name, **options):
        field = Definition._meta.get_field(name)
        widget = LookedUp(field, admin.site)
        super().__init__(
            Source.objects.all(), required=False, label=field.verbose_name.capitalize(), **options
        )
        widget.is_required, widget.choices = False, self.choices
        self.widget = RelatedFieldWidgetWrapper(
            widget, field.remote_field, admin.site, can_add_related=True, can_change_related=False
        )


class TermField(forms.ModelChoiceField):
    """A term that is there; one that the entry refers to already may be in the trash meanwhile."""

    def __init__(self, field=None, **options):
        field = field or Relation._meta.get_field("to")
        super().__init__(Term.objects.live(), widget=LookedUp(field, admin.site), **options)

    def keep(self, ids):
        """Let the terms `ids` be chosen too."""
        self.queryset = Term.objects.filter(Q(pk__in=ids) | Q(trashed_at=None, merged_into=None))

    def label_from_instance(self, term):
        return _("%s (in the trash)") % term if term.trashed_at else str(term)


class PersonField(forms.ModelChoiceField):
    """Somebody with an account."""

    def __init__(self, **options):
        widget = PersonLookedUp(Term._meta.get_field("steward"), admin.site)
        super().__init__(User.objects.filter(is_active=True), widget=widget, **options)

    def keep(self, id):
        """Let the person `id` be chosen too, whose account may be closed."""
        self.queryset = User.objects.filter(Q(pk=id) | Q(is_active=True))


class DayField(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date", "class": "vDateField"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)


class YearField(forms.IntegerField):
    """A year, perhaps before our era."""

    def __init__(self, **options):
        options = {"required": False, "min_value": -3000, "max_value": 2200} | options
        super().__init__(widget=forms.NumberInput(attrs={"class": "vIntegerField"}), **options)
