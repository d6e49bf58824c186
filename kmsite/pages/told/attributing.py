"""Who wrote each line of a page: its revisions looked through from the newest back, within bounds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from kmsite.pages.models import Page, Revision
from kmsite.pages.saving.growth import OctetLength
from kmsite.text.attributing import Version, attribute, lines_of

SECONDS = 0.5
"""Processor time that one look takes at most, and with it about 1,000 revisions of an ordinary text."""
MOST_BYTES = 32 * 1024 * 1024
"""Text that one look reads at most."""
MOST_REVISIONS = 20_000
MOST_LINES = 1_000
"""Lines on one screen; the others are a link away."""
_BATCH_BYTES = 1024 * 1024
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines from one revision, the first of them number `first`; None: from an older one."""

    revision: Revision | None
    first: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Attributed:
    """Some lines of a text in runs; `back_to` is the number of the oldest revision that was looked at."""

    runs: list[Run]
    back_to: int
    is_whole: bool
    lines: int
    first: int

    @property
    def before(self) -> int | None:
        """The first line of the screen before this one."""
        return max(self.first - MOST_LINES, 1) if self.first > 1 else None

    @property
    def after(self) -> int | None:
        """The first line of the screen after this one."""
        after = self.first + MOST_LINES
        return after if after <= self.lines else None


def attributed(page: Page, shown: Revision, first: int = 1) -> Attributed:
    """Return who wrote each line of `shown`, a revision of `page`, from line `first` on.

    At most MOST_LINES of them. What nobody looked far enough back for has no revision.
    """
    lines = lines_of(shown.body)
    first = first if 1 <= first <= len(lines) else 1
    end = time.thread_time() + SECONDS
    found = attribute(_versions(page, shown), is_enough=lambda: time.thread_time() > end)
    part = slice(first - 1, first - 1 + MOST_LINES)
    numbers = _with_empty_lines_joined(lines[part], found.numbers[part])
    named = page.revisions.history().filter(number__in={*numbers} - {None})
    revisions = {revision.number: revision for revision in named}
    runs = list(_runs(lines[part], numbers, revisions, first))
    return Attributed(runs, found.back_to, found.is_whole, len(lines), first)


def _versions(page: Page, shown: Revision) -> Iterator[Version]:
    """Yield what the page said up to `shown`, the newest first; the texts come in batches."""
    earlier = page.revisions.filter(number__lte=shown.number).order_by("-number")
    rows = earlier.values_list("number", "sha256", OctetLength("body"))[:MOST_REVISIONS]
    listed = list(rows)
    first_with = {sha256: number for number, sha256, _size in listed}
    yield Version(shown.number, shown.body, first_with[shown.sha256])
    for newest, oldest in _batches((number, size) for number, _sha256, size in listed[1:]):
        texts = earlier.filter(number__range=(oldest, newest)).values_list("number", "body", "sha256")
        yield from (Version(number, body, first_with[sha256]) for number, body, sha256 in texts)


def _batches(sizes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the newest and the oldest number of each batch to read, until MOST_BYTES are spent."""
    newest = oldest = None
    count = read = in_batch = 0
    for number, size in sizes:
        if read + size > MOST_BYTES:
            break
        newest, oldest = newest or number, number
        count, read, in_batch = count + 1, read + size, in_batch + size
        if count == _BATCH or in_batch >= _BATCH_BYTES:
            yield newest, oldest
            newest, count, in_batch = None, 0, 0
    if newest:
        yield newest, oldest


def _with_empty_lines_joined(lines: list[str], numbers: tuple[int | None, ...]) -> list[int | None]:
    """Let an empty line go with the line above it: it has no words that anybody wrote."""
    joined = list(numbers)
    for place, line in enumerate(lines):
        if place and not line.strip():
            joined[place] = joined[place - 1]
    return joined


def _runs(
    lines: list[str], numbers: list[int | None], revisions: dict[int, Revision], first: int
) -> Iterator[Run]:
    together = groupby(zip(numbers, lines, strict=True), key=itemgetter(0))
    for number, rows in together:
        written = [line for _number, line in rows]
        yield Run(revisions.get(number), first, written)
        first += len(written)
