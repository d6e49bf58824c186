"""The app `profiles`."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "kmsite.profiles"
    label = "profiles"
