"""A file of terms, whatever its format, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from glossary.exchange import csv_files, graphs, tables, xlsx_files
from glossary.exchange.cells import text_of
from glossary.exchange.columns import GROUPS, header, row_of, widths
from glossary.exchange.files import MOST_BYTES, FileRefused
from glossary.exchange.planned import Plan, Planned
from glossary.exchange.portable import Record
from glossary.exchange.rows import record_of
from glossary.exchange.skos_reading import records_in
from kmsite.text.refusal import TextRefused

ARCHIVE, OLD_WORKBOOK, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
PROBLEM = "problem"
"""The last column of a table that was no table before: why an entry of the file cannot be a term."""

Table = tuple[list[str], list[list[str]]]
"""The columns, and the cells of each row."""


def table_of(content: bytes) -> Table:
    """Return what a file says, as a table. Raises FileRefused for what is no file of terms."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("This file is larger than %d MB. Divide it.") % (MOST_BYTES // 1024 // 1024))
    if not content.strip():
        raise FileRefused(_("This file is empty."))
    if content.startswith((OLD_WORKBOOK, PDF)):
        raise FileRefused(_("This is no table: save it as “CSV UTF-8” or as a workbook (.xlsx)."))
    if content.startswith(ARCHIVE):
        table = tables.checked(xlsx_files.read(content))
    elif format := graphs.format_of(content):
        return _of_records(records_in(graphs.parsed(content, format)))
    else:
        table = tables.checked(csv_files.read(content))
    return next(table), list(table)


def records(columns: list[str], rows: list[list[str]]) -> Iterator[tuple[int, Record | TextRefused]]:
    """Yield by number what each row says, or why it cannot be read. The header is row 1."""
    for number, row in enumerate(rows, 2):
        try:
            yield number, _record(columns, row)
        except TextRefused as refused:
            yield number, refused


def refused_rows(columns: list[str], rows: list[list[str]], plan: Plan) -> tuple[list[str], list[dict]]:
    """Return a table of the rows that are not in, as they came, with the reason first."""
    not_in: dict[int, Planned] = {row.number: row for row in plan.rows if row.reason}
    kept = [
        {tables.REASON: not_in[number].reason} | dict(zip(columns, row, strict=False))
        for number, row in enumerate(rows, 2)
        if number in not_in
    ]
    return [tables.REASON, *(column for column in columns if column != tables.REASON)], kept


def _record(columns: list[str], row: list[str]) -> Record:
    if columns[-1:] == [PROBLEM] and row[-1]:
        raise TextRefused(row[-1])
    told = {column: text_of(cell) for column, cell in zip(columns, row, strict=False) if cell is not None}
    return record_of(told)


def _of_records(records: list[Record]) -> Table:
    """Return records as a table; what they do not speak of is None in their row."""
    kept: dict[str, int] = {}
    rows = [row_of(record) | {PROBLEM: record.problem} for record in records]
    for record, row in zip(records, rows, strict=True):
        row |= {f"{GROUPS[part][0]} 1": "" for part in GROUPS if record.said.get(part) == []}
        widths(row, kept)
    columns = [*header(kept), PROBLEM]
    return columns, [[row.get(column) for column in columns] for row in rows]
