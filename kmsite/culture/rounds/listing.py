"""What the page of all rounds of a community, or of the organisation, shows to somebody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from communities.models import Community
from kmsite.culture.disclosure.disclosing import FEWEST
from kmsite.culture.disclosure.results import lines
from kmsite.culture.models import Round
from kmsite.culture.picture import picturing
from kmsite.culture.rounds.standing import is_shut, may_hold, takes_part
from kmsite.culture.rounds.standing_in import standing_in
from kmsite.culture.rounds.turnout import turnout
from kmsite.pages.paging import slice_of


def listed(request: HttpRequest, community: Community | None) -> dict[str, Any]:
    """Return what the page of the rounds of `community` shows, in a fixed number of statements."""
    user, belongs = request.user, takes_part(request.user, community)
    rounds = slice_of(request, Round.objects.of(community).closed(), ["-number"])
    for round in rounds.rows:
        round.community = community
    now = _now(community, user, belongs)
    shut = is_shut(community)
    shown = {
        "belongs": belongs,
        "is_shut": shut,
        "may_open": now["round"] is None and not shut and may_hold(user, community),
        "slice": rounds,
        "has_series": belongs and sum(1 for round in rounds.rows if round.took_part) > 1,
        "fewest": FEWEST,
        **now,
    }
    return shown | (_latest(community) if belongs else {})


def _now(community: Community | None, user: Any, belongs: bool) -> dict[str, Any]:
    """Return the round that is not closed, and how `user` stands to it."""
    round = Round.objects.of(community).filter(closed_at=None).first()
    if round is None:
        return {"round": None}
    round.community = community
    standing = standing_in(round, user)
    return {"round": round, "standing": standing, "turnout": turnout(round) if belongs else None}


def _latest(community: Community | None) -> dict[str, Any]:
    """Return the latest picture, and what the organisation's latest round told of those who belong here."""
    latest = Round.objects.of(community).closed().first()
    of_all = Round.objects.of(None).closed().first() if community else None
    if latest:
        latest.community = community
    return {
        "latest": latest,
        "picture": latest and picturing.picture_of(latest, lines(latest)),
        "of_all": of_all,
        "picture_of_part": of_all and picturing.picture_of_part(of_all, community),
    }
