"""The session store that writes down whose session it is."""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Django's database sessions with the person and the authentication hash in columns."""

    @classmethod
    def get_model_class(cls):
        from kmsite.accounts.models import Session

        return Session

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        session.auth_hash = data.get(HASH_SESSION_KEY, "")
        return session
