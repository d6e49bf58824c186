"""The app `stewardship`."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "kmsite.stewardship"
    label = "stewardship"
