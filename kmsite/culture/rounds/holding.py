"""Opening and closing rounds: what may be told is told at once, and the answers are deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from kmsite.accounts.models import User
from kmsite.culture.disclosure import telling
from kmsite.culture.models import Assessment, Fact, Lens, Response, Round
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import announcing, doing
from kmsite.culture.rounds.answering import Answers, locked
from kmsite.culture.rounds.standing import is_shut, may_hold
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=92)


@in_one_transaction
def open_round(community: Community | None, *, title: str, lens: str, closes_at: datetime, by: Any) -> Round:
    """Open a round with the latest wording for `community`, or for the organisation when it is None.

    Raises RoundRefused when one is open, when `by` may not, and when the time is too short or too long.
    """
    if community is not None:
        lock_pages([community.pk])
        community = Community.objects.get(pk=community.pk)
    _refuse_others(by, community)
    if is_shut(community):
        raise RoundRefused(_("The community is in the archive: no round is opened any more."))
    if lens not in Lens.values:
        raise RoundRefused(_("Say of whom the statements are answered."))
    now = timezone.now()
    if not SHORTEST <= closes_at - now <= LONGEST:
        raise RoundRefused(_("A round is open for five minutes at least and for three months at most."))
    if Round.objects.filter(community=community, closed_at=None).exists():
        raise RoundRefused(_("A round is open already. Close it before you open the next."))
    opened = Round.objects.create(
        assessment=Assessment.objects.first(),
        community=community,
        number=_next_number(community),
        title=title,
        lens=lens,
        opened_at=now,
        opened_by=by,
        closes_at=closes_at,
    )
    announcing.opened(opened)
    _write_down(LedgerEntry.Verb.ROUND_OPENED, opened, by)
    return opened


@in_one_transaction
def close(round: Round, *, by: Any) -> Round:
    """Close `round` and tell what may be told; return it as it is now.

    Waits for whoever is answering: an answer is counted as a whole or refused. `by` is None when its time is
    over. Raises RoundRefused when it is closed already or `by` may not close it.
    """
    now = locked(round)
    if now is None:
        raise RoundRefused(_("There is no such round."))
    if by is not None:
        _refuse_others(by, now.community)
    if now.closed_at is not None:
        raise RoundRefused(_("The round is closed already."))
    _one_after_another()
    telling.tell(now)
    now.closed_at = now.closes_at if by is None else timezone.now()
    now.closed_by = by
    now.save(update_fields=["took_part", "closed_at", "closed_by"])
    Response.objects.filter(round=now).delete()
    _fix_facts(now)
    announcing.closed(now)
    _write_down(LedgerEntry.Verb.ROUND_CLOSED, now, by)
    return now


def _one_after_another() -> None:
    """Wait for another round that is closing: what it tells counts for what this one may tell."""
    Assessment.objects.select_for_update(no_key=True).order_by("pk").first()


def close_overdue() -> int:
    """Close the rounds whose time is over; return how many. Safe to be done by several processes at once."""
    closed = 0
    for round in Round.objects.overdue():
        try:
            close(round, by=None)
        except RoundRefused:  # another process was first
            continue
        closed += 1
    return closed


def forget_answers() -> None:
    """Let Postgres overwrite what deleted responses left in its files; inside a transaction it cannot."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {Response._meta.db_table}")


def _refuse_others(by: Any, community: Community | None) -> None:
    person = User.objects.active().filter(pk=by.pk).first()
    if person is None or not may_hold(person, community):
        raise RoundRefused(_("Only who keeps the community going holds its rounds."))


def _fix_facts(round: Round) -> None:
    facts = doing.facts_of(round.community)
    for fact in facts:
        fact.round = round
    Fact.objects.bulk_create(facts)


def _write_down(verb: str, round: Round, by: Any) -> None:
    of_all = {} if round.community_id else {"of_all": True}
    ledger.record(verb, round.community_id, by, round=round.number, **of_all)


@in_one_transaction
def hold_example(
    community: Community, *, title: str, lens: str, answers: Sequence[Answers], opened_at: datetime,
    closed_at: datetime,
) -> Round:  # fmt: skip
    """Hold a round of made-up `answers` in `community` that is over at once; it is marked as an example."""
    made = Round.objects.create(
        assessment=Assessment.objects.first(),
        community=community,
        number=_next_number(community),
        title=title,
        lens=lens,
        opened_at=opened_at,
        closes_at=closed_at,
        is_example=True,
    )
    Response.objects.bulk_create(Response(round=made, answers=list(said)) for said in answers)
    telling.tell(made)
    made.closed_at = closed_at
    made.save(update_fields=["took_part", "closed_at"])
    Response.objects.filter(round=made).delete()
    return made


def _next_number(community: Community | None) -> int:
    return (Round.objects.filter(community=community).aggregate(last=Max("number"))["last"] or 0) + 1
