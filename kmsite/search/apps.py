"""The app `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "kmsite.search"
    label = "search"
