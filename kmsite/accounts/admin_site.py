"""The admin's door: signing in, out and changing a password happen where everybody else does it."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class SiteAdmin(AdminSite):
    """Django's admin behind django-allauth, which limits how often a password may be tried."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Administration")

    def get_urls(self):
        """Leave out the short cut to anything by its number: it tells the addresses of hidden pages."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
