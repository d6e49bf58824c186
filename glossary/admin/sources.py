"""Sources at the curators' desk."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary import sourcing
from glossary.admin.actions import page
from glossary.admin.desk import Desk, Sheet
from glossary.admin.fields import DayField, LookedUp, YearField
from glossary.admin.forms import LARGEST, line, text
from glossary.admin.listing import YesFilter
from glossary.models import Source
from glossary.source_cleaning import FIELDS, LONGEST_EXCERPT
from glossary.source_uses import is_used, terms_citing
from kmsite.pages.fields import BodyField
from kmsite.text.refusal import TextRefused


class SourceForm(forms.ModelForm):
    """A source, and the version its writer began on. What it may say is for `sourcing` to judge."""

    doi = forms.CharField(
        label=_("DOI"),
        max_length=200,
        required=False,
        widget=line(),
        help_text=gettext_lazy("With or without https://doi.org/ before it."),
    )
    url = forms.CharField(label=gettext_lazy("Address"), max_length=500, required=False, widget=line())
    year = YearField(label=gettext_lazy("Year"), min_value=1)
    accessed_on = DayField(label=gettext_lazy("Accessed on"), required=False)
    archived_excerpt = BodyField(
        label=gettext_lazy("Excerpt kept"),
        widget=text(4),
        max_length=LONGEST_EXCERPT,
        help_text=gettext_lazy("What the page said: pages change, and vanish."),
    )
    base = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Source
        fields = FIELDS
        widgets = {
            name: line()
            for name in (
                "title",
                "authors",
                "organisation",
                "role",
                "container",
                "date_text",
                "publisher",
                "note",
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["base"] = self.instance.version
        widget = LookedUp(Source._meta.get_field("quoted_in"), admin.site)
        widget.is_required, widget.choices = False, self.fields["quoted_in"].choices
        self.fields["quoted_in"].widget = widget

    def _post_clean(self):
        """Leave the record as it is: the writer compares and checks."""


class MergeForm(forms.Form):
    """The record that everything is to cite instead."""

    into = forms.ModelChoiceField(
        Source.objects.all(),
        label=gettext_lazy("Merge into"),
        widget=LookedUp(Source._meta.get_field("quoted_in"), admin.site),
    )


class IncompleteFilter(YesFilter):
    """Sources of which something is missing."""

    title = gettext_lazy("incomplete")
    parameter_name = "incomplete"

    def keep(self, sources):
        return sources.filter(sourcing.incomplete())


@admin.register(Source)
class SourceAdmin(Desk):
    """Sources: completing one reaches every term that cites it."""

    list_display = ["__str__", "kind", "lacking", "doi"]
    list_filter = ["kind", IncompleteFilter]
    search_fields = ["title", "authors", "organisation", "container", "doi", "url"]
    ordering = ["title", "id"]
    actions = None

    class Media:
        css = {"all": ["css/admin-curating.css"]}

    def get_urls(self):
        merge = self.admin_site.admin_view(self.merge)
        return [path("<int:id>/merge/", merge, name="glossary_source_merge"), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["kind", "title", "authors", ("organisation", "role")]}),
            (
                gettext_lazy("Where and when"),
                {"fields": ["container", ("year", "date_text"), "publisher", "doi", ("url", "accessed_on")]},
            ),
            (
                gettext_lazy("How it was found"),
                {"fields": ["quoted_in", "archived_excerpt", "note", "base"]},
            ),
        ]

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request) and obj is not None and not is_used(obj)

    @admin.display(description=gettext_lazy("missing"))
    def lacking(self, source):
        return ", ".join(sourcing.missing(source))

    def sheet(self, request, obj):
        data = request.POST if request.method == "POST" else None
        return Sheet(SourceForm(data, instance=obj))

    def store(self, request, sheet, obj):
        fields = {name: sheet.form.cleaned_data[name] for name in FIELDS}
        if obj is None:
            now = sourcing.create(**fields, by=request.user)
        else:
            base = sheet.form.cleaned_data["base"] or 0
            now = sourcing.revise(obj, base=base, **fields, by=request.user)
        if lacks := sourcing.missing(now):
            messages.warning(request, _("Still missing of this source: %s.") % ", ".join(lacks))
        return now, _("The source “%s” was saved.") % now

    def shown(self, request, sheet, obj, form_url="", extra_context=None):
        used = {"used": terms_citing(obj).by_title()[:100], "lacks": sourcing.missing(obj)} if obj else {}
        return super().shown(request, sheet, obj, form_url, used | (extra_context or {}))

    def delete_model(self, request, obj):
        sourcing.delete(obj, by=request.user)

    def merge(self, request, id):
        """Ask for the record that stays, and let everything cite that one."""
        source = self.get_object(request, str(id))
        if source is None or not self.has_change_permission(request):
            return HttpResponseRedirect(self.list_address)
        form = MergeForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._merged(request, source, form.cleaned_data["into"])
            except TextRefused as refused:
                form.add_error(None, str(refused))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two records of one source"),
            "subtitle": str(source),
            "opts": self.opts,
            "original": source,
            "form": form,
            "used": terms_citing(source).by_title()[:100],
            "media": self.media + form.media,
        }
        return page(request, "admin/glossary/source/merge.html", context)

    def _merged(self, request, source, into):
        if sourcing.merge(source, into=into, by=request.user):
            messages.success(request, _("Merged. The other record is gone."))
        else:
            messages.success(request, _("Merged. The other record stays for old versions."))
        return HttpResponseRedirect(reverse("admin:glossary_source_change", args=[into.pk]))
