"""Bulk runs: one act on many pages, tried out first and then worked off step by step.

A page's act and the run's count of pages are written in one transaction, so that a run that was cut off goes
on where it was. A trial does the same with the same writers, and takes each page's act back.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.roles import rights_of
from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.models import BulkRun, Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.runs.bulk_acts import DONE, REFUSALS, REFUSED, Outcome, perform, reason

MOST_PAGES = 500
STEP_PAGES, STEP_SECONDS = 20, 1.0
LOCK_NOT_AVAILABLE = "55P03"

RIGHTS: Mapping[str, frozenset[str]] = {
    BulkRun.Act.TAG: frozenset({"bulk", "edit"}),
    BulkRun.Act.UNTAG: frozenset({"bulk", "edit"}),
    BulkRun.Act.MOVE: frozenset({"bulk", "move"}),
    BulkRun.Act.AUDIENCE: frozenset({"bulk", "audience"}),
    BulkRun.Act.ARCHIVE: frozenset({"bulk", "archive"}),
    BulkRun.Act.TRASH: frozenset({"bulk", "trash"}),
}
"""What one must hold to run each act."""


class RunRefused(PermissionError):
    """The person may not, or no longer, do this to many pages."""


class _TakenBack(Exception):
    """Ends the transaction of a trial."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


def may_run(user: Any, act: str) -> bool:
    """Say whether `user` may do `act` to many pages."""
    return RIGHTS[act] <= rights_of(user)


@in_one_transaction
def begin(*, by: Any, act: str, pages: Iterable[int], choice: Mapping[str, Any], trial: bool) -> BulkRun:
    """Write a run of `act` on `pages` (ids), of which nothing is done yet; `trial` takes everything back.

    All or nothing: raises NotThere when `by` cannot see one of `pages`, and RunRefused without the rights.
    """
    if not may_run(by, act):
        raise RunRefused
    pages = [*dict.fromkeys(pages)]
    if not 0 < len(pages) <= MOST_PAGES or _seen(by, pages) != len(pages):
        raise NotThere
    return BulkRun.objects.create(
        by=by, act=act, choice={**choice, "trial": trial}, pages=pages, began_at=timezone.now()
    )


@in_one_transaction
def confirm(trial: BulkRun, *, by: Any) -> BulkRun:
    """Return the run that does what `trial` showed, written once however often this is asked for.

    Raises what `begin` raises, and NotThere when there is nothing to do.
    """
    trial = _locked(trial.pk)
    if trial.choice.get("run"):
        return BulkRun.objects.get(pk=trial.choice["run"])
    run = begin(by=by, act=trial.act, pages=_promising(trial), choice=trial.choice, trial=False)
    trial.choice["run"] = run.pk
    trial.save(update_fields=["choice"])
    return run


def step(run: BulkRun) -> BulkRun:
    """Work off some pages of `run` and return it as it is then. Raises RunRefused when a right has gone."""
    until = time.monotonic() + STEP_SECONDS
    for _number in range(STEP_PAGES):
        if run.ended_at or time.monotonic() > until:
            break
        run = _next(run)
    return run


def _next(run: BulkRun) -> BulkRun:
    """Do the act to the next page; what refuses it is noted once its writing was taken back."""
    try:
        return _act(run.pk, run.done)
    except _TakenBack as ended:
        outcome = ended.outcome
    except REFUSALS as refused:
        outcome = Outcome(REFUSED, reason(refused))
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        outcome = Outcome(REFUSED, _("Somebody else is changing it at this moment."))
    return _note(run.pk, run.done, outcome)


@in_one_transaction
def _act(id: int, place: int) -> BulkRun:
    run = _locked(id)
    if run.done != place:
        return run  # another step of the same run was quicker
    if not may_run(run.by, run.act):
        raise RunRefused
    outcome = perform(run.act, run.pages[place], run.choice, by=run.by)
    if run.choice["trial"]:
        raise _TakenBack(outcome)
    return _noted(run, outcome)


@in_one_transaction
def _note(id: int, place: int, outcome: Outcome) -> BulkRun:
    run = _locked(id)
    return _noted(run, outcome) if run.done == place else run


def _noted(run: BulkRun, outcome: Outcome) -> BulkRun:
    run.results.append({"page": run.pages[run.done], **asdict(outcome)})
    run.done += 1
    run.ended_at = timezone.now() if run.done == len(run.pages) else None
    run.save(update_fields=["results", "done", "ended_at"])
    return run


def _locked(id: int) -> BulkRun:
    return BulkRun.objects.select_related("by").select_for_update(of=["self"]).get(pk=id)


def _promising(trial: BulkRun) -> list[int]:
    return [result["page"] for result in trial.results if result["outcome"] == DONE]


def _seen(by: Any, pages: list[int]) -> int:
    return Page.objects.visible_to(by).filter(pk__in=pages).count()
