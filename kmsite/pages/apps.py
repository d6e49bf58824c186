"""The app `pages`."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "kmsite.pages"
    label = "pages"
