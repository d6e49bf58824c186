"""A report as a file for spreadsheets: line by line what the page shows, and no formula among it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from django.utils import timezone

from glossary.exchange.cells import disarmed
from kmsite.gaps.reports import Report
from kmsite.pages.paging import parts_of

AT_ONCE = 1000
"""Rows fetched at a time."""


class _Line:
    """What the writer of the table writes to: a line is given back instead of kept."""

    def write(self, line: str) -> str:
        return line


def table(report: Report, user: Any, section: Any, zone: tzinfo) -> Iterator[str]:
    """Yield the table line by line. The time zone of the reader is gone by the time when this runs."""
    rows = csv.writer(_Line())
    yield "\ufeff"
    yield rows.writerow([str(head) for head in report.heads])
    for part in parts_of(report.rows_in(user, section), report.order, AT_ONCE):
        with timezone.override(zone):
            lines = report.lines(part, user)
        for line in lines:
            yield rows.writerow([disarmed(cell) for cell in line.in_file])
