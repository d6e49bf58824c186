"""Who comes into a community: joining, asking, inviting, deciding, and taking somebody out."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities import standing
from communities.life.stages import is_proposed
from communities.models import Admission, Community
from communities.people import belonging
from communities.people.belonging import BelongingRefused
from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import readable_reaches
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.talk import noticing

Joining, Kind, Verb = Community.Joining, Admission.Kind, LedgerEntry.Verb

MINE = "/me/communities/"
"""Where notices lead that must not name the address of a community: their reader may not read it any more."""
NOT_YET = gettext_lazy(
    "This community is only proposed: until it is open, people come by themselves. Tell them its address."
)


@in_one_transaction
def join(community: Page, *, by: User) -> bool:
    """Let `by` into `community`, which is open to all or has invited them; return whether they were outside.

    Raises BelongingRefused when they may not come in without being asked.
    """
    now = belonging.locked(community)
    invitation = _waiting(now, by)
    if invitation is None or invitation.kind != Kind.INVITATION:
        _refuse_shut_out(now, by)
        if not standing.is_member(by, now) and now.joining != Joining.OPEN:
            raise BelongingRefused(_("This community no longer lets everybody in. Ask to join it."))
    _decide(invitation, True, by)
    return belonging.let_in(now, by, by=by)


@in_one_transaction
def ask(community: Page, *, by: User, message: str = "") -> str:
    """Ask on behalf of `by` to be let in; return "joined" where nobody needs to be asked, else "asked".

    Asking again changes the message. Raises BelongingRefused where only invitations lead in.
    """
    now = belonging.locked(community)
    waiting = _waiting(now, by)
    is_invited = waiting is not None and waiting.kind == Kind.INVITATION
    if is_invited or now.joining == Joining.OPEN or standing.is_member(by, now):
        join(now, by=by)
        return "joined"
    _refuse_shut_out(now, by)
    if now.joining != Joining.REQUEST:
        raise BelongingRefused(_("This community is joined by invitation only."))
    if waiting is not None:
        Admission.objects.filter(pk=waiting.pk).update(message=message)
        return "asked"
    _begin(now, by, Kind.REQUEST, message, by)
    ledger.record(Verb.JOIN_ASKED, now, by)
    at = f"{now.get_absolute_url()}requests/"
    noticing.tell(standing.with_right("admit", now), "asked_to_join", by=by, page=now, at=at)
    return "asked"


@in_one_transaction
def withdraw(community: Page, *, by: User) -> bool:
    """Take back what `by` asked, or decline what they were invited to; False when nothing waits."""
    lock_pages([community.pk])
    waiting = _waiting(community, by)
    _decide(waiting, False, by)
    return waiting is not None


@in_one_transaction
def invite(community: Page, user: User, *, by: User, message: str = "") -> str:
    """Invite `user`; return "invited", or "joined" when they had asked already and so are in at once.

    Raises BelongingRefused when `by` may not, when they belong to it already, or were invited before.
    """
    now = _locked_to_gather(community, by)
    if standing.is_member(user, now):
        raise BelongingRefused(_("%s is a member already.") % user)
    waiting = _waiting(now, user)
    if waiting and waiting.kind == Kind.INVITATION:
        raise BelongingRefused(_("%s was invited already and has not answered yet.") % user)
    if waiting:
        _accept(now, waiting, by, "")
        return "joined"
    _begin(now, user, Kind.INVITATION, message, by)
    ledger.record(Verb.INVITED, now, by, user=user.pk)
    noticing.tell([user], "invited", by=by, at=MINE)
    return "invited"


@in_one_transaction
def take_back(invitation: Admission, *, by: User) -> bool:
    """Withdraw an invitation; False when it was answered meanwhile."""
    now = _locked_for("admit", invitation.community, by)
    waiting = Admission.objects.waiting().invitations().filter(pk=invitation.pk, community=now).first()
    _decide(waiting, False, by)
    return waiting is not None


@in_one_transaction
def decide(request: Admission, *, accept: bool, reason: str = "", by: User) -> None:
    """Decide what somebody asked, once, and tell them the reason.

    Raises BelongingRefused when `by` may not, or it was decided or withdrawn meanwhile.
    """
    now = _locked_for("admit", request.community, by)
    waiting = Admission.objects.waiting().requests().filter(pk=request.pk, community=now)
    waiting = waiting.select_related("user").first()
    if waiting is None:
        raise BelongingRefused(_("This request was decided or withdrawn meanwhile."))
    if accept:
        _accept(now, waiting, by, reason)
    else:
        _decide(waiting, False, by, reason)
        ledger.record(Verb.ADMISSION_DECIDED, now, by, user=waiting.user_id, is_accepted=False)
        _tell_decision(now, waiting, by, reason, is_accepted=False)


@in_one_transaction
def take_out(community: Page, user: User, *, reason: str, by: User) -> None:
    """Take `user` out of `community` and tell them why.

    Raises BelongingRefused when `by` may not, or when `user` holds a role that `by` could not give.
    """
    now = _locked_for("members", community, by)
    rights = standing.rights_now(by, now)
    if not all(standing.can_grant(rights, role) for role in standing.roles_in(user, now)):
        raise BelongingRefused(_("%s holds a role that you cannot end.") % user)
    belonging.let_go(now, user, by=by)
    noticing.tell([user], "taken_out", by=by, title=now.title, reason=reason, at=MINE)


@in_one_transaction
def add(community: Page, users: Iterable[User], *, by: User) -> int:
    """Let `users` in without asking them, and tell them; return how many were not members before.

    Raises BelongingRefused when `by` may not.
    """
    now = _locked_to_gather(community, by)
    if "members" not in standing.rights_now(by, now):
        raise BelongingRefused(_("You may no longer do this here."))
    new = [user for user in users if user.is_active and belonging.let_in(now, user, by=by)]
    for waiting in Admission.objects.waiting().filter(community=now, user__in=new):
        _decide(waiting, True, by)
    noticing.tell(new, "added_to_community", by=by, page=now, at=f"{now.get_absolute_url()}join/")
    return len(new)


def may_gather(user: User, community: Page) -> bool:
    """Tell whether whoever admits people to `community` may bring in those who did not ask.

    Into what is only proposed people come by themselves; only who decides about proposals may bring them.
    """
    return not is_proposed(community) or "moderate" in rights_of(user)


def _locked_to_gather(community: Page, by: User) -> Community:
    """Lock `community` for somebody who may bring people in."""
    now = _locked_for("admit", community, by)
    if not may_gather(by, now):
        raise BelongingRefused(NOT_YET)
    return now


def _locked_for(right: str, community: Page, by: User) -> Community:
    """Lock `community` for somebody who has `right` there still."""
    now = belonging.locked(community)
    if right not in standing.rights_now(by, now):
        raise BelongingRefused(_("You may no longer do this here."))
    return now


def _refuse_shut_out(community: Community, by: User) -> None:
    """Raise BelongingRefused, as for what is not there, when `by` may not know of `community` any more."""
    person = User.objects.active().filter(pk=by.pk).first()
    if person is None or community.reach not in readable_reaches(person):
        raise BelongingRefused(_("The community is no longer there."))


def _waiting(community: Page, user: User) -> Admission | None:
    return Admission.objects.waiting().filter(community=community.pk, user=user).first()


def _begin(community: Community, user: User, kind: str, message: str, by: User) -> None:
    Admission.objects.create(
        community=community, user=user, kind=kind, message=message, by=by, at=timezone.now()
    )


def _accept(community: Community, request: Admission, by: User, reason: str) -> None:
    """Let in who asked: the row, the membership, the notice."""
    if not request.user.is_active:
        raise BelongingRefused(_("The account of %s is closed.") % request.user)
    _decide(request, True, by, reason)
    belonging.let_in(community, request.user, by=by)
    ledger.record(Verb.ADMISSION_DECIDED, community, by, user=request.user_id, is_accepted=True)
    _tell_decision(community, request, by, reason, is_accepted=True)


def _decide(waiting: Admission | None, is_accepted: bool, by: User, reason: str = "") -> None:
    if waiting is not None:
        Admission.objects.filter(pk=waiting.pk).update(
            is_accepted=is_accepted, reason=reason, decided_by=by, decided_at=timezone.now()
        )


def _tell_decision(
    community: Community, request: Admission, by: User, reason: str, *, is_accepted: bool
) -> None:
    kind = "admitted" if is_accepted else "not_admitted"
    at = f"{community.get_absolute_url()}join/"
    noticing.tell([request.user], kind, by=by, page=community, reason=reason, at=at)
