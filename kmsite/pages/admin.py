"""Pages and tags in the admin: lists to search, with the way to the site. Nothing is written here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit.admin import Tag as TaggitTag

from kmsite.accounts.reading_admin import ReadOnlyAdmin
from kmsite.pages.models import Tag

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
