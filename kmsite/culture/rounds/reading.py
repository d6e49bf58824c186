"""What the page of a round shows to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kmsite.culture.agreed.discussing import talked_about
from kmsite.culture.disclosure.disclosing import FEWEST, IN_BANDS
from kmsite.culture.disclosure.results import Line, lines
from kmsite.culture.models import Round
from kmsite.culture.picture import picturing
from kmsite.culture.rounds.parts import parts
from kmsite.culture.rounds.standing_in import standing_in
from kmsite.culture.rounds.turnout import turnout


def reading(round: Round, user: Any) -> dict[str, Any]:
    """Return what the page of `round` shows: figures only to those who belong, once it is closed."""
    standing = standing_in(round, user)
    shown = {"round": round, "standing": standing, "fewest": FEWEST}
    if not standing.sees:
        return shown
    if round.closed_at is None:
        return shown | {"turnout": turnout(round)}
    return shown | _told(round, user)


def _told(round: Round, user: Any) -> dict[str, Any]:
    told, before = lines(round), picturing.before(round)
    return {
        "lines": told,
        "picture": picturing.picture_of(round, told, before=before, own=picturing.own(round, user)),
        "downloads": picturing.downloads(round),
        "before": before,
        "is_first_of_wording": before is None and _asked_otherwise(round),
        "in_bands": IN_BANDS,
        "parts": parts(round, told, user),
        **_silent(told),
        **talked_about(told),
    }


def _silent(told: Sequence[Line]) -> dict[str, Any]:
    """Return the statements of which no figures are told, and whether only directions are told of all."""
    silent = [line for line in told if line.told is None]
    moved_only = len(silent) == len(told) and any(line.moved is not None for line in silent)
    return {"silent": [line.item for line in silent], "moved_only": moved_only}


def _asked_otherwise(round: Round) -> bool:
    """Tell whether an earlier round of the same people asked about the same in another wording."""
    earlier = Round.objects.of(round.community).closed().filter(number__lt=round.number, lens=round.lens)
    return earlier.exclude(assessment=round.assessment_id).exists()
