"""Writes about people: their accounts, roles, preferences and sessions. People are never deleted."""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from kmsite.accounts.models import Session, User
from kmsite.accounts.roles import ADMINISTRATOR, NAMES, RIGHTS, STAFF_ROLES, can_grant, rights_of, roles_of


class Refused(Exception):
    """A change of roles that must not happen; the message says why, to the person who asked for it."""


@transaction.atomic
def introduce(*, username: str, name: str, email: str, password: str | None, role: str) -> User:
    """Make an account with `role` for somebody an administrator trusts, also about their e-mail address.

    The fields must have passed `PersonForm`. Raises IntegrityError if a name or address was taken meanwhile.
    """
    user = User.objects.create_user(username, email, password, name=name)
    if email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    _set_roles(user, {role})
    return user


@transaction.atomic
def admit(user: User) -> None:
    """Give somebody who registered by themselves the first role, that of a reader."""
    _set_roles(user, {"reader"})


def keep_address(user: User) -> None:
    """Let the present address count until a new one is confirmed, where administrators made the account.

    A superuser from the command line has an unconfirmed address, which allauth would drop at once.
    """
    if settings.REGISTRATION == "closed":
        EmailAddress.objects.filter(user=user, email=user.email.lower(), verified=False).update(verified=True)


def grant_role(user: User, role: str, *, by: User) -> None:
    """Add `role` to the roles of `user`. Raises Refused if `by` does not hold every right it gives."""
    change(user, roles={*roles_of(user), role}, active=user.is_active, by=by)


def revoke_role(user: User, role: str, *, by: User) -> None:
    """Take `role` from `user`. Raises Refused for the last administrator."""
    change(user, roles={*roles_of(user)} - {role}, active=user.is_active, by=by)


def deactivate(user: User, *, by: User) -> None:
    """Let `user` sign in no more and end their sessions. Raises Refused for the last administrator."""
    change(user, roles=roles_of(user), active=False, by=by)


def close_example(user: User) -> None:
    """Close the account of a person who is only an example, made by the site itself: nobody ever used it."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    _set_roles(user, set())


def activate(user: User, *, by: User) -> None:
    """Let `user` sign in again."""
    change(user, roles=roles_of(user), active=True, by=by)


@transaction.atomic
def change(user: User, *, roles: Collection[str], active: bool, by: User) -> None:
    """Set the roles of `user` and whether they may sign in, as decided by `by`.

    Raises Refused where `refusal` has something to say.
    """
    reason = refusal(user, roles=roles, active=active, by=by)
    if reason:
        raise Refused(reason)
    user.is_active = active
    user.save(update_fields=["is_active"])
    _set_roles(user, set(roles))
    if not active:
        sign_out_everywhere(user)


def refusal(user: User, *, roles: Collection[str], active: bool, by: User) -> str:
    """Return why `by` may not make this change, or "". Holds a lock until the transaction ends.

    The lock on the administrators' group makes changes of roles wait for each other, so that two
    administrators who remove one another at once cannot both succeed.
    """
    _lock_administrators()
    if "people" not in rights_of(by):
        return _("Only administrators change the roles of others.")
    for role in set(roles) ^ set(roles_of(user)):
        if role not in RIGHTS or not can_grant(by, role):
            return _("You cannot give or take the role “%(role)s”.") % {"role": NAMES.get(role, role)}
    stays = active and (user.is_superuser or ADMINISTRATOR in roles)
    if stays or User.objects.active().administrators().exclude(pk=user.pk).exists():
        return ""
    if User.objects.active().administrators().filter(pk=user.pk).exists():
        return _("This is the last administrator: make somebody else an administrator first.")
    return ""


def set_preferences(
    user: User, *, name: str, theme: str, text_size: str, time_zone: str, term_cards: bool = True
) -> bool:
    """Store how `user` is called and likes to read; return whether the name changed."""
    renamed = user.name != name
    user.name, user.theme, user.text_size, user.time_zone = name, theme, text_size, time_zone
    user.term_cards = term_cards
    user.save(update_fields=["name", "theme", "text_size", "time_zone", "term_cards"])
    return renamed


def sign_out_everywhere(user: User) -> int:
    """End every session of `user`, the present one included, and return how many there were."""
    return Session.objects.filter(user=user).delete()[0]


def _lock_administrators() -> None:
    Group.objects.select_for_update().get(name=ADMINISTRATOR)


def _set_roles(user: User, roles: set[str]) -> None:
    """Store the roles, and what the admin asks for: staff are those whose role opens it."""
    user.groups.set(Group.objects.filter(name__in=roles))
    user.is_staff = user.is_superuser or bool(roles & STAFF_ROLES)
    user.save(update_fields=["is_staff"])
    if hasattr(user, "_rights"):
        del user._rights
