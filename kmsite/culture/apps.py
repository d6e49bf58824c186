"""The app `culture`: statements, rounds, and what is kept of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CultureConfig(AppConfig):
    name = "kmsite.culture"
    label = "culture"
    verbose_name = _("culture shift")
    default_auto_field = "django.db.models.BigAutoField"
