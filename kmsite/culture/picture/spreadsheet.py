"""The picture as a table for spreadsheets: one row for each statement, round and cell."""

from __future__ import annotations

import csv as tables
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from glossary.exchange.cells import disarmed
from kmsite.culture.picture.bars import Bar, Picture, Row

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""


def csv(picture: Picture) -> str:
    """Return what `picture` tells, and nothing else, as comma-separated values."""
    target = io.StringIO()
    target.write(BYTE_ORDER_MARK)
    writer = tables.writer(target)
    writer.writerow([disarmed(picture.title)])
    writer.writerow([disarmed(" · ".join(picture.about))])
    writer.writerow([disarmed(picture.source)])
    writer.writerow([])
    writer.writerow(_personal_header() if picture.is_personal else _header(picture))
    for row in picture.rows:
        for bar in row.bars:
            writer.writerows(map(str, map(_cell, cells)) for cells in _cells(picture, row, bar))
    return target.getvalue()


def _personal_header() -> list[str]:
    return [_("Number"), _("From"), _("To"), _("About"), _("Answer")]


def _header(picture: Picture) -> list[str]:
    own = [_("Your answer")] if picture.has_own else []
    return [
        *(_("Number"), _("From"), _("To"), _("Round"), _("Position"), _("At least"), _("At most")),
        *(_("In words"), _("Answers"), _("Can't say"), _("Average (−2 to 2)"), _("Average in words")),  # noqa: RUF001
        *(_("Agreement"), _("Since the round before"), _("Not shown because"), *own),
    ]


def _cells(picture: Picture, row: Row, bar: Bar) -> Iterator[list[object]]:
    front = [row.place, row.left, row.right, bar.label]
    if picture.is_personal:
        yield [*front, bar.own_name]
        return
    own = [bar.own_name] if picture.has_own else []
    rest = [bar.answers, bar.unsure, _average(bar), bar.place, bar.agreement, bar.movement, bar.hidden, *own]
    if not bar.parts:
        yield [*front, "", "", "", "", *rest]
    for part in bar.parts:
        yield [*front, part.label, part.cell.least, part.cell.most, part.said, *rest]


def _average(bar: Bar) -> object:
    return None if bar.average is None else _Figure(f"{bar.average:.2f}")


class _Figure(str):
    """A number that may begin with a sign: no spreadsheet reads more than a number in it."""


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, _Figure) else disarmed(str(value))
