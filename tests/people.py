"""The cast: people with a browser of their own, so that a test reads as a sentence about them."""

from functools import cache

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import update_last_login
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from kmsite.accounts.models import User
from kmsite.accounts.roles import STAFF_ROLES
from kmsite.accounts.sessions import SessionStore

PASS_PHRASE = "a long pass phrase"
_GIVE_ROLE = """
INSERT INTO accounts_user_groups (user_id, group_id) SELECT %s, id FROM auth_group WHERE name = %s
"""


class Person(Client):
    """A signed-in person with a browser: `alice.get("/articles/")`, `alice.user`."""

    def __init__(self, user):
        super().__init__()
        self.user = user
        self.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)


def session_of(user):
    """Return the key of a new session of `user`, as signing in leaves one, with a tenth of the questions."""
    update_last_login(None, user)
    session = SessionStore(get_random_string(32))  # a key of its own making is looked up before it is used
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create_model_instance(dict(session.items())).save(force_insert=True)
    return session.session_key


@cache
def pass_phrase_hash():
    """Return the hash of PASS_PHRASE, made once: hashing is slow on purpose."""
    return make_password(PASS_PHRASE)


def make_user(username, role=None, **fields):
    """Make a person with an e-mail address, PASS_PHRASE and perhaps a role."""
    fields.setdefault("name", username.title())
    fields.setdefault("email", f"{username}@example.org")
    fields.setdefault("is_staff", role in STAFF_ROLES)
    user = User.objects.create(username=username, password=pass_phrase_hash(), **fields)
    if role:
        with connection.cursor() as cursor:  # one question instead of five, some ten thousand times
            cursor.execute(_GIVE_ROLE, [user.pk, role])
            assert cursor.rowcount == 1, f"There is no role {role}."
    return user
