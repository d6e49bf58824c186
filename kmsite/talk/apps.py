"""The app `talk`."""

from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "kmsite.talk"
    label = "talk"
