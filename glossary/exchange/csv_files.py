"""Tables of terms as CSV: written for spreadsheets, and read whatever separator stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from glossary.exchange.cells import armed, disarmed, text_of
from glossary.exchange.columns import FIELDS, ID
from glossary.exchange.files import LONGEST_CELL, MOST_ROWS, FileRefused

SEPARATORS = ",;\t"
BOM = b"\xef\xbb\xbf"


def write(header: list[str], rows: Iterable[dict], to: BinaryIO) -> None:
    """Write a table in UTF-8 with the mark that spreadsheets know it by (RFC 4180 otherwise)."""
    to.write(BOM)
    text = io.TextIOWrapper(to, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(header)
    for row in rows:
        writer.writerow([disarmed(text_of(row.get(column, ""))) for column in header])
    text.detach()


def read(content: bytes) -> Iterator[list[str]]:
    """Yield the header and each row. Raises FileRefused for what is no such table."""
    text = _decoded(content)
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for number, row in enumerate(rows):
            if number > MOST_ROWS:
                raise FileRefused(_("A file may have at most %d rows. Divide it.") % MOST_ROWS)
            yield [armed(cell) for cell in row]
    except csv.Error as error:
        told = _("The table is broken in line %(line)d: %(why)s.")
        raise FileRefused(told % {"line": rows.line_num, "why": error}) from None


def _decoded(content: bytes) -> str:
    encoding = "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in content:
        raise FileRefused(_("This is no table in text: there are zero bytes in it. Save it as “CSV UTF-8”."))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        told = _(
            "This file is in another encoding than UTF-8 (line %d cannot be read; perhaps it is "
            "Windows-1252). Save it again as “CSV UTF-8”, or as a workbook (.xlsx)."
        )
        raise FileRefused(told % (content[: error.start].count(b"\n") + 1)) from None
    if "\0" in text or "\ufffd" in text:
        raise FileRefused(_("Characters of this file were lost when it was saved. Export it again as UTF-8."))
    return text


def _separator(text: str) -> str:
    """Return the separator by which the first line has one of our columns. Raises FileRefused."""
    line = text.lstrip("\r\n")[:200_000]
    for separator in SEPARATORS:
        try:
            first = next(csv.reader(io.StringIO(line, newline=""), delimiter=separator), [])
        except csv.Error:
            continue
        if {ID, FIELDS["title"]} & {cell.strip().lower() for cell in first}:
            return separator
    raise FileRefused(
        _("The first line names no column “preferred name” or “id”. Export the glossary to see the columns.")
    )
