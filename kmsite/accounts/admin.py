"""People in the admin: who is here, with which roles. Everything is written by `people`."""

from allauth.account.admin import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kmsite.accounts import people
from kmsite.accounts.models import Invitation, User
from kmsite.accounts.reading_admin import ReadOnlyAdmin
from kmsite.accounts.roles import NAMES, SENTENCES, roles_of

admin.site.unregister([EmailAddress, Group])


class RolesForm(forms.ModelForm):
    """Which roles somebody has and whether they may sign in."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[(role, f"{name}: {SENTENCES[role]}") for role, name in NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    active = forms.BooleanField(label=_("May sign in"), required=False)

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("roles", roles_of(self.instance))
        self.initial.setdefault("active", self.instance.is_active)

    def clean(self):
        fields = super().clean()
        if "roles" in fields:
            reason = people.refusal(self.instance, roles=fields["roles"], active=fields["active"], by=self.by)
            if reason:
                raise ValidationError(reason)
        return fields


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """People are invited on the site, deactivated here, never deleted."""

    form = RolesForm
    list_display = ["username", "name", "email", "role_names", "is_active", "date_joined", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "name", "email"]
    ordering = ["username"]
    list_per_page = 50
    fields = ["username", "name", "email", "roles", "active", "is_superuser", "date_joined", "last_login"]
    readonly_fields = ["username", "name", "email", "is_superuser", "date_joined", "last_login"]

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        return type("RolesFormOfOne", (super().get_form(request, obj, **kwargs),), {"by": request.user})

    @admin.display(description=_("roles"))
    def role_names(self, person):
        return ", ".join(str(NAMES[role]) for role in roles_of(person))

    def save_model(self, request, obj, form, change):
        """Store nothing: `save_related` hands the whole form to `people`."""

    def save_related(self, request, form, formsets, change):
        wanted = form.cleaned_data
        people.change(form.instance, roles=wanted["roles"], active=wanted["active"], by=request.user)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """What became of invitations; they are made and withdrawn at /invitations/."""

    list_display = ["__str__", "role", "by", "created_at", "expires_at", "revoked_at", "accepted_by"]
    list_select_related = ["by", "accepted_by"]
    search_fields = ["email", "accepted_by__username"]
    ordering = ["-created_at"]
    fields = ["email", "role", "by", "created_at", "expires_at", "revoked_at", "accepted_at", "accepted_by"]
