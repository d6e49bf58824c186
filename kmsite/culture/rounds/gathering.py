"""What the page of the culture shift gathers for somebody: where they can answer, and the pooled picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from communities.models import Community, Membership
from communities.standing import closed_to
from kmsite.culture.models import Commitment, Participation, Round
from kmsite.culture.picture import pictures
from kmsite.culture.picture.bars import Picture

MOST_COMMUNITIES = 50


@dataclass(frozen=True, slots=True)
class Held:
    """A community that held a round, and when it closed the last one. Never what came of it."""

    community: Community
    at: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """What somebody who is signed in finds there."""

    waiting: Sequence[Round]
    """Open rounds in which they can answer and have not."""
    latest: Round | None
    picture: Picture | None
    example: Round | None
    """A made-up round that shows what comes of one."""
    held: Sequence[Held]
    kept: int
    promised: int


def gathered(user: Any) -> Gathered:
    """Return what the page shows to `user`, in a fixed number of statements."""
    latest = Round.objects.of(None).closed().first()
    promised = Commitment.objects.filter(round__is_example=False)
    return Gathered(
        waiting=_waiting(user),
        latest=latest,
        picture=pictures.of_round(latest) if latest and latest.took_part else None,
        example=_example(user),
        held=_held(user),
        kept=promised.filter(state=Commitment.State.KEPT).count(),
        promised=promised.count(),
    )


def _waiting(user: Any) -> list[Round]:
    answered = Participation.objects.filter(user=user).values("round")
    mine = Membership.objects.current().filter(user=user).values("community")
    communities = Community.objects.visible_to(user).filter(pk__in=mine, archived_at=None)
    rounds = Round.objects.taking_answers().exclude(pk__in=answered).select_related("community")
    within = {community.pk for community in communities}
    return [round for round in rounds.order_by("closes_at") if round.community_id in {None, *within}]


def _example(user: Any) -> Round | None:
    """Return the latest example that stands where `user` reads."""
    examples = Round.objects.filter(is_example=True).exclude(closed_at=None).select_related("community")
    return examples.filter(community__in=_readable(user)).order_by("-closed_at").first()


def _readable(user: Any) -> QuerySet[Community]:
    return Community.objects.visible_to(user).exclude(pk__in=closed_to(user))


def _held(user: Any) -> list[Held]:
    """Return the communities inside which `user` reads and that closed a round, the latest first."""
    closed = _readable(user).filter(culture_rounds__closed_at__isnull=False, culture_rounds__is_example=False)
    found = closed.annotate(held_at=Max("culture_rounds__closed_at")).order_by("-held_at", "pk")
    return [Held(community, community.held_at) for community in found[:MOST_COMMUNITIES]]
