"""The five roles, each a Django group, and the rights they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User

READER, AUTHOR, EDITOR, CURATOR, ADMINISTRATOR = "reader", "author", "editor", "curator", "administrator"

_LOOKS = frozenset({"read"})
_READS = _LOOKS | {"comment"}
_WRITES = _READS | {"create", "edit", "upload"}
_TIDIES = _WRITES | {"rename", "move", "trash", "archive", "restore", "audience", "bulk", "moderate"}
_CURATES = _WRITES | {"glossary"}

RIGHTS: Mapping[str, frozenset[str]] = {
    READER: _READS,
    AUTHOR: _WRITES,
    EDITOR: _TIDIES,
    CURATOR: _CURATES,
    ADMINISTRATOR: _TIDIES | _CURATES | {"purge", "people", "settings"},
}
"""The rights of each role, from the least to the most (`docs/permissions.md`)."""

NAMES = {
    READER: _("Reader"),
    AUTHOR: _("Author"),
    EDITOR: _("Editor"),
    CURATOR: _("Curator"),
    ADMINISTRATOR: _("Administrator"),
}
SENTENCES = {
    READER: _("reads and comments"),
    AUTHOR: _("also writes and edits pages and adds files"),
    EDITOR: _("also renames, moves, trashes and restores pages"),
    CURATOR: _("writes like an author and looks after the glossary"),
    ADMINISTRATOR: _("may do everything, invites people and changes settings"),
}

STAFF_ROLES = frozenset({CURATOR, ADMINISTRATOR})
"""The roles that open the admin."""

_HELD = """
SELECT name FROM auth_group JOIN accounts_user_groups ON group_id = auth_group.id WHERE user_id = %s
"""


def rights_of_roles(names: Iterable[str], *, superuser: bool) -> frozenset[str]:
    """Return the union of the rights of the roles `names`; a superuser has those of an administrator."""
    if superuser:
        return RIGHTS[ADMINISTRATOR]
    return frozenset().union(*(RIGHTS.get(name, frozenset()) for name in names))


def rights_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return what `user` may do at all, asked of the database once per user object.

    Strangers and closed accounts may `read`, or nothing where READING is `signed-in`; whoever signed in reads
    with or without a role.
    """
    if not (user.is_authenticated and user.is_active):
        return _LOOKS if settings.READING == "public" else frozenset()
    if not hasattr(user, "_rights"):
        remember_roles(user, roles_of(user))
    return user._rights


def remember_roles(user: User, names: Iterable[str]) -> None:
    """Let `rights_of` ask no more: `user` holds the roles `names`."""
    user._rights = _LOOKS | rights_of_roles(names, superuser=user.is_superuser)


def roles_of(user: User) -> list[str]:
    """Return the names of the roles of `user`, from the least to the most; one query unless prefetched."""
    if "groups" in getattr(user, "_prefetched_objects_cache", ()):
        held = {group.name for group in user.groups.all()}
    else:
        held = _held_by(user)
    return [name for name in RIGHTS if name in held]


def _held_by(user: User) -> set[str]:
    """Ask which groups `user` is in: often, and a query set takes eight times as long."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [user.pk])
        return {name for (name,) in cursor.fetchall()}


def can_grant(user: User, role: str) -> bool:
    """Tell whether `user` may give `role` to somebody: nobody can grant a right they do not hold."""
    rights = rights_of(user)
    return "people" in rights and RIGHTS[role] <= rights
