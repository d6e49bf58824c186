"""The app `accounts`, and the admin as this site opens it."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "kmsite.accounts"
    label = "accounts"


class SiteAdminConfig(admin.AdminConfig):
    default = False
    default_site = "kmsite.accounts.admin_site.SiteAdmin"
