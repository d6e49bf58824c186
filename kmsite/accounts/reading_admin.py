"""Tables that the admin shows and never writes: writes go through the site (`docs/decisions/`)."""

from django.contrib import admin

from kmsite.accounts.roles import rights_of


class ReadOnlyAdmin(admin.ModelAdmin):
    """A searchable list for those who hold `right`; nothing can be added, changed or deleted."""

    right = "people"
    actions = None

    def view_on_site(self, obj):
        """Lead to the object's own address, which asks who comes."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def has_module_permission(self, request):
        return self.right in rights_of(request.user)

    def has_view_permission(self, request, obj=None):
        return self.right in rights_of(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
