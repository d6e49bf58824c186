"""Who belongs to a community, and in which roles: the one writer of members and of what they hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.events import attending
from communities.models import Community, Holding, Membership
from kmsite.accounts.models import User
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Audience, AudienceMember, LedgerEntry, Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.stewardship import entrusting
from kmsite.text.refusal import TextRefused

Role, Verb = Holding.Role, LedgerEntry.Verb

LAST_FACILITATOR = gettext_lazy("A community needs a facilitator. Name another one first.")


class BelongingRefused(TextRefused):
    """Somebody cannot come, go or hold a role so; the message says why."""


@in_one_transaction
def let_in(community: Page, user: User, *, by: Any) -> bool:
    """Let `user` belong to `community` and read what its members read; return whether they did not before."""
    locked(community)
    row, is_new = Membership.objects.get_or_create(
        community_id=community.pk, user=user, defaults={"joined_at": timezone.now()}
    )
    if not is_new and row.left_at is None:
        return False
    if not is_new:
        Membership.objects.filter(pk=row.pk).update(joined_at=timezone.now(), left_at=None)
    AudienceMember.objects.get_or_create(audience=_members(community), user=user)
    reaches_now(user)
    ledger.record(Verb.JOINED, community, by, user=user.pk)
    return True


@in_one_transaction
def let_go(community: Page, user: User, *, by: Any) -> None:
    """End that `user` belongs to `community`, and all roles there; what they wrote stays theirs.

    Raises BelongingRefused when they do not belong to it, or are its last facilitator.
    """
    locked(community)
    row = _membership(community, user)
    for holding in Holding.objects.filter(membership=row, ended_at=None):
        _end(holding, community, by, handover=holding.handover)
    Membership.objects.filter(pk=row.pk).update(left_at=timezone.now())
    AudienceMember.objects.filter(audience=_members(community), user=user).delete()
    reaches_now(user)
    attending.leave(user, community, by=by)
    entrusting.step_back(community, user, by=by)
    verb = Verb.LEFT if by == user else Verb.TAKEN_OUT
    ledger.record(verb, community, by, user=user.pk)


@in_one_transaction
def give(
    community: Page,
    user: User,
    role: str,
    *,
    by: Any,
    since: date | None = None,
    until: date | None = None,
) -> bool:
    """Give the member `user` a role (a `Holding.Role`), or another term in it; return whether that is new.

    Whether `by` may do so is asked by the door (`appointing`). Raises BelongingRefused when `user` is no
    member, or the term ends before it begins.
    """
    locked(community)
    row = _membership(community, user)
    held = _running(row, role)
    since = since or (held.since if held else timezone.localdate())
    _refuse_term(since, until)
    if held and (held.since, held.until) == (since, until):
        return False
    if role == Role.FACILITATOR and since > timezone.localdate() and is_last_facilitator(community, user):
        raise BelongingRefused(str(LAST_FACILITATOR))
    if held:
        Holding.objects.filter(pk=held.pk).update(since=since, until=until, by=by)
    else:
        Holding.objects.create(membership=row, role=role, since=since, until=until, by=by)
    ledger.record(Verb.ROLE_GIVEN, community, by, user=user.pk, role=role)
    return True


@in_one_transaction
def end(community: Page, user: User, role: str, *, by: Any, handover: str = "") -> None:
    """End that `user` holds `role`, with what they leave to who comes after.

    Raises BelongingRefused when they do not hold it, or are the last facilitator.
    """
    locked(community)
    holding = Holding.objects.filter(
        membership__community=community.pk, membership__user=user, role=role, ended_at=None
    ).first()
    if holding is None:
        raise BelongingRefused(_("%s does not hold this role.") % user)
    _end(holding, community, by, handover=handover)


def locked(community: Page) -> Community:
    """Lock the page of `community`, so that people come and go one after the other; return it as it is now.

    Raises BelongingRefused when it is gone, or in the archive.
    """
    lock_pages([community.pk])
    now = Community.objects.live().filter(pk=community.pk).first()
    if now is None:
        raise BelongingRefused(_("The community is no longer there."))
    if now.archived_at:
        raise BelongingRefused(_("The community is in the archive and can no longer be changed."))
    return now


def is_last_facilitator(community: Page, user: User) -> bool:
    """Tell whether `user` facilitates `community`, and nobody else does who could go on."""
    held = Holding.objects.in_force(timezone.localdate()).of_community(community)
    facilitators = held.filter(role=Role.FACILITATOR)
    others = facilitators.filter(membership__user__is_active=True).exclude(membership__user=user)
    return facilitators.filter(membership__user=user).exists() and not others.exists()


def _membership(community: Page, user: User) -> Membership:
    row = Membership.objects.filter(community=community.pk, user=user, left_at=None).first()
    if row is None:
        raise BelongingRefused(_("%s is not a member of this community.") % user)
    return row


def _refuse_term(since: date, until: date | None) -> None:
    if until and until < since:
        raise BelongingRefused(_("A role cannot end before it begins."))
    if until and until < timezone.localdate():
        raise BelongingRefused(_("The last day of a term is today at the earliest."))


def _running(row: Membership, role: str) -> Holding | None:
    """Return the holding of a role that has not run out; one that has is closed, for another to begin."""
    held = Holding.objects.filter(membership=row, role=role, ended_at=None).first()
    if held and held.until and held.until < timezone.localdate():
        Holding.objects.filter(pk=held.pk).update(ended_at=timezone.now())
        return None
    return held


def _end(holding: Holding, community: Page, by: Any, *, handover: str) -> None:
    if holding.role == Role.FACILITATOR and is_last_facilitator(community, holding.membership.user):
        raise BelongingRefused(str(LAST_FACILITATOR))
    today = timezone.localdate()
    until = holding.until if holding.until and holding.until < today else today
    Holding.objects.filter(pk=holding.pk).update(
        since=min(holding.since, until), until=until, ended_at=timezone.now(), handover=handover
    )
    ledger.record(Verb.ROLE_ENDED, community, by, user=holding.membership.user_id, role=holding.role)


def _members(community: Page) -> Audience:
    return Audience.objects.get(page=community.pk)
