"""What a group makes of its round: where it settles, and what it will do. The one writer of both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.culture.models import Commitment, Consensus, Item, Position, Round
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import addresses
from kmsite.culture.rounds.answering import locked
from kmsite.culture.rounds.standing import is_shut, may_hold, takes_part
from kmsite.pages.models import Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.retrying import in_one_transaction
from kmsite.talk import noticing

AT_MOST = 2
"""Commitments of a round: more are not kept."""
LATEST = timedelta(days=366)


@in_one_transaction
def settle(round: Round, item: Item, *, position: int, note: str, by: Any) -> Consensus:
    """Write down the `position` on which those who discussed `item` settled, instead of what stood there."""
    now = _discussed(round, by)
    _refuse_strangers(now, item)
    if position not in Position.values:
        raise RoundRefused(_("That is none of the five positions."))
    said = {"position": position, "note": note, "by": by, "at": timezone.now()}
    return Consensus.objects.update_or_create(round=now, item=item, defaults=said)[0]


@in_one_transaction
def unsettle(round: Round, item: Item, *, by: Any) -> None:
    """Take back where a group settled."""
    Consensus.objects.filter(round=_discussed(round, by), item=item).delete()


@in_one_transaction
def commit(
    round: Round, item: Item, *, text: str, owner: User, due: date, by: Any, page: Page | None = None
) -> Commitment:
    """Write down what the group will do about `item`; `owner` is told. Raises RoundRefused after two."""
    now = _discussed(round, by)
    _refuse_strangers(now, item)
    _refuse_promise(now, owner, due)
    taken = set(Commitment.objects.filter(round=now).values_list("place", flat=True))
    free = sorted({*range(1, AT_MOST + 1)} - taken)
    if not free:
        raise RoundRefused(_("A round has two commitments at most: what is more is not kept."))
    made = Commitment.objects.create(
        round=now, place=free[0], item=item, text=text, owner=owner, due=due, page=page, by=by,
        at=timezone.now(),
    )  # fmt: skip
    _tell_owner(made)
    return made


@in_one_transaction
def change(
    commitment: Commitment, *, text: str, owner: User, due: date, by: Any, page: Page | None = None
) -> Commitment:
    """Change what was promised while it is open; a new owner is told."""
    now = _mine(commitment, by)
    if now.state != Commitment.State.OPEN:
        raise RoundRefused(_("It is settled what became of it: nothing is changed any more."))
    _refuse_promise(now.round, owner, due, before=now.due)
    is_new = owner.pk != now.owner_id
    now.text, now.owner, now.due, now.page = text, owner, due, page
    now.save(update_fields=["text", "owner", "due", "page"])
    if is_new:
        _tell_owner(now)
    return now


@in_one_transaction
def report(commitment: Commitment, *, state: str, outcome: str, by: Any) -> Commitment:
    """Say what became of a commitment: its owner may, and who holds rounds."""
    now = _mine(commitment, by)
    if state not in Commitment.State.values:
        raise RoundRefused(_("Say whether it is open, kept or dropped."))
    now.state, now.outcome = state, outcome
    now.save(update_fields=["state", "outcome"])
    return now


@in_one_transaction
def withdraw(commitment: Commitment, *, by: Any) -> None:
    """Delete a commitment that was made by mistake."""
    now = _mine(commitment, by)
    _discussed(now.round, by)
    now.delete()


def may_report(user: Any, commitment: Commitment) -> bool:
    """Tell whether `user` may say what became of `commitment`."""
    community = commitment.round.community
    is_owner = user.pk == commitment.owner_id and takes_part(user, community)
    return (is_owner or may_hold(user, community)) and not is_shut(community)


def _discussed(round: Round, by: Any) -> Round:
    """Lock `round` and return it, if it is closed and `by` holds rounds there."""
    now = locked(round)
    reaches_now(by)
    if now is None or not may_hold(by, now.community):
        raise RoundRefused(_("Only who keeps the community going writes down what it made of a round."))
    if now.closed_at is None:
        raise RoundRefused(_("The round is open: close it before you discuss it."))
    if is_shut(now.community):
        raise RoundRefused(_("The community is in the archive: nothing is changed any more."))
    return now


def _mine(commitment: Commitment, by: Any) -> Commitment:
    found = Commitment.objects.select_for_update(of=("self",)).filter(pk=commitment.pk)
    now = found.select_related("round__community", "owner").first()
    reaches_now(by)
    if now is None:
        raise RoundRefused(_("There is no such commitment any more."))
    if not may_report(by, now):
        raise RoundRefused(_("Only its owner, or who keeps the community going, changes a commitment."))
    return now


def _refuse_strangers(round: Round, item: Item) -> None:
    if item.assessment_id != round.assessment_id:
        raise RoundRefused(_("This statement was not asked in the round."))


def _refuse_promise(round: Round, owner: User, due: date, *, before: date | None = None) -> None:
    if not takes_part(owner, round.community):
        raise RoundRefused(_("Only somebody who belongs to the community can look after a commitment."))
    if due != before:
        refuse_day(due)


def refuse_day(due: date) -> None:
    """Raise RoundRefused for a day that is over or further away than LATEST."""
    today = timezone.localdate()
    if not today <= due <= today + LATEST:
        raise RoundRefused(_("Choose a day within a year from today."))


def _tell_owner(commitment: Commitment) -> None:
    at, community = addresses.of_round(commitment.round), commitment.round.community
    noticing.tell([commitment.owner], "commitment_given", by=commitment.by, page=community, at=at)
