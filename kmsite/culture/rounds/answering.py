"""Answering in a round: the one writer of participations and responses."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community
from kmsite.culture.models import Item, Participation, Position, Response, Round
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds.standing import communities_of, is_open, takes_part
from kmsite.pages.reach import reaches_now
from kmsite.pages.retrying import in_one_transaction

Answers = Sequence[int | None]
"""A position, or None for "can't say", for each statement in its order."""
MOST_MOVED = 200
"""Rows that are written anew with another: so many people hide each other, and it takes no time."""


@in_one_transaction
def answer(round: Round, answers: Answers, *, by: Any, community: Community | None = None) -> None:
    """Let `by` answer, once and for all; in a round of the organisation perhaps as one of `community`.

    Waits for somebody who is closing the round, and is refused when that was first. Raises RoundRefused when
    the round is closed or not theirs, when they have answered, and when an answer or a community is none.
    """
    now = locked(round)
    reaches_now(by)
    if now is None or not takes_part(by, now.community):
        raise RoundRefused(_("There is no such round."))
    if not is_open(now):
        raise RoundRefused(_("The round is closed: nothing that comes now is counted."))
    if has_answered(now, by):
        raise RoundRefused(_("You have answered in this round. Your answers are counted, and nobody can tell"
                             " which they are: so they cannot be changed either."))  # fmt: skip
    refuse_no_answers(answers, Item.objects.filter(assessment=now.assessment_id).count())
    if community is not None and (now.community_id or community not in communities_of(by)):
        raise RoundRefused(_("You cannot answer as a member of this community."))
    Participation.objects.create(round=now, user=by, community=community)
    _put_among_others(Response(round=now, community=community, answers=list(answers)))


def _put_among_others(new: Response) -> None:
    """Write down `new` and anew, in random order, what was answered before: rows lie as people answered.

    Their order, and the numbers of transactions, would else tell in a backup whose is whose.
    """
    before = Response.objects.filter(round=new.round).order_by("?")[:MOST_MOVED]
    moved = [Response(round=new.round, community_id=one.community_id, answers=one.answers) for one in before]
    Response.objects.filter(pk__in=[one.pk for one in before]).delete()
    rows = [new, *moved]
    SystemRandom().shuffle(rows)
    Response.objects.bulk_create(rows)


def has_answered(round: Round, user: Any) -> bool:
    """Tell whether `user` took part in `round`."""
    return Participation.objects.filter(round=round, user=user).exists()


def refuse_no_answers(answers: Answers, statements: int) -> None:
    """Raise RoundRefused unless there is a position or None for each of so many `statements`."""
    if len(answers) != statements:
        raise RoundRefused(_("Every statement needs an answer; to say that you cannot tell is one too."))
    if any(said is not None and said not in Position.values for said in answers):
        raise RoundRefused(_("One of the answers is none of the five positions."))


def locked(round: Round) -> Round | None:
    """Lock the row of `round` and return it as it is now; None if it is gone."""
    return Round.objects.select_for_update(of=("self",)).filter(pk=round.pk).first()
