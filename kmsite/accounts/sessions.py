"""Sessions that know their person: the row the reading room joins, and the store that fills it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

VIEWING_AS = "viewing_as"
"""The key under which a session keeps as whom an administrator views the site."""


class Session(AbstractBaseSession):
    """A session with its person and their authentication hash in columns, for one query to join.

    The column is empty while they view the site as somebody else: then the reading room does not know them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    auth_hash = models.CharField(max_length=128, blank=True)

    objects = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database sessions in our table (`docs/decisions/0017-sessions-that-know-their-person.md`)."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _validate_session_key(self, key: str) -> bool:
        return super()._validate_session_key(key) and key.isalnum()  # a NUL would reach the database

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        session.auth_hash = "" if VIEWING_AS in data else data.get(HASH_SESSION_KEY, "")
        return session
