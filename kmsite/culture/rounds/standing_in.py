"""How somebody stands to a round: whether they belong, have answered, may answer now, may close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kmsite.culture.models import Round
from kmsite.culture.rounds.answering import has_answered
from kmsite.culture.rounds.standing import is_open, is_shut, may_hold, sees_figures, takes_part


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to a round."""

    belongs: bool
    sees: bool
    """What came of it is shown to them."""
    has_answered: bool
    may_answer: bool
    may_close: bool
    is_over: bool
    """Its time is over and nobody has closed it yet."""
    is_shut: bool
    """Its community went into the archive while it was open."""


def standing_in(round: Round, user: Any) -> Standing:
    """Return how `user` stands to `round`, in a few statements."""
    belongs = takes_part(user, round.community)
    answered = belongs and has_answered(round, user)
    return Standing(
        belongs=belongs,
        sees=belongs or sees_figures(user, round),
        has_answered=answered,
        may_answer=belongs and not answered and is_open(round),
        may_close=round.closed_at is None and may_hold(user, round.community),
        is_over=round.closed_at is None and round.closes_at <= timezone.now(),
        is_shut=round.closed_at is None and is_shut(round.community),
    )
