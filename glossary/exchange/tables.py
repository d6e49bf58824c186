"""Terms as a table, and a table as terms; the two formats of spreadsheets differ in nothing else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from glossary.exchange import csv_files, xlsx_files
from glossary.exchange.columns import FIELDS, ID, header, known, row_of, widths
from glossary.exchange.files import MOST_COLUMNS, FileRefused
from glossary.exchange.portable import Record

HELD_IN_MEMORY = 8 * 1024 * 1024
_WRITE: dict[str, Callable[..., None]] = {"csv": csv_files.write, "xlsx": xlsx_files.write}


def write(records: Iterable[Record], to: BinaryIO, *, format: str, readers: bool = False) -> None:
    """Write a row for each of `records` as `format`, "csv" or "xlsx", without holding them all."""
    kept: dict[str, int] = {}
    with tempfile.SpooledTemporaryFile(
        HELD_IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass"
    ) as spool:
        for record in records:
            row = row_of(record)
            widths(row, kept)
            spool.write(json.dumps({column: cell for column, cell in row.items() if cell != ""}) + "\n")
        spool.seek(0)
        _WRITE[format](header(kept, readers=readers), map(json.loads, spool), to)


def checked(table: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield the header of `table`, its columns in lower case, and its rows. Raises FileRefused."""
    columns = [" ".join(cell.split()).lower() for cell in next(table, [])]
    while columns and not columns[-1]:
        columns.pop()
    if not {ID, FIELDS["title"]} & set(columns):
        raise FileRefused(
            _(
                "The first line names no column “preferred name” or “id”. "
                "Export the glossary to see the columns."
            )
        )
    if len(columns) > MOST_COLUMNS:
        raise FileRefused(_("A table may have at most %d columns.") % MOST_COLUMNS)
    if twice := {column for column in columns if column and columns.count(column) > 1}:
        raise FileRefused(_("These columns stand there twice: %s.") % ", ".join(sorted(twice)))
    if unknown := [column or "—" for column, ours in known(columns) if not ours and column != REASON]:
        raise FileRefused(
            _("These columns are unknown: %s. Remove them or correct their names.") % ", ".join(unknown[:10])
        )
    yield columns
    yield from _padded(table, len(columns))


REASON = "refused because"
"""A column that a report of what was refused adds, and an import passes over."""


def _padded(table: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """Yield the rows as wide as the header. Raises FileRefused for one that is wider."""
    for number, row in enumerate(table, 2):
        if any(cell.strip() for cell in row[width:]):
            raise FileRefused(
                _(
                    "Row %(number)d has cells without a column: "
                    "perhaps there is a separator too many (%(cell)s)."
                )
                % {"number": number, "cell": "; ".join(row[width:])[:80]}
            )
        if any(cell.strip() for cell in row):
            yield row[:width] + [""] * (width - len(row))
