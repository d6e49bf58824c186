"""What the page of a round shows to somebody."""

from __future__ import annotations

from typing import Any

from kmsite.culture.disclosing import FEWEST
from kmsite.culture.models import Round
from kmsite.culture.standing_in import standing_in
from kmsite.culture.turnout import turnout


def reading(round: Round, user: Any) -> dict[str, Any]:
    """Return what the page of `round` shows: figures only to those who belong, once it is closed."""
    standing = standing_in(round, user)
    shown = {"round": round, "standing": standing, "fewest": FEWEST}
    if round.closed_at is None:
        return shown | {"turnout": turnout(round) if standing.belongs else None}
    return shown
