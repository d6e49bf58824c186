"""The app `pages`."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from kmsite.pages.index.checking import unknown_language


class PagesConfig(AppConfig):
    name = "kmsite.pages"
    label = "pages"

    def ready(self) -> None:
        register(unknown_language, Tags.database)
