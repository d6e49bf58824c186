"""Pages and tags in the admin: lists to search, with the way to the site. Stop phrases are written here."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit.admin import Tag as TaggitTag

from kmsite.accounts.reading_admin import ReadOnlyAdmin
from kmsite.pages.fields import LineField
from kmsite.pages.models import StopPhrase, Tag
from kmsite.pages.terms_inside import silencing
from kmsite.text.refusal import TextRefused

admin.site.unregister(TaggitTag)


class PageAdmin(ReadOnlyAdmin):
    """Pages of one kind that the person may read."""

    right = "edit"
    list_display = ["title", "slug", "parent", "changed_at"]
    list_select_related = ["parent"]
    search_fields = ["title", "slug"]
    ordering = ["-changed_at", "-id"]
    show_full_result_count = False
    list_per_page = 50
    fields = ["title", "slug", "lede", "parent", "audience", "created_at", "changed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Tag)
class TagAdmin(ReadOnlyAdmin):
    """Tags; the editor makes them."""

    right = "edit"
    list_display = ["name", "slug", "number_of_pages"]
    search_fields = ["name"]
    ordering = ["key"]
    fields = ["name", "slug"]

    def get_queryset(self, request):
        return Tag.objects.counted_for(request.user)

    @admin.display(description=_("pages"), ordering="pages")
    def number_of_pages(self, tag):
        return tag.pages


class StopPhraseForm(forms.ModelForm):
    """A new stop phrase; the writer has the last word on it."""

    text = LineField(label=_("Phrase"), max_length=silencing.LONGEST_PHRASE)

    class Meta:
        model = StopPhrase
        fields = ("text",)

    def clean_text(self):
        try:
            silencing.refuse(self.cleaned_data["text"])
        except TextRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return self.cleaned_data["text"]


@admin.register(StopPhrase)
class StopPhraseAdmin(ReadOnlyAdmin):
    """Words that never become a link to a term: added and deleted, never changed."""

    right = "glossary"
    form = StopPhraseForm
    list_display = ["text"]
    search_fields = ["text"]
    ordering = ["key"]
    actions = None

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_view_permission(request)

    def save_model(self, request, obj, form, change):
        made = silencing.stop(form.cleaned_data["text"])
        obj.pk, obj.key = made.pk, made.key

    def delete_model(self, request, obj):
        silencing.allow(obj)
