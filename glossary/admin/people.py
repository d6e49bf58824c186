"""Who can be a steward: looked up by name, without a look into accounts."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from kmsite.accounts.models import User


class PeopleView(AutocompleteJsonView):
    """Names of people with an account that is open, as the field asks for them."""

    model_admin = None

    def process_request(self, request):
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        return request.GET.get("term", ""), self.model_admin, None, "pk"

    def has_perm(self, request, obj=None):
        return self.model_admin.has_change_permission(request)

    def get_queryset(self):
        typed = self.term.replace("\0", "").strip()
        named = Q(name__icontains=typed) | Q(username__icontains=typed)
        return User.objects.filter(named, is_active=True).order_by("name", "username")
