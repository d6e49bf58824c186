"""The one narrow query behind a page view: the page by its address and, in the same row, who reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection

from kmsite.accounts.roles import rights_of_roles
from kmsite.reading_room.reader import Reader
from kmsite.reading_room.signing_in import auth_hash_matches

_PAGE = """p.id, p.current_id, shown.version, p.reach,
    coalesce(writer.username, ''), coalesce(writer.name, '')"""
_PERSON = """me.password, session.auth_hash, me.username, me.name, me.theme, me.text_size, me.time_zone,
    me.is_superuser,
    ARRAY(SELECT role.name FROM accounts_user_groups held JOIN auth_group role ON role.id = held.group_id
          WHERE held.user_id = me.id),
    p.reach > 0 AND EXISTS (SELECT FROM pages_audiencemember member
                            WHERE member.user_id = me.id AND member.audience_id = p.reach)"""
_FROM_PAGE = """FROM pages_page p
    JOIN pages_shown shown ON shown.page_id = p.id
    JOIN pages_revision written ON written.id = p.current_id
    LEFT JOIN accounts_user writer ON writer.id = written.by_id"""
_FROM_PERSON = """JOIN accounts_session session ON session.session_key = %s AND session.expire_date > %s
    JOIN accounts_user me ON me.id = session.user_id AND me.is_active"""
_WHERE = "WHERE p.kind = %s AND p.slug = %s AND p.trashed_at IS NULL AND p.merged_into_id IS NULL"

_AS_ANYBODY = f"SELECT {_PAGE} {_FROM_PAGE} {_WHERE}"
_AS_PERSON = f"SELECT {_PAGE}, {_PERSON} {_FROM_PAGE} {_FROM_PERSON} {_WHERE}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page as it stands now, told by what identifies its shared bytes; the name is of who wrote last."""

    page: int
    revision: int
    version: int
    reach: int
    username: str
    name: str


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
    row = _first(_AS_PERSON, (session_key, now, kind, slug))
    if row is None:
        return None
    page = Sighting(*row[:6])
    password, auth_hash, username, name, theme, text_size, time_zone, superuser, roles, is_member = row[6:]
    if (page.reach > 0 and not is_member) or not auth_hash_matches(password, auth_hash):
        return None
    rights = rights_of_roles(roles, superuser=superuser)
    return page, Reader(username, name or username, theme, text_size, time_zone, rights)


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
