"""One line of a report, the same on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from kmsite.pages.models import Page


@dataclass(frozen=True, slots=True)
class Fact:
    """What a line says in one column: a text, or pages with links to them. `plain` is for files."""

    text: str = ""
    pages: tuple[Page, ...] = ()
    plain: str = ""

    @property
    def in_file(self) -> str:
        return self.plain or "; ".join([*(page.title for page in self.pages), *filter(None, [self.text])])


@dataclass(frozen=True, slots=True)
class Line:
    """A line about a page, or about what has none yet; at `mend` something is done about it.

    `row` is what the line was made of.
    """

    title: str
    facts: tuple[Fact, ...]
    address: str = ""
    mend: str = ""
    row: Any = None

    @property
    def in_file(self) -> list[str]:
        return [self.title, self.address, *(fact.in_file for fact in self.facts)]


def of_pages(pages: Iterable[Page], *told: Any) -> list[Line]:
    """Return a line for each page; each of `told` makes a fact of one."""
    return [Line(page.title, tuple(tell(page) for tell in told), page.get_absolute_url()) for page in pages]


def section(page: Page) -> Fact:
    """Say below which page another stands, if any: whoever may read a page may read those above."""
    return Fact(pages=(page.parent,)) if page.parent else Fact()


def changed(page: Page) -> Fact:
    """Say when a page was changed."""
    return on(page.changed_at)


def written(page: Page) -> Fact:
    """Say when a page was written."""
    return on(page.created_at)


def kind(page: Page) -> Fact:
    """Say of which kind a page is."""
    return Fact(page.get_kind_display())


def on(at: datetime) -> Fact:
    """Say a day, in the time zone of the reader."""
    day = timezone.localtime(at)
    return Fact(date_format(day, "j M Y"), plain=day.date().isoformat())


def number(count: int) -> Fact:
    """Say a number."""
    return Fact(str(count))
