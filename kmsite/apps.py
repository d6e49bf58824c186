"""The site itself, as an app: its commands and its front door."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kmsite"
