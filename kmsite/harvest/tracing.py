"""Where a discussion went, as far as its reader may know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glossary import proposing
from glossary.models import Proposal
from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.recognition.models import Harvest

MOST = 20


@dataclass(frozen=True)
class Outcome:
    """What one harvest made: a page that the reader may see, or a proposal that waits or was decided.

    `proposal` is given to those who may look at it; `state` is open, declined or withdrawn.
    """

    harvest: Harvest
    into: Page | None = None
    proposal: Proposal | None = None
    state: str = ""


def outcomes_of(thread: Page, reader: Any) -> list[Outcome]:
    """Return what became of `thread`, the oldest first; a page that `reader` may not see is left out.

    Three statements at most, and one where nothing was harvested.
    """
    rows = list(Harvest.objects.filter(thread=thread.pk).select_related("by").order_by("at", "pk")[:MOST])
    if not rows:
        return []
    pages = Page.objects.visible_to(reader).in_bulk({row.into_id for row in rows} - {None})
    waiting = [row.proposal for row in rows if row.into_id is None and row.proposal]
    proposals = Proposal.objects.with_people().in_bulk(waiting) if waiting else {}
    found = (_outcome(row, pages, proposals.get(row.proposal), reader) for row in rows)
    return [one for one in found if one is not None]


def _outcome(row: Harvest, pages: dict[int, Page], proposal: Proposal | None, reader: Any) -> Outcome | None:
    if row.into_id in pages:
        return Outcome(row, into=pages[row.into_id])
    if row.into_id is not None or proposal is None:
        return None
    is_theirs = reader.is_authenticated and proposal.by_id == reader.pk
    looks = is_theirs or may(reader, proposing.CURATING)
    return Outcome(row, proposal=proposal if looks else None, state=proposal.state)
