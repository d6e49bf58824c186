"""Who asks: the person who was found together with the session."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from kmsite.accounts.models import User
from kmsite.accounts.roles import remember_roles
from kmsite.accounts.sessions import SessionStore


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, with one question to the database for session, person and roles, where it needs three.

    Whatever it is not sure of Django decides: a session of an older key, a new password, a closed account.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _whoever_asks(request))


def _whoever_asks(request: HttpRequest) -> User | AnonymousUser:
    if not hasattr(request, "_cached_user"):
        request._cached_user = _of_session(request.session) or auth.get_user(request)
    return request._cached_user


def _of_session(session: SessionStore) -> User | None:
    """Return the person of a session that is theirs beyond doubt, who knows their roles."""
    number, begun_with = session.get(auth.SESSION_KEY), session.get(auth.HASH_SESSION_KEY, "")
    person = session.known and session.known.person
    if not (person and person.is_active and str(person.pk) == number):
        return None
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    if not constant_time_compare(begun_with, person.get_session_auth_hash()):
        return None
    remember_roles(person, session.known.roles)
    return person
