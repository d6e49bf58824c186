"""Help for a community that nobody leads any more, from outside and without reading it (record 42)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Holding, Membership
from communities.people import belonging
from communities.people.belonging import BelongingRefused
from communities.standing import RIGHTS, Role
from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.talk import noticing

NOTHING_DONE = _(
    "Nothing was changed: there is no such community without somebody who leads it, or this person does not "
    "belong to it."
)
"""Said whatever is the reason: nobody learns by it which private communities there are, or who is in them."""


def is_leaderless(community: Page) -> bool:
    """Say whether nobody with an open account may give roles in `community` today."""
    granting = [role for role, rights in RIGHTS.items() if "grant" in rights]
    held = Holding.objects.in_force(timezone.localdate()).of_community(community)
    return not held.filter(role__in=granting, membership__user__is_active=True).exists()


def rescue(slug: str, username: str, *, by: Any) -> User:
    """Let a member of the leaderless community at `slug` facilitate it, tell all members, and return them.

    `by` looks after people of the site and need not read it. Raises BelongingRefused with NOTHING_DONE.
    """
    community = Community.objects.live().unarchived().filter(slug=slug).first()
    if community is None:
        raise BelongingRefused(str(NOTHING_DONE))
    return _rescue(community, username, by)


@in_one_transaction
def _rescue(community: Community, username: str, by: Any) -> User:
    now = belonging.locked(community)
    members = Membership.objects.current().filter(community=now.pk, user__is_active=True)
    chosen = members.filter(user__username__iexact=username).select_related("user").first()
    if chosen is None or not is_leaderless(now) or "people" not in rights_of(by):
        raise BelongingRefused(str(NOTHING_DONE))
    belonging.give(now, chosen.user, Role.FACILITATOR, by=by)
    at = f"{now.get_absolute_url()}roles/{chosen.user.username}/"
    noticing.tell([chosen.user], "role_given", by=by, page=now, role=Role.FACILITATOR, at=at)
    others = members.exclude(pk=chosen.pk).values_list("user", flat=True)
    noticing.tell(others, "rescued", by=by, page=now)
    return chosen.user
