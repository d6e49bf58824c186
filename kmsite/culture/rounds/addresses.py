"""Where rounds stand on the site: inside their community, or below the culture of the organisation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from communities.models import Community
from kmsite.culture.models import Round


def of_round(round: Round, verb: str = "round", **more: Any) -> str:
    """Return the address of `round`, or of what is done with it: answer, close, picture."""
    return _address(verb, round.community, {"number": round.number, **more})


def of_rounds(community: Community | None, verb: str = "rounds") -> str:
    """Return the address of the rounds of `community`, or of the organisation; or where one is opened."""
    return _address(verb, community, {})


def _address(verb: str, community: Community | None, named: dict[str, Any]) -> str:
    inside = {"slug": community.slug} if community else {}
    return reverse(f"culture:{verb}", kwargs={**inside, **named})
