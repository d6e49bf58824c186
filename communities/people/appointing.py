"""The door to roles: nobody gives, changes or ends a role that they do not hold the rights of."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from communities import standing
from communities.models import Community, Holding
from communities.people import belonging
from communities.people.belonging import BelongingRefused
from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.talk import noticing


@in_one_transaction
def appoint(
    community: Page,
    user: User,
    role: str,
    *,
    by: User,
    since: date | None = None,
    until: date | None = None,
) -> bool:
    """Give the member `user` a role, or another term in it, and tell them; return whether that is new.

    Raises BelongingRefused when `by` may not give it, or `user` cannot hold it.
    """
    now = belonging.locked(community)
    _refuse_foreign(role, now, by)
    if not User.objects.active().filter(pk=user.pk).exists():
        raise BelongingRefused(_("The account of %s is closed.") % user)
    is_new = belonging.give(now, user, role, by=by, since=since, until=until)
    if is_new:
        noticing.tell([user], "role_given", by=by, page=now, role=role, at=_roles_of(user, now))
    return is_new


@in_one_transaction
def relieve(community: Page, user: User, role: str, *, by: User, handover: str = "") -> None:
    """End that `user` holds `role`: everybody may lay down their own, others need the right to give it.

    Raises BelongingRefused when `by` may not, and for the last facilitator.
    """
    now = belonging.locked(community)
    if by.pk == user.pk:
        _refuse_outsider(now, by)
    else:
        _refuse_foreign(role, now, by)
    belonging.end(now, user, role, by=by, handover=handover)
    noticing.tell([user], "role_ended", by=by, page=now, role=role, at=_roles_of(user, now))


def grantable(rights: frozenset[str]) -> list[str]:
    """Return the roles that somebody with `rights` may give."""
    return [role for role in Holding.Role.values if standing.can_grant(rights, role)]


def _roles_of(user: User, community: Community) -> str:
    return f"{community.get_absolute_url()}roles/{user.username}/"


def _refuse_foreign(role: str, community: Community, by: User) -> None:
    rights = standing.rights_now(by, community)
    if role not in Holding.Role.values or not standing.can_grant(rights, role):
        raise BelongingRefused(_("You cannot give or end this role: you do not hold its rights yourself."))


def _refuse_outsider(community: Community, by: User) -> None:
    if not standing.is_member(by, community):
        raise BelongingRefused(_("You are not a member of this community."))
