"""How many have answered: never fewer than five, and never who."""

from __future__ import annotations

from dataclasses import dataclass

from communities.models import Community, Membership
from kmsite.accounts.models import User
from kmsite.culture.disclosure.disclosing import FEWEST
from kmsite.culture.models import Participation, Round


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of how many have answered so far; `answered` is None while they are fewer than five."""

    answered: int | None
    of: int


def turnout(round: Round) -> Turnout:
    """Return how many have answered in `round`, which is open, of those who belong there today."""
    answered = Participation.objects.filter(round=round).count()
    return Turnout(answered if answered >= FEWEST else None, max(answered, _people(round.community)))


def _people(community: Community | None) -> int:
    if community is None:
        return User.objects.active().count()
    return Membership.objects.current().filter(community=community.pk).count()
