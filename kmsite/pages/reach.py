"""How far a page reaches: to everyone, to everyone signed in, or to one audience."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection

PUBLIC = 0
SIGNED_IN = -1
_AUDIENCES = "SELECT audience_id FROM pages_audiencemember WHERE user_id = %s"


def readable_reaches(user: Any) -> list[int]:
    """Return every reach that `user` may read, for `reach = ANY(…)`.

    One query at most, and none for somebody who has not signed in; remembered on the user object, which lives
    as long as a request. Administrators get no audience for being administrators: membership alone decides.
    """
    if not user.is_authenticated:
        return [] if settings.READING == "signed-in" else [PUBLIC]
    if not hasattr(user, "_readable_reaches"):
        with connection.cursor() as cursor:  # on every request: a query set takes eight times as long
            cursor.execute(_AUDIENCES, [user.pk])
            user._readable_reaches = sorted({PUBLIC, SIGNED_IN, *(id for (id,) in cursor.fetchall())})
    return user._readable_reaches


def reaches_now(user: Any) -> list[int]:
    """Return what `readable_reaches` does, asked anew: for deciding inside a lock."""
    if hasattr(user, "_readable_reaches"):
        del user._readable_reaches
    return readable_reaches(user)


def without_audiences(user: Any) -> Any:
    """Let `user` count as a member of no audience from now on, as far as this object is asked; return it."""
    user._readable_reaches = [SIGNED_IN, PUBLIC]
    return user


def shared_reaches(reach: int) -> list[int]:
    """Return the reaches that every reader of something with this `reach` may read too.

    What stands on a page that others share may show a neighbour only if its reach is one of these
    (`docs/decisions/`, reach and audience).
    """
    return sorted({PUBLIC, reach} if reach == PUBLIC else {PUBLIC, SIGNED_IN, reach})


def is_within(reach: int, parent: int) -> bool:
    """Say whether a page with `reach` may stand below one with `parent`: a child may only narrow."""
    return reach == parent or parent == PUBLIC or (parent == SIGNED_IN and reach > PUBLIC)
