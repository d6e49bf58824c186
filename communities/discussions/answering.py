"""The state of a discussion, and who has the same question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Acceptance, Discussion, SameHere
from kmsite.pages import kinds
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.index import facts
from kmsite.pages.models import LedgerEntry
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.pages.saving.writing import locked
from kmsite.pages.told import ledger
from kmsite.talk import commenting

State, Sort, Verb = Discussion.State, Discussion.Sort, LedgerEntry.Verb

STATES = {
    Sort.QUESTION: (State.OPEN, State.UNCLEAR, State.ANSWERED, State.OUTDATED),
    Sort.IDEA: (State.OPEN, State.UNCLEAR, State.OUTDATED),
    Sort.ANNOUNCEMENT: (State.OPEN, State.OUTDATED),
}
"""The states that each sort of discussion can be in."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of state: to which one, by whom, when, and whether somebody set it by hand."""

    state: State
    by: Any
    at: datetime
    is_by_hand: bool


@in_one_transaction
def set_state(discussion: Discussion, state: str, *, by: Any, missing: str = "", key: str = "") -> bool:
    """Let `discussion` be in `state`, as its asker or a moderator says; return whether it was not before.

    What is missing is said as a comment, and has to be said where more information is needed. Raises
    TextRefused for a state that there is not, and NoLongerAllowed.
    """
    now = locked_for(discussion, by)
    if state not in STATES[now.sort]:
        raise TextRefused(_("A discussion cannot be in this state."))
    if state == now.state:
        return False
    if state == State.UNCLEAR and not missing.strip():
        raise TextRefused(_("Say what is missing, so that it can be added."))
    _write_state(now, state, by, is_by_hand=True)
    discussion.state = state
    if missing.strip():
        commenting.comment(now, body=missing, by=by, key=key)
    return True


@in_one_transaction
def say_same_here(discussion: Discussion, *, by: Any, has_it: bool) -> None:
    """Note that `by` has the same question, or no longer; the asker has it anyway.

    Raises TextRefused for what is no question, and for the asker.
    """
    now = locked(discussion)
    reaches_now(by)
    refuse_shut_out(now, by, "comment")
    refuse_archived(now)
    if now.sort != Sort.QUESTION:
        raise TextRefused(_("Only a question can be somebody else's, too."))
    if now.asker_id == by.pk:
        raise TextRefused(_("It is your question already."))
    mine = {"discussion_id": now.pk, "user_id": by.pk}
    if has_it:
        SameHere.objects.get_or_create(**mine, defaults={"at": timezone.now()})
    else:
        SameHere.objects.filter(**mine).delete()


def follow_acceptances(now: Discussion, by: Any) -> None:
    """Let the state of `now`, which is locked, follow its accepted answers, unless it was set by hand."""
    is_answered = Acceptance.objects.filter(discussion=now.pk).exists()
    if is_answered and now.state in (State.OPEN, State.UNCLEAR):
        _write_state(now, State.ANSWERED, by, is_by_hand=False)
    elif not is_answered and now.state == State.ANSWERED and not _was_set_by_hand(now):
        _write_state(now, State.OPEN, by, is_by_hand=False)


def turns_of(discussion: Discussion) -> Iterable[Turn]:
    """Yield the changes of state of `discussion`, the newest first; one query."""
    for deed in discussion.deeds.of_verbs([Verb.STATE_CHANGED]).recent()[:50]:
        is_by_hand = bool(deed.about.get("by_hand"))
        yield Turn(State(deed.about["state"]), deed.by, deed.at, is_by_hand)


def locked_for(discussion: Discussion, by: Any) -> Discussion:
    """Lock `discussion` and return it as it is now; NoLongerAllowed unless `by` asked it or moderates."""
    now = locked(discussion)
    if by is not None:
        reaches_now(by)
        refuse_shut_out(now, by, "moderate", admitted=kinds.of(now.kind).admits(by, "edit", now))
    refuse_archived(now)
    return now


def _was_set_by_hand(now: Discussion) -> bool:
    last = now.deeds.of_verbs([Verb.STATE_CHANGED]).order_by("-at", "-id").first()
    return last is None or bool(last.about.get("by_hand"))


def _write_state(now: Discussion, state: str, by: Any, *, is_by_hand: bool) -> None:
    ledger.record(Verb.STATE_CHANGED, now, by, state=str(state), was=now.state, by_hand=is_by_hand)
    Discussion.objects.filter(pk=now.pk).update(state=state)
    facts.refresh([now.pk])
    now.state = state
