"""Who is in an audience: made, renamed and filled by administrators, and all of it on record."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.pages.models import Audience, AudienceMember, LedgerEntry, Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.text.names import name_key

Verb = LedgerEntry.Verb


class MembershipRefused(ValueError):
    """An audience cannot be made, renamed, filled or deleted so; the message says why."""


@in_one_transaction
def make_audience(name: str, *, by: Any) -> Audience:
    """Make an audience without members. Raises MembershipRefused when another is called so."""
    _refuse_name(name, None)
    audience = Audience.objects.create(name=name)
    ledger.record(Verb.AUDIENCE_MADE, None, by, audience=audience.pk, name=name)
    return audience


@in_one_transaction
def rename_audience(audience: Audience, name: str, *, by: Any) -> None:
    """Give `audience` another name. Raises MembershipRefused when another is called so."""
    _refuse_name(name, audience)
    now = _locked(audience)
    if now.name != name:
        ledger.record(Verb.AUDIENCE_RENAMED, None, by, audience=now.pk, was=now.name, name=name)
        Audience.objects.filter(pk=now.pk).update(name=name)
        audience.name = name


@in_one_transaction
def delete_audience(audience: Audience, *, by: Any) -> None:
    """Delete `audience`. Raises MembershipRefused while a page, perhaps in the trash, was given to it."""
    now = _locked(audience)
    used = Page.objects.filter(audience=now).exists() or Page.objects.filter(reach=now.pk).exists()
    try:
        if used:
            raise MembershipRefused(_("Pages are for this audience. Choose other readers for them first."))
        now.delete()
    except ProtectedError as error:
        raise MembershipRefused(_("This audience is still needed elsewhere.")) from error
    ledger.record(Verb.AUDIENCE_DELETED, None, by, audience=audience.pk, name=now.name)


@in_one_transaction
def add_member(audience: Audience, user: User, *, by: Any) -> bool:
    """Let `user` read what `audience` reads; return whether they could not before."""
    _row, is_new = AudienceMember.objects.get_or_create(audience=_locked(audience), user=user)
    if is_new:
        ledger.record(Verb.MEMBER_ADDED, None, by, audience=audience.pk, user=user.pk)
    return is_new


@in_one_transaction
def remove_member(audience: Audience, user: User, *, by: Any) -> bool:
    """Take `user` out of `audience`, from the next request on; return whether they were in it."""
    gone, _rows = AudienceMember.objects.filter(audience=_locked(audience), user=user).delete()
    if gone:
        ledger.record(Verb.MEMBER_REMOVED, None, by, audience=audience.pk, user=user.pk)
    return bool(gone)


def _locked(audience: Audience) -> Audience:
    """Lock the row of `audience`, so that its deeds are written one after the other."""
    now = Audience.objects.select_for_update().filter(pk=audience.pk, pk__gt=0).first()
    if now is None:
        raise MembershipRefused(_("The audience is no longer there."))
    if now.page_id is not None:
        raise MembershipRefused(_("These are the members of a community: people come and go there."))
    return now


def _refuse_name(name: str, audience: Audience | None) -> None:
    """Raise MembershipRefused when an audience is called so, everyone and everyone signed in included."""
    Audience.objects.select_for_update().get(pk=0)  # names are given one at a time
    others = Audience.objects.exclude(pk=audience.pk) if audience else Audience.objects.all()
    if name_key(name) in {name_key(other) for other in others.values_list("name", flat=True)}:
        raise MembershipRefused(_("There is an audience of this name already."))
