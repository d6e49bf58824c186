"""The app `recognition`."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "kmsite.recognition"
    label = "recognition"
