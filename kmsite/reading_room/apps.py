"""The app `reading_room`."""

from django.apps import AppConfig


class ReadingRoomConfig(AppConfig):
    name = "kmsite.reading_room"
    label = "reading_room"
