"""What the page of all rounds of a community, or of the organisation, shows to somebody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from communities.models import Community
from kmsite.culture.disclosing import FEWEST
from kmsite.culture.models import Round
from kmsite.culture.standing import is_shut, may_hold, takes_part
from kmsite.culture.standing_in import standing_in
from kmsite.culture.turnout import turnout
from kmsite.pages.paging import slice_of


def listed(request: HttpRequest, community: Community | None) -> dict[str, Any]:
    """Return what the page of the rounds of `community` shows, in a fixed number of statements."""
    user = request.user
    belongs = takes_part(user, community)
    now_open = Round.objects.of(community).filter(closed_at=None).first()
    if now_open is not None:
        now_open.community = community
    return {
        "belongs": belongs,
        "open": now_open,
        "standing": now_open and standing_in(now_open, user),
        "turnout": turnout(now_open) if now_open and belongs else None,
        "may_open": now_open is None and not is_shut(community) and may_hold(user, community),
        "slice": slice_of(request, Round.objects.of(community).closed(), ["-number"]),
        "fewest": FEWEST,
    }
