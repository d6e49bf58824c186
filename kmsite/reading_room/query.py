"""The one narrow query behind a page view: the page by its address and, in the same row, who reads."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection

from kmsite.accounts.roles import rights_of_roles
from kmsite.reading_room.reader import Reader
from kmsite.reading_room.signing_in import auth_hash_matches

# Functions of the database, because Postgres keeps their plans: planning these joins afresh took four times
# as long as running them. Unlike prepared statements they work behind PgBouncer.
_AS_ANYBODY = "SELECT * FROM reading_room_see(%s, %s)"
_AS_PERSON = "SELECT * FROM reading_room_see_as(%s, %s, %s, %s)"


class Sighting(NamedTuple):
    """A page as it stands now, told by what identifies its shared bytes.

    The name is of who wrote last; `beside` tells what of a term changes without a word of it: the name of its
    steward, and whether its review is overdue.
    """

    page: int
    revision: int
    version: int
    reach: int
    username: str | None
    name: str | None
    beside: str | None


def see_as_anybody(kind: str, slug: str) -> Sighting | None:
    """Find the live page at an address for a reader without a session; None where there is none.

    The caller asks `reach` whether this reader may see it.
    """
    row = _first(_AS_ANYBODY, (kind, slug))
    return row and Sighting(*row)


def see_as_person(kind: str, slug: str, session_key: str, now: datetime) -> tuple[Sighting, Reader] | None:
    """Find the live page at an address and the person of an unexpired session.

    None where there is no such page, session or active person, where the person's password changed
    since the session began, or where the page is of an audience that the person is not in.
    """
    row = _first(_AS_PERSON, (kind, slug, session_key, now))
    if row is None:
        return None
    page = Sighting(*row[:7])
    password, auth_hash, username, name, *prefers, superuser, roles, is_member = row[7:]
    if (page.reach > 0 and not is_member) or not auth_hash_matches(password, auth_hash):
        return None
    rights = rights_of_roles(roles, superuser=superuser)
    return page, Reader(username, name or username, *prefers, rights)


def _first(statement: str, parameters: tuple) -> tuple | None:
    """Ask once; a connection that turns out dead is opened anew, so that no health check goes before."""
    if connection.in_atomic_block:
        return _ask(statement, parameters)
    connection.health_check_done = True  # the question itself is the check (CONN_HEALTH_CHECKS)
    try:
        return _ask(statement, parameters)
    except (OperationalError, InterfaceError):
        connection.close()
        return _ask(statement, parameters)


def _ask(statement: str, parameters: tuple) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()
