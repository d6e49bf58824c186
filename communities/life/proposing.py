"""Proposing a community, and what becomes of that: opened once two people stand for it, or declined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.charters.charter import Charter
from communities.life import changing, founding
from communities.life.changing import ChangeRefused
from communities.life.stages import is_proposed
from communities.models import Community, Holding, Stage
from communities.standing import Role
from kmsite.accounts.models import User
from kmsite.accounts.roles import RIGHTS, rights_of
from kmsite.pages.endings import archiving
from kmsite.pages.models import Page
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.editing import Saved
from kmsite.talk import noticing

LEADING = frozenset({Role.LEADER, Role.FACILITATOR})
NEEDED = 2
"""How many people hold roles in a community before it is opened, one of them leading it (record 42)."""
LONGEST_REASON = 500


@in_one_transaction
def propose(
    *, title: str, purpose: str, charter: Charter, body: str, tags: Iterable[str], by: Any, key: str = ""
) -> Saved:
    """Propose a community, which everybody may read and join; moderators hear of it.

    Raises what `founding.found` raises.
    """
    saved = founding.found(
        title=title,
        purpose=purpose,
        charter=charter,
        body=body,
        tags=tags,
        by=by,
        key=key,
        stage=Stage.Name.PROPOSED,
    )
    if saved.outcome == "created":
        noticing.tell(_moderators(), "community_proposed", by=by, page=saved.page)
    return saved


@in_one_transaction
def open_proposal(community: Page, *, by: Any) -> None:
    """Let the proposed `community` begin. Raises ChangeRefused while fewer than two people stand for it."""
    now = _waiting(community, by)
    if missing := lacks(now):
        raise ChangeRefused(missing)
    changing.enter(now, Stage.Name.FORMING, by=by)
    noticing.tell(_members(now), "community_opened", by=by, page=now)


@in_one_transaction
def decline(community: Page, *, reason: str, by: Any) -> None:
    """Put the proposed `community` into the archive, and tell its members why."""
    now = _waiting(community, by)
    if not reason.strip():
        raise ChangeRefused(_("Say why: those who proposed it read this."))
    archiving.archive(now, by=by)
    changing.enter(now, Stage.Name.ARCHIVED, by=by, reason=reason)
    noticing.tell(_members(now), "proposal_declined", by=by, page=now, reason=reason)


def lacks(community: Page) -> str:
    """Return in words what is missing before the proposed `community` can be opened; "" if it is ready."""
    held = Holding.objects.in_force(timezone.localdate()).of_community(community)
    roles = held.filter(membership__user__is_active=True).values_list("membership__user", "role")
    people, leading = {user for user, _role in roles}, any(role in LEADING for _user, role in roles)
    if not leading:
        return _("Nobody leads or facilitates it yet.")
    if len(people) < NEEDED:
        return _("Only one person holds a role in it. It needs a second named person.")
    return ""


def _waiting(community: Page, by: Any) -> Community:
    now = changing.locked(community, by)
    if by is not None and "moderate" not in rights_of(by):  # of the site: nobody opens what they propose
        raise NoLongerAllowed(_("Only moderators of the site decide about proposals."), sees_page=True)
    if not is_proposed(now):
        raise ChangeRefused(_("This community is not a proposal any more."))
    return now


def _moderators() -> list[User]:
    roles = [role for role, rights in RIGHTS.items() if "moderate" in rights]
    return list(User.objects.filter(groups__name__in=roles, is_active=True).distinct())


def _members(community: Page) -> list[int]:
    return list(community.memberships.current().values_list("user", flat=True))
