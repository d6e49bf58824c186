"""What is settled about a community: its stage, who reads it, who joins it, the archive. Their one writer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.life.stages import SETTABLE, former_stage, is_proposed, stage_of
from communities.models import Community, Stage
from communities.standing import is_member, rights_in
from kmsite.accounts.models import User
from kmsite.pages import kinds
from kmsite.pages.endings import archiving
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.index import facts
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import PUBLIC, Audience, LedgerEntry, Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.readers.audiences import healed, spread
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.retrying import in_one_transaction, violated
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger
from kmsite.stewardship import entrusting
from kmsite.stewardship.entrusting import HandedOver
from kmsite.text.refusal import TextRefused

Verb, Visibility = LedgerEntry.Verb, Community.Visibility


class ChangeRefused(TextRefused):
    """A community cannot be changed so; the message says why."""


def readers_of(community: Community) -> str:
    """Return what a form has seen of who reads and who joins: once that differs, the form is stale."""
    return f"{community.visibility}~{community.joining}"


@in_one_transaction
def set_stage(community: Page, *, name: str, since: date, reason: str = "", by: Any) -> None:
    """Say that `community` is in the stage `name` since a day that is not to come, and why.

    Raises ChangeRefused when it is in that stage, proposed or in the archive, or the day is no day of it.
    """
    now = locked(community, by, "settle")
    refuse_archived(now)
    last = stage_of(now)
    if name not in SETTABLE:
        raise ChangeRefused(_("There is no such stage."))
    if last and last.name == Stage.Name.PROPOSED:
        raise ChangeRefused(_("This community is only proposed so far. Moderators open it."))
    if last and last.name == name:
        raise ChangeRefused(_("The community is in this stage already."))
    if since > timezone.localdate():
        raise ChangeRefused(_("A stage cannot begin in the future."))
    if last and since < last.since:
        raise ChangeRefused(_("The stage before began later than that day."))
    enter(now, name, by=by, since=since, reason=reason)


def enter(community: Page, name: str, *, by: Any, since: date | None = None, reason: str = "") -> None:
    """Write down that `community`, which is locked, is in the stage `name` from now on."""
    since = since or timezone.localdate()
    Stage.objects.create(
        community_id=community.pk, name=name, since=since, reason=reason, by=by, at=timezone.now()
    )
    facts.refresh([community.pk])
    ledger.record(Verb.STAGE_CHANGED, community, by, stage=name)
    showing.touch([community.pk])


def settle(community: Page, *, visibility: str, joining: str, by: Any, seen: str | None = None) -> None:
    """Let `community` be read and joined so, and with it everything that stands below it.

    `seen` is `readers_of` what the form was about. Raises ChangeRefused when that is stale, when the
    community is only proposed, when `by` would shut themselves out, and when another has its name.
    """
    try:
        _settle(community, visibility, joining, by, seen)
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise ChangeRefused(_("Another community has this name. Rename one of them first.")) from error
        raise


@in_one_transaction
def _settle(community: Page, visibility: str, joining: str, by: Any, seen: str | None) -> None:
    now = locked(community, by, "settle")
    refuse_archived(now)
    if seen not in (None, readers_of(now)):
        raise ChangeRefused(_("Somebody changed this meanwhile. Look at it again, then choose."))
    if (now.visibility, now.joining) == (visibility, joining):
        return
    touched = set()
    if visibility != now.visibility:
        _refuse_shutting_out(now, visibility, by)
        touched = _reach_anew(now, visibility)
    was = {"visibility_was": now.visibility, "joining_was": now.joining}
    Community.objects.filter(pk=now.pk).update(visibility=visibility, joining=joining)
    ledger.record(Verb.READERS_CHANGED, now, by, visibility=visibility, joining=joining, **was)
    showing.touch(touched | {now.pk})


@in_one_transaction
def archive(
    community: Page,
    *,
    by: Any,
    reason: str = "",
    to_community: Page | None = None,
    to_person: User | None = None,
) -> HandedOver:
    """Put `community` and everything below it into the archive.

    What it looks after goes over to another community or a person before, or to nobody; return how much did.
    Raises ArchiveRefused, and EntrustingRefused when the other one is no longer there.
    """
    now = locked(community, by, "archive", beside=[to_community and to_community.pk])
    refuse_archived(now)
    over = entrusting.hand_over(now, to_community=to_community, to_person=to_person, by=by)
    archiving.archive(now, by=by)
    enter(now, Stage.Name.ARCHIVED, by=by, reason=reason)
    return over


@in_one_transaction
def unarchive(community: Page, *, by: Any) -> None:
    """Take `community` out of the archive, into the stage that it was in before. Raises ArchiveRefused."""
    now = locked(community, by, "archive")
    before = former_stage(now)
    archiving.unarchive(now, by=by)
    last = stage_of(now)
    if last and last.name == Stage.Name.ARCHIVED:
        enter(now, before, by=by)


def locked(community: Page, by: Any, right: str = "", beside: Iterable[int | None] = ()) -> Community:
    """Lock `community`, with what stands below it and the pages `beside`, and return it as it is now.

    Raises NoLongerAllowed when it is gone, or `by` (None is the site itself) has not `right`, one of
    `standing.RIGHTS`, there any more.
    """
    lock_trees([community.pk], beside=beside)
    now = Community.objects.live().filter(pk=community.pk).first()
    if now is None or (by is not None and now.reach not in reaches_now(by)):
        raise NoLongerAllowed(_("The community is no longer there."), sees_page=False)
    if by is not None and right and right not in rights_in(by, now):
        raise NoLongerAllowed(_("You may no longer change this community."), sees_page=True)
    return now


def _refuse_shutting_out(community: Community, visibility: str, by: Any) -> None:
    if visibility not in Visibility.values:
        raise ChangeRefused(_("Choose who reads this community."))
    if is_proposed(community):
        raise ChangeRefused(_("Who reads it is settled once the community is open."))
    if visibility == Visibility.PRIVATE and by is not None and not is_member(by, community):
        raise ChangeRefused(_("You would shut yourself out: join the community before you make it private."))


def _reach_anew(community: Community, visibility: str) -> set[int]:
    """Let the locked `community` and all below it reach whom `visibility` says; return the pages to touch.

    Its own page has the members as its audience when it is private, what stands below when it is listed.
    """
    members = Audience.objects.get(page=community.pk)
    is_private, is_listed = visibility == Visibility.PRIVATE, visibility == Visibility.LISTED
    around = showing.frames_around_all(community.pk, None)
    Page.objects.filter(pk=community.pk).update(audience=members if is_private else None)
    Page.objects.filter(parent=community.pk).update(audience=members if is_listed else None)
    changed = spread(community.pk, members.pk if is_private else PUBLIC)
    beside = kinds.beside(Page.objects.filter(pk__in=changed))
    return around | showing.frames_around_all(community.pk, None) | healed(changed) | beside
