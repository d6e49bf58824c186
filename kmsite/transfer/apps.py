"""The app `transfer`."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "kmsite.transfer"
    label = "transfer"
