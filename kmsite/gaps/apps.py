"""The app `gaps`: what is missing in the wiki."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GapsConfig(AppConfig):
    name = "kmsite.gaps"
    label = "gaps"
    verbose_name = _("gaps")
    default_auto_field = "django.db.models.BigAutoField"
