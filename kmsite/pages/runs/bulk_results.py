"""What a bulk run did, in words: its act as a sentence, and a line for each page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.pages.models import Audience, BulkRun, Page
from kmsite.pages.reach import readable_reaches
from kmsite.pages.readers.explaining import name_of
from kmsite.pages.runs.bulk_acts import DONE, REFUSED, SAME

OUTCOMES = {DONE: gettext_lazy("done"), SAME: gettext_lazy("already so"), REFUSED: gettext_lazy("refused")}
FORESEEN = {**OUTCOMES, DONE: gettext_lazy("will be done")}
MARKS = {DONE: "ok", SAME: "", REFUSED: "danger"}


@dataclass(frozen=True)
class Line:
    """A page and what became of it; without an address where it can no longer be read."""

    title: str
    address: str
    outcome: str
    why: str
    mark: str


def sentence(run: BulkRun, reader: Any) -> str:
    """Return what a run does, as a heading."""
    return _SENTENCES[run.act](run.choice, reader)


def lines(run: BulkRun, reader: Any) -> Iterator[Line]:
    """Yield a line for each page of `run` that was its turn already, refusals first."""
    readable = Page.objects.filter(pk__in=run.pages, reach__in=readable_reaches(reader))
    pages = {page.pk: page for page in readable}
    words = FORESEEN if run.is_trial else OUTCOMES
    for result in sorted(run.results, key=lambda one: one["outcome"] != REFUSED):
        page, outcome = pages.get(result["page"]), result["outcome"]
        title = page.title if page else _("A page that you can no longer see")
        address = page.get_absolute_url() if page and page.is_live else ""
        yield Line(title, address, str(words[outcome]), result["why"], MARKS[outcome])


def counts(run: BulkRun) -> dict[str, int]:
    """Count the pages by what became of them."""
    counted = Counter(result["outcome"] for result in run.results)
    return {outcome: counted[outcome] for outcome in OUTCOMES}


def _tags(choice: Mapping[str, Any], words: str) -> str:
    return words % ", ".join(choice["tags"])


def _move(choice: Mapping[str, Any], reader: Any) -> str:
    if choice["parent"] is None:
        return _("Move to the top")
    parent = Page.objects.visible_to(reader).filter(pk=choice["parent"]).first()
    return _("Move below “%s”") % parent.title if parent else _("Move")


def _readers(choice: Mapping[str, Any], reader: Any) -> str:
    if choice["audience"] is None:
        return _("Let the page above say who may read")
    audience = Audience.objects.filter(pk__in=readable_reaches(reader), pk=choice["audience"]).first()
    return _("Let read: %s") % name_of(audience) if audience else _("Say who may read")


_SENTENCES = {
    BulkRun.Act.TAG: lambda choice, reader: _tags(choice, _("Add tags: %s")),
    BulkRun.Act.UNTAG: lambda choice, reader: _tags(choice, _("Take tags off: %s")),
    BulkRun.Act.MOVE: _move,
    BulkRun.Act.AUDIENCE: _readers,
    BulkRun.Act.ARCHIVE: lambda choice, reader: _("Archive"),
    BulkRun.Act.TRASH: lambda choice, reader: _("Put into the trash"),
}
