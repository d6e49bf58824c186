"""Whoever is signed in: their session, they themselves and their roles, in one question."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import connection

if TYPE_CHECKING:
    from kmsite.accounts.models import User

_ASKED = """
SELECT session_data, ARRAY(
    SELECT name FROM auth_group JOIN accounts_user_groups held ON held.group_id = auth_group.id
    WHERE held.user_id = person.id
), {person}
FROM accounts_session session LEFT JOIN accounts_user person ON person.id = session.user_id
WHERE session_key = %s AND expire_date > %s
"""


class SignedIn(NamedTuple):
    """What a session holds, as it is stored, whose it is, and the names of their groups."""

    session: str
    person: User | None
    roles: list[str]


def signed_in(session_key: str, now: datetime) -> SignedIn | None:
    """Return what belongs to a session that has not expired; None where there is none."""
    names, statement = _names_and_statement()
    with connection.cursor() as cursor:
        cursor.execute(statement, [session_key, now])
        row = cursor.fetchone()
    if row is None:
        return None
    session, roles, *person = row
    return SignedIn(session, _person(names, person), roles)


def _person(names: list[str], values: list[Any]) -> User | None:
    is_nobody = values[names.index("id")] is None
    return None if is_nobody else get_user_model().from_db(connection.alias, names, values)


@cache
def _names_and_statement() -> tuple[list[str], str]:
    fields = get_user_model()._meta.concrete_fields
    person = ", ".join(f'person."{field.column}"' for field in fields)
    return [field.attname for field in fields], _ASKED.format(person=person)
