"""Who looks after which page: the one writer of stewardships."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.pages import kinds
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.index import facts
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.permissions import may
from kmsite.pages.reach import reaches_now, shared_reaches
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger
from kmsite.stewardship.models import Stewardship
from kmsite.stewardship.standing import LOOKED_AFTER, belongs_to, may_name_people, may_release, reads_all
from kmsite.talk import noticing
from kmsite.text.refusal import TextRefused

Verb = LedgerEntry.Verb


class EntrustingRefused(TextRefused):
    """A page cannot be entrusted so; the message says why."""


@dataclass(frozen=True)
class HandedOver:
    """How many pages went over to somebody else, and how many nobody of those could look after."""

    over: int
    ended: int


@in_one_transaction
def entrust(page: Page, *, community: Page | None = None, person: User | None = None, by: Any) -> Stewardship:
    """Let a community, a person, or a member on behalf of a community look after `page`.

    Raises EntrustingRefused when that cannot be, NoLongerAllowed when `by` (None is the site itself) may not
    say so. What is so already stays as it is.
    """
    page, community = _locked(page, community)
    if by is not None:
        _refuse_unentitled(page, community, _as_of_now(by))
    _refuse_unfit(page, community, person)
    return _named(page, community, person, by)


@in_one_transaction
def release(stewardship: Stewardship, *, by: Any) -> None:
    """End that somebody looks after a page: by themselves, or by whoever may name somebody there.

    Raises EntrustingRefused when it has ended already, NoLongerAllowed when `by` may not end it.
    """
    page, _community = _locked(stewardship.page, None)
    row = Stewardship.objects.select_related("community", "person").filter(pk=stewardship.pk).first()
    if row is None:
        raise EntrustingRefused(_("This has ended already."))
    if by is not None and not may_release(_as_of_now(by), row):
        raise NoLongerAllowed(_("You may not end this."), sees_page=True)
    _ended([row], by)
    showing.touch([page.pk])


@in_one_transaction
def hand_over(
    community: Page, *, to_community: Page | None = None, to_person: User | None = None, by: Any
) -> HandedOver:
    """Let what `community` looks after go over to another community or a person; else it ends.

    Whether `by` may speak for `community` is asked by the door that calls this. What not all of the others
    may read goes over to nobody. Raises EntrustingRefused when the other one is no longer there.
    """
    lock_pages([community.pk, to_community and to_community.pk])
    other = _other(community, to_community, by)
    rows = list(Stewardship.objects.filter(community=community.pk).select_related("page").order_by("page"))
    going = {row.page for row in rows if row.page.is_live and _can_take(row.page, other, to_person)}
    _ended(rows, by)
    for page in going:
        _named(page, other, to_person, by, tells=False)
    showing.touch(row.page_id for row in rows)
    if going and to_person:
        at = to_person.get_absolute_url()
        noticing.tell([to_person], "handed_over", by=by, page=None, count=len(going), at=at)
    return HandedOver(len(going), len({row.page_id for row in rows}) - len(going))


def step_back(community: Page, person: User, *, by: Any) -> None:
    """Let `community`, which is locked, look after by itself what `person` looked after on its behalf."""
    rows = list(Stewardship.objects.filter(community=community.pk, person=person).select_related("page"))
    _ended(rows, by)
    for row in rows:
        _named(row.page, community, None, by)
    showing.touch(row.page_id for row in rows)


def follow(page: Page, into: Page) -> None:
    """Let those who look after `page` look after `into`, with which it is merged; both are locked."""
    for row in Stewardship.objects.filter(page=page):
        Stewardship.objects.get_or_create(
            page=into,
            community_id=row.community_id,
            person_id=row.person_id,
            defaults={"since": row.since, "by_id": row.by_id},
        )
    Stewardship.objects.filter(page=page).delete()
    facts.refresh([page.pk, into.pk])


def _locked(page: Page, community: Page | None) -> tuple[Page, Page | None]:
    """Lock both and return them as they are now; what was merged or put into the trash is not there."""
    rows = lock_pages([page.pk, community and community.pk])
    now, there = rows.get(page.pk), rows.get(community.pk) if community else None
    if now is None or not now.is_live:
        raise NoLongerAllowed(_("The page is no longer there."), sees_page=False)
    if community and (there is None or not there.is_live or there.kind != Page.Kind.COMMUNITY):
        raise EntrustingRefused(_("The community is no longer there."))
    return now, there


def _as_of_now(by: Any) -> Any:
    person = User.objects.active().filter(pk=by.pk).first()
    if person is None:
        raise NoLongerAllowed(_("You can no longer do this."), sees_page=False)
    return person


def _refuse_unentitled(page: Page, community: Page | None, by: User) -> None:
    if page.reach not in reaches_now(by):
        raise NoLongerAllowed(_("The page is no longer there."), sees_page=False)
    allowed = may(by, "steward", community) if community else may_name_people(by, page)
    if not allowed:
        raise NoLongerAllowed(_("You may not say who looks after this page."), sees_page=True)


def _refuse_unfit(page: Page, community: Page | None, person: User | None) -> None:
    if community is None and person is None:
        raise EntrustingRefused(_("Name a community or a person."))
    if page.kind not in LOOKED_AFTER:
        raise EntrustingRefused(_("Articles and terms are looked after, other pages are not."))
    refuse_archived(page)
    refuse_archived(community)
    if community and not reads_all(community, page):
        raise EntrustingRefused(_("Not all members of this community may read this page."))
    if person and not noticing.readers(page, [person.pk]):
        raise EntrustingRefused(_("%s may not read this page.") % person)
    if community and person and not belongs_to(person, community):
        raise EntrustingRefused(_("%s is not a member of this community.") % person)
    if person and community is None and _is_named_in_entry(page, person):
        raise EntrustingRefused(_("%s looks after this page already.") % person)


def _is_named_in_entry(page: Page, person: User) -> bool:
    return kinds.of(page.kind).stewards([page.pk]).get(page.pk) == person.pk


def _named(
    page: Page, community: Page | None, person: User | None, by: Any, *, tells: bool = True
) -> Stewardship:
    row, is_new = Stewardship.objects.get_or_create(
        page_id=page.pk,
        community_id=community and community.pk,
        person=person,
        defaults={"since": timezone.now(), "by": by},
    )
    if is_new:
        _record(Verb.STEWARD_NAMED, page, community, person and person.pk, by)
        if person and tells:
            noticing.tell([person], "entrusted", by=by, page=page)
        facts.refresh([page.pk])
        showing.touch([page.pk])
    return row


def _ended(rows: list[Stewardship], by: Any) -> None:
    for row in rows:
        _record(Verb.STEWARD_ENDED, row.page, row.community, row.person_id, by)
    Stewardship.objects.filter(pk__in=[row.pk for row in rows]).delete()
    facts.refresh({row.page_id for row in rows})


def _record(verb: str, page: Page, community: Page | None, person: int | None, by: Any) -> None:
    """Write the deed down with the page; with the community where not every reader may know of that."""
    about = {"user": person} if person else {}
    if community is None or community.reach in shared_reaches(page.reach):
        about |= {"community": community.pk} if community else {}
        ledger.record(verb, page, by, **about)
    else:
        ledger.record(verb, community, by, page=page.pk, **about)


def _other(community: Page, to_community: Page | None, by: Any) -> Page | None:
    if to_community is None:
        return None
    other = Page.objects.live().unarchived().of_kind(Page.Kind.COMMUNITY).filter(pk=to_community.pk).first()
    if other is None or other.pk == community.pk:
        raise EntrustingRefused(_("The community is no longer there."))
    if by is not None and not may(_as_of_now(by), "steward", other):
        raise EntrustingRefused(_("You may not say what “%s” looks after.") % other)
    return other


def _can_take(page: Page, community: Page | None, person: User | None) -> bool:
    if community:
        return reads_all(community, page)
    return person is not None and bool(noticing.readers(page, [person.pk]))
