"""The app `harvest`: no models, but a tag that says where a discussion went."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "kmsite.harvest"
    label = "harvest"
