"""Who comes to an event: answers, seats and the waiting list. The one writer of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, Event, Rsvp
from communities.standing import is_member
from kmsite.accounts.models import User
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Page
from kmsite.pages.reach import reaches_now, readable_reaches
from kmsite.pages.retrying import in_one_transaction
from kmsite.talk import noticing
from kmsite.text.refusal import TextRefused

Answer = Rsvp.Answer
LISTED = 200
"""How many people the list on an event shows of each answer."""


class AnswerRefused(TextRefused):
    """An event takes no answer from this person, or not any more; the message says why."""


@dataclass(frozen=True, slots=True)
class Seats:
    """How many come, may come and wait; `capacity` is None where everybody finds a place."""

    capacity: int | None
    taken: int
    waiting: int
    maybe: int

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def over(self) -> int:
        """How many more come than there are places, since the number was lowered."""
        return max(self.taken - self.capacity, 0) if self.capacity is not None else 0


def may_answer(user: Any, event: Event) -> bool:
    """Say whether `user` may say whether they come: a member, or in an open community whoever signed in."""
    if not (user.is_authenticated and user.is_active and event.reach in readable_reaches(user)):
        return False
    community = Community.objects.filter(pk=event.parent_id).first()
    if community is None:
        return False
    return community.visibility == Community.Visibility.OPEN or is_member(user, community)


def closed_because(event: Event) -> str:
    """Return why `event` takes no answers, "" when it does."""
    if event.archived_at:
        return _("The community is in the archive: nothing is answered any more.")
    if event.is_cancelled:
        return _("The event is cancelled: nothing is answered any more.")
    if event.ends_at is None or event.ends_at <= timezone.now():
        return _("The event is over: nothing is answered any more.")
    return ""


@in_one_transaction
def answer(event: Event, said: str, *, by: User) -> Rsvp:
    """Let `by` say whether they come, as often as they like until it is over.

    Who says yes to a full event waits; a seat that they leave goes to the first who waits. Raises
    AnswerRefused when the event is gone, cancelled, over or not theirs to answer.
    """
    now = _locked(event)
    reaches_now(by)
    if now is None or not may_answer(by, now):
        raise AnswerRefused(_("The event is no longer there."))
    if why := closed_because(now):
        raise AnswerRefused(why)
    if said not in Answer.values:
        raise AnswerRefused(_("Say yes, maybe or no."))
    row = Rsvp.objects.filter(event=now, user=by).first()
    if row and row.answer == said:
        return row
    had_seat = bool(row and row.answer == Answer.YES and not row.is_waiting)
    fields = {
        "answer": said,
        "is_waiting": said == Answer.YES and bool(seats(now).is_full),
        "at": timezone.now(),
    }
    row, _is_new = Rsvp.objects.update_or_create(event=now, user=by, defaults=fields)
    if had_seat:
        fill(now, by=by)
    return row


def fill(event: Event, *, by: Any) -> list[int]:
    """Give free seats of `event`, which is locked, to those who wait, in their order; return their ids."""
    free = seats(event).free
    waiting = _of(event, Answer.YES, is_waiting=True)
    going = list((waiting if free is None else waiting[:free]).values_list("pk", "user"))
    if not going or closed_because(event):
        return []
    Rsvp.objects.filter(pk__in=[pk for pk, _user in going]).update(is_waiting=False)
    users = [user for _pk, user in going]
    noticing.tell(User.objects.filter(pk__in=users, is_active=True), "seat_free", by=by, page=event)
    return users


@in_one_transaction
def leave(user: User, community: Page, *, by: Any) -> None:
    """Take back what `user`, who leaves `community`, said to events to come; their seats go to who waits.

    In an open community everybody may come, so their answers stay.
    """
    if Community.objects.filter(pk=community.pk, visibility=Community.Visibility.OPEN).exists():
        return
    rows = Rsvp.objects.filter(user=user, event__parent=community.pk, event__ends_at__gt=timezone.now())
    ids = set(rows.values_list("event", flat=True))
    lock_pages(ids)
    Rsvp.objects.filter(user=user, event__in=ids).delete()
    for event in Event.objects.live().filter(pk__in=ids).order_by("pk"):
        fill(event, by=by)


def seats(event: Event) -> Seats:
    """Count who comes to `event`, who waits and who may come; one query."""
    said = Rsvp.objects.filter(event=event.pk).values_list("answer", "is_waiting")
    counted = {"waiting" if waits else given: number for given, waits, number in said.annotate(Count("pk"))}
    return Seats(event.capacity, *(counted.get(key, 0) for key in ("yes", "waiting", "maybe")))


def who_comes(event: Event) -> dict[str, list[Rsvp]]:
    """Return the answers to `event` as its list shows them: yes, waiting (in their order), maybe, no."""
    return {
        "yes": list(_of(event, Answer.YES, is_waiting=False).select_related("user")[:LISTED]),
        "waiting": list(_of(event, Answer.YES, is_waiting=True).select_related("user")[:LISTED]),
        "maybe": list(_of(event, Answer.MAYBE).select_related("user")[:LISTED]),
        "no": list(_of(event, Answer.NO).select_related("user")[:LISTED]),
    }


def concerned(event: Event) -> QuerySet[User]:
    """Return the people who must hear when `event` changes: those who come, may come or wait."""
    said = Rsvp.objects.filter(event=event.pk, answer__in=(Answer.YES, Answer.MAYBE)).values("user")
    return User.objects.filter(pk__in=said, is_active=True)


def place_in_line(row: Rsvp) -> int:
    """Return the place of somebody who waits: 1 for who gets the next seat."""
    waiting = Rsvp.objects.filter(event=row.event_id, is_waiting=True)
    return waiting.filter(at__lt=row.at).count() + waiting.filter(at=row.at, pk__lt=row.pk).count() + 1


def _of(event: Event, said: str, **more: Any) -> QuerySet[Rsvp]:
    return Rsvp.objects.filter(event=event.pk, answer=said, **more).order_by("at", "pk")


def _locked(event: Event) -> Event | None:
    lock_pages([event.pk])
    return Event.objects.live().filter(pk=event.pk).first()
