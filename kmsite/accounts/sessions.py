"""Sessions that know their person: the row the reading room joins, and the store that fills it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from kmsite.accounts.signed_in import SignedIn, signed_in

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
    """Django's database sessions in our table (`docs/decisions/0017-sessions-that-know-their-person.md`).

    `known` is what was found with the session: who it belongs to, as long as nobody signs in or out.
    """

    known: SignedIn | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _validate_session_key(self, key: str) -> bool:
        return super()._validate_session_key(key) and key.isalnum()  # a NUL would reach the database

    def load(self) -> dict[str, Any]:
        self.known = signed_in(self.session_key, timezone.now())
        if self.known is None:
            self._session_key = None
            return {}
        return self.decode(self.known.session)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        session.auth_hash = "" if VIEWING_AS in data else data.get(HASH_SESSION_KEY, "")
        return session
