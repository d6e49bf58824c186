"""What every page shows its reader beside itself: how much is new, and whether they decide reports."""

from __future__ import annotations

from django.db import connection

from communities.standing import RIGHTS
from kmsite.accounts.models import User
from kmsite.talk import noticing

_MODERATES = """EXISTS (
    SELECT FROM communities_holding held
    JOIN communities_membership belongs ON belongs.id = held.membership_id
    WHERE belongs.user_id = %(user)s AND belongs.left_at IS NULL AND held.ended_at IS NULL
        AND held.role = ANY(%(moderators)s)
        AND held.since <= CURRENT_DATE AND (held.until IS NULL OR held.until >= CURRENT_DATE)
)"""
_MODERATORS = [str(role) for role, rights in RIGHTS.items() if "moderate" in rights]


def beside(user: User) -> tuple[int, bool]:
    """Return how much is new to `user`, and whether they moderate in some community; one statement."""
    unseen, asked = noticing.counting_unseen(user)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({unseen}), {_MODERATES}", {**asked, "moderators": _MODERATORS})
        return cursor.fetchone()
