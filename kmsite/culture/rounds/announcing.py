"""Telling people that a round is open and that it is closed; never who answered, and nobody is reminded."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from communities.models import Membership
from kmsite.accounts.models import User
from kmsite.culture.models import Participation, Round
from kmsite.culture.rounds import addresses
from kmsite.talk import noticing


def opened(round: Round) -> None:
    """Tell everybody who may answer in `round`, but for who opened it."""
    until = date_format(timezone.localtime(round.closes_at), "j M Y, H:i T")
    _tell(round, "opened", _people(round).exclude(pk=round.opened_by_id), until=until)


def closed(round: Round) -> None:
    """Tell those who took part in `round` and belong there still that they can see what came of it.

    Nobody else sees who is told.
    """
    took_part = Participation.objects.filter(round=round).values("user")
    _tell(round, "closed", _people(round).filter(pk__in=took_part))


def _people(round: Round) -> QuerySet[User]:
    people = User.objects.active()
    if round.community_id is None:
        return people
    members = Membership.objects.current().filter(community=round.community_id)
    return people.filter(pk__in=members.values("user"))


def _tell(round: Round, what: str, people: Iterable[User], **about: str) -> None:
    """Tell `people`, however many belong there: no limit counts them, so nobody is named as who tells."""
    whose = "round" if round.community_id else "round_of_all"
    at = addresses.of_round(round)
    noticing.tell(people, f"{whose}_{what}", by=None, page=round.community, at=at, **about)
