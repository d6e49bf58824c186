"""What somebody is to a community: the rights that its roles give, beside the roles of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from communities.models import Community, Holding, Membership
from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches

Role = Holding.Role

_ALL = frozenset(
    {"charter", "settle", "admit", "grant", "members", "events", "shelf", "steward", "announce", "moderate",
     "figures", "culture", "archive"}
)  # fmt: skip

RIGHTS: Mapping[str, frozenset[str]] = {
    Role.SPONSOR: frozenset({"figures"}),
    Role.LEADER: _ALL,
    Role.FACILITATOR: _ALL - {"archive"},
    Role.CORE: frozenset({"events", "shelf"}),
    Role.EXPERT: frozenset(),
    Role.STEWARD: frozenset({"shelf", "steward"}),
    Role.GREETER: frozenset({"admit"}),
}
"""What each role may do in its community: write the charter, settle stage, readers and joining, admit people,
grant roles, take members out, plan events, fill the shelf, name stewards, announce, moderate, see the
figures, hold rounds of the culture shift, archive. Who holds several roles has the rights of all of them."""


def roles_in(user: Any, community: Page | int) -> frozenset[str]:
    """Return the roles that `user` holds today in `community` (a page or its id); one query."""
    if not user.is_authenticated:
        return frozenset()
    held = Holding.objects.in_force(timezone.localdate())
    held = held.filter(membership__community=_id(community), membership__user=user)
    return frozenset(held.values_list("role", flat=True))


def rights_in(user: Any, community: Page) -> frozenset[str]:
    """Return what `user` may do in `community`: if they may read it: by roles there and roles of the site.

    Administrators of the site may do everything, so that no community is without somebody who can help.
    """
    if not user.is_authenticated or community.reach not in readable_reaches(user):
        return frozenset()
    of_site = rights_of(user)
    if "settings" in of_site:
        return _ALL
    held = frozenset().union(*(RIGHTS[role] for role in roles_in(user, community)))
    return held | ({"moderate"} & of_site)


def rights_now(user: Any, community: Page) -> frozenset[str]:
    """Return what `rights_in` does, with everything about `user` asked anew: for deciding inside a lock."""
    person = User.objects.active().filter(pk=user.pk).first()
    return rights_in(person, community) if person else frozenset()


def with_right(right: str, community: Page) -> set[int]:
    """Return the ids of the members who have `right` in `community` by a role there."""
    held = Holding.objects.in_force(timezone.localdate()).of_community(community)
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    return set(held.filter(role__in=roles).values_list("membership__user", flat=True))


def can_grant(rights: frozenset[str], role: str) -> bool:
    """Tell whether somebody with `rights` may give `role`: nobody grants what they do not hold."""
    return "grant" in rights and RIGHTS[role] <= rights


def is_member(user: Any, community: Page | int) -> bool:
    """Tell whether `user` belongs to `community` (a page or its id)."""
    if not user.is_authenticated:
        return False
    return Membership.objects.filter(community=_id(community), user=user, left_at=None).exists()


def reads_inside(user: Any, community: Community) -> bool:
    """Tell whether `user` reads what stands below `community`: anybody in an open one, members elsewhere."""
    if community.visibility == Community.Visibility.OPEN:
        return community.reach in readable_reaches(user)
    return is_member(user, community)


def closed_to(user: Any) -> QuerySet[Community, int]:
    """Return the ids of the communities that keep from `user` who and what is inside them, as a subquery."""
    closed = Community.objects.exclude(visibility=Community.Visibility.OPEN)
    if user.is_authenticated:
        mine = Membership.objects.filter(user=user, left_at=None).values("community")
        closed = closed.exclude(pk__in=mine)
    return closed.values_list("pk", flat=True)


def moderated_by(user: Any) -> set[int]:
    """Return the ids of the communities where `user` moderates by a role there."""
    return _by_role("moderate", user)


def stewarded_by(user: Any) -> set[int]:
    """Return the ids of the communities for which `user` says what they look after."""
    if "settings" in rights_of(user):
        return set(Community.objects.visible_to(user).values_list("pk", flat=True))
    return _by_role("steward", user)


def roles_with(right: str) -> list[str]:
    """Return the roles in a community that give `right`."""
    return [role for role, rights in RIGHTS.items() if right in rights]


def _by_role(right: str, user: Any) -> set[int]:
    held = Holding.objects.in_force(timezone.localdate())
    held = held.filter(membership__user=user, membership__left_at=None)
    return set(held.filter(role__in=roles_with(right)).values_list("membership__community", flat=True))


def _id(community: Page | int) -> int:
    return community.pk if isinstance(community, Page) else community
