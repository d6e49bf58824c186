"""Domains at the curators' desk."""

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary import domains
from glossary.admin.desk import Desk, Sheet
from glossary.admin.forms import LARGEST, line, text
from glossary.models import Domain
from kmsite.pages.fields import LineField


class DomainForm(forms.Form):
    """A domain, and what it was like when the form was opened."""

    name = LineField(
        label=gettext_lazy("Name"),
        max_length=domains.LONGEST_NAME,
        widget=line(),
        help_text=gettext_lazy("Articles with a tag of this name, or in a section of it, are in the domain."),
    )
    description = LineField(
        label=gettext_lazy("Description"),
        max_length=domains.LONGEST_DESCRIPTION,
        required=False,
        widget=text(3),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place"), min_value=0, max_value=LARGEST, initial=0, widget=forms.NumberInput
    )
    base = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


@admin.register(Domain)
class DomainAdmin(Desk):
    """Domains: renamed without losing their address, deleted while no term is in them."""

    list_display = ["name", "number_of_terms", "position"]
    search_fields = ["name", "description"]
    ordering = ["position", "key"]
    actions = None

    def get_queryset(self, request):
        live = Q(terms__trashed_at=None, terms__merged_into=None)
        return super().get_queryset(request).annotate(live_terms=Count("terms", filter=live))

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": ["name", "description", "position", "base"]})]

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request) and obj is not None and not obj.terms.exists()

    @admin.display(description=gettext_lazy("terms"), ordering="live_terms")
    def number_of_terms(self, domain):
        return domain.live_terms

    def sheet(self, request, obj):
        data = request.POST if request.method == "POST" else None
        if obj is None:
            return Sheet(DomainForm(data))
        now = {"name": obj.name, "description": obj.description, "position": obj.position}
        return Sheet(DomainForm(data, initial=now | {"base": domains.fingerprint(obj)}))

    def store(self, request, sheet, obj):
        fields = dict(sheet.form.cleaned_data)
        base = fields.pop("base")
        if obj is None:
            now = domains.create(**fields, by=request.user)
        else:
            now = domains.revise(obj, base=base, **fields, by=request.user)
        return now, _("The domain “%s” was saved.") % now

    def delete_model(self, request, obj):
        domains.delete(obj, by=request.user)
