"""Whether a session still belongs to its person."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"


def auth_hash_matches(password: str, auth_hash: str) -> bool:
    """Tell whether a session was begun with the person's present password.

    The same digest as `AbstractBaseUser.get_session_auth_hash`, without a user object. False for a
    session of a fallback key too: the slow path, which knows those keys, then answers.
    """
    digest = salted_hmac(_SALT, password, algorithm="sha256").hexdigest()
    return constant_time_compare(digest, auth_hash)
