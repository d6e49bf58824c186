"""The one writer of harvests: where a discussion went, and whose words it took along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger
from kmsite.recognition.models import Credit, Harvest


@in_one_transaction
def record(
    thread: Page,
    *,
    kind: str,
    people: Mapping[int, int | None],
    by: Any,
    into: Page | None = None,
    revision: int | None = None,
    proposal: int | None = None,
) -> Harvest:
    """Write down that `thread`, a discussion, became `into` (its revision number) or a proposal (its id).

    `people` gives for each person (id) who is credited the comment (id) they are credited for, or None for
    who asked. To be called in the transaction that writes what came of it.
    """
    harvest = Harvest.objects.create(
        thread=thread, kind=kind, into=into, revision=revision, proposal=proposal, by=by, at=timezone.now()
    )
    Credit.objects.bulk_create(
        Credit(harvest=harvest, user_id=user, comment_id=comment) for user, comment in sorted(people.items())
    )
    about = {"harvest": harvest.pk} | ({"into": into.pk} if into else {})
    ledger.record(LedgerEntry.Verb.HARVESTED, thread, by, **about)
    showing.touch([into.pk] if into else [])
    return harvest


def settle(proposal: int, into: Page, revision: int) -> None:
    """Say what became of the harvests that were the proposal with this id: it was accepted as `into`.

    To be called in the transaction that accepts it.
    """
    if Harvest.objects.filter(proposal=proposal).update(into=into, revision=revision):
        showing.touch([into.pk])
