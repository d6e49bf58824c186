"""The reports: what each is for, which rows it has, in which order, and what its lines say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.gaps import listing, telling, wanted
from kmsite.gaps.lines import Line

COUNTED = 1000
"""Counts are exact up to here, so that the index of all reports stays quick on a large site."""


@dataclass(frozen=True)
class Report:
    """One report. `counted` are the rows that its card counts, if not all; `section` leads to the entry.

    `counts_all` is for what Postgres does best with whole tables: a limit misleads it into going row by row.
    """

    name: str
    label: str | Promise
    why: str | Promise
    when_empty: str | Promise
    rows: Callable[[Any], QuerySet]
    order: tuple[str, ...]
    heads: tuple[str | Promise, ...]
    lines: Callable[[Sequence[Any], Any], list[Line]]
    counted: Callable[[Any], QuerySet] | None = None
    counted_as: str | Promise = ""
    section: str = ""
    size: int = 50
    counts_all: bool = False
    is_for_menders: bool = False

    def count(self, user: Any) -> int:
        """Return how many rows there are for `user`, at most one more than COUNTED; one statement."""
        rows = (self.counted or self.rows)(user).order_by()
        return min(rows.count(), COUNTED + 1) if self.counts_all else rows[: COUNTED + 1].count()

    def rows_in(self, user: Any, section: Any) -> QuerySet:
        """Return the rows that `user` may see, of one section of articles unless that is None."""
        rows = self.rows(user)
        return rows.filter(**{f"{self.section}__section": section.pk}) if section and self.section else rows


_TITLE = _("Title")
_STANDING = (_TITLE, _("Address"), _("Below"), _("Last change"))
_NEWEST = ("-changed_at", "-id")


_ALL = (
    Report(
        "wanted",
        _("Wanted pages"),
        _("Titles that pages link to and that no page has yet: red links, the most wanted first."),
        _("Every link leads to a page."),
        listing.wanted,
        ("-pages", "key"),
        (_TITLE, _("Address"), _("Pages that link to it"), _("Which")),
        wanted.lines,
        section="source__searchentry",
        counts_all=True,
    ),
    Report(
        "nobody-found",
        _("Searches that found nothing"),
        _("What people looked for in the last 90 days and did not find. Nobody can tell who asked."),
        _("Everybody who searched found something."),
        listing.fruitless,
        ("-times", "key"),
        (_("Searched for"), _("Address"), _("Times"), _("People (about)"), _("Now")),
        telling.fruitless,
        size=20,
        is_for_menders=True,
    ),
    Report(
        "orphaned",
        _("Orphaned articles"),
        _("Articles that no other page links to: people meet them by searching or browsing only."),
        _("Every article is linked to from another page."),
        listing.orphaned,
        _NEWEST,
        _STANDING,
        telling.standing,
        section="searchentry",
        counts_all=True,
    ),
    Report(
        "dead-ends",
        _("Dead ends"),
        _("Articles from which no link leads to another page: reading stops there."),
        _("Every article leads on to another page."),
        listing.dead_ends,
        _NEWEST,
        _STANDING,
        telling.standing,
        section="searchentry",
        counts_all=True,
    ),
    Report(
        "unchanged",
        _("Least recently changed"),
        _("Articles in the order of their last change, the oldest first: are they still right?"),
        _("There are no articles yet."),
        listing.articles,
        ("changed_at", "id"),
        _STANDING,
        telling.standing,
        counted=listing.unchanged,
        counted_as=_("not changed for a year"),
        section="searchentry",
    ),
    Report(
        "untagged",
        _("Untagged articles"),
        _("Articles without a tag: they are missing wherever people choose by tags."),
        _("Every article has a tag."),
        listing.untagged,
        _NEWEST,
        _STANDING,
        telling.standing,
        section="searchentry",
    ),
    Report(
        "near-titles",
        _("Nearly the same title"),
        _("Titles that differ by spelling, order or number of words, or one letter: one page or two?"),
        _("No two titles are nearly the same. This is looked for once an hour."),
        listing.near_titles,
        ("id",),
        (_TITLE, _("Address"), _("Kind"), _("Below"), _("Nearly the same as"), _("The other is below")),
        telling.near,
        section="one__searchentry",
    ),
    Report(
        "astray",
        _("Old addresses that lead astray"),
        _("Addresses that lead to a page which was merged or trashed itself. Normally there are none."),
        _("Every old address leads straight to a page. It should stay so."),
        listing.astray,
        ("id",),
        (_TITLE, _("Address"), _("Old addresses"), _("What became of it")),
        telling.astray,
    ),
    Report(
        "most-read",
        _("Most read"),
        _(
            "What was read most in 90 days, added up once an hour. Views are counted, not readers, and "
            "nobody knows whose."
        ),
        _("No views are added up yet."),
        listing.most_read,
        ("-times", "page_id"),
        (_TITLE, _("Address"), _("Views"), _("Kind")),
        telling.most_read,
        section="page__searchentry",
    ),
    Report(
        "least-read",
        _("Least read"),
        _(
            "Articles that were read least in 90 days, added up once an hour: out of date, hard to find, "
            "or not needed?"
        ),
        _("There are no articles yet."),
        listing.least_read,
        ("times", "id"),
        (_TITLE, _("Address"), _("Views"), _("Below"), _("Written"), _("Last change")),
        telling.least_read,
        counted=listing.unread,
        counted_as=_("not read in 90 days"),
        section="searchentry",
    ),
)
REPORTS = {report.name: report for report in _ALL}


def reports_for(user: Any) -> list[Report]:
    """Return the reports that `user` may see."""
    return [report for report in _ALL if not report.is_for_menders or listing.may_mend(user)]
