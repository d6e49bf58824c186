"""What a person keeps of the exercise because they asked for it: the one writer, until they delete it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from kmsite.culture.models import Assessment, Item, PersonalCommitment, PersonalResult
from kmsite.pages.retrying import in_one_transaction
from kmsite.talk import noticing
from kmsite.talk.models import Notice

REMINDER = "culture_reminder"
"""The kind of notice: it leads to what somebody wrote, and repeats nothing of it."""
AT = "/me/culture/"


@in_one_transaction
def keep(assessment: Assessment, said: Mapping[str, Sequence[int | None]], *, by: Any) -> None:
    """Keep the answers of `by` about each lens; those of the same day take the place of earlier ones."""
    for lens, answers in said.items():
        PersonalResult.objects.update_or_create(
            user=by,
            assessment=assessment,
            lens=lens,
            made_on=timezone.localdate(),
            defaults={"answers": list(answers)},
        )


@in_one_transaction
def commit_to(item: Item, text: str, remind_on: date | None, *, by: Any) -> None:
    """Keep the one thing that `by` means to do, in the place of the one before; it is told on that day."""
    PersonalCommitment.objects.update_or_create(
        user=by, defaults={"item": item, "text": text, "remind_on": remind_on}
    )
    _take_reminders_back(by)


@in_one_transaction
def let_go(*, by: Any) -> None:
    """Delete what `by` meant to do, and what reminds of it."""
    PersonalCommitment.objects.filter(user=by).delete()
    _take_reminders_back(by)


@in_one_transaction
def forget(number: int, *, by: Any) -> None:
    """Delete one result that `by` kept; nothing happens if it is none of theirs."""
    PersonalResult.objects.filter(user=by, pk=number).delete()


@in_one_transaction
def forget_all(*, by: Any) -> None:
    """Delete everything that `by` kept."""
    PersonalResult.objects.filter(user=by).delete()
    let_go(by=by)


@in_one_transaction
def remind() -> int:
    """Remind everybody whose day has come, each once; return how many. Any number of processes may."""
    due = PersonalCommitment.objects.select_for_update(skip_locked=True)
    due = list(due.filter(remind_on__lte=timezone.localdate()).order_by("pk"))
    noticing.tell({one.user_id for one in due}, REMINDER, by=None, at=AT)
    PersonalCommitment.objects.filter(pk__in=[one.pk for one in due]).update(remind_on=None)
    return len(due)


def _take_reminders_back(person: Any) -> None:
    Notice.objects.filter(user=person, kind=REMINDER).delete()
