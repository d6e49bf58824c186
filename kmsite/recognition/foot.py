"""What the foot of a page shows of its use and of where it came from: the same to every reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.reach import shared_reaches
from kmsite.recognition.models import Credit, Harvest

MOST = 200
SHOWN = 6


@dataclass
class Trace:
    """A discussion of which a page has words, and the first of those whose words they are."""

    thread: Page
    people: list[User] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Recognised:
    """How many people used a page, and which discussions it comes from."""

    uses: int
    traces: list[Trace]


def foot(page: Page, *, uses: int) -> Recognised:
    """Return what stands at the foot of `page`, which `uses` people used. One statement."""
    return Recognised(uses, _traces(page))


def harvested_from(threads: set[int]) -> set[int]:
    """Return the ids of the pages that say that they come from one of `threads` (ids)."""
    into = Harvest.objects.filter(thread__in=threads).exclude(into=None)
    return set(into.values_list("into", flat=True))


def _traces(page: Page) -> list[Trace]:
    """Return where `page` came from, as far as every one of its readers may see that discussion."""
    seen = Credit.objects.filter(
        harvest__into=page,
        harvest__thread__trashed_at=None,
        harvest__thread__merged_into=None,
        harvest__thread__reach__in=shared_reaches(page.reach),
    )
    traces: dict[int, Trace] = {}
    for credit in seen.select_related("harvest__thread", "user").order_by("harvest__at", "pk")[:MOST]:
        trace = traces.setdefault(credit.harvest.thread_id, Trace(credit.harvest.thread))
        if credit.user in trace.people:
            continue
        if len(trace.people) < SHOWN:
            trace.people.append(credit.user)
        else:
            trace.more += 1
    return list(traces.values())
