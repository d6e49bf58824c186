"""Tables of terms as workbooks of Excel: written with dates and numbers as such, read with suspicion."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from glossary.exchange.cells import armed, disarmed, text_of
from glossary.exchange.columns import FIELDS
from glossary.exchange.files import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, FileRefused

MOST_MEMBERS, MOST_UNPACKED, WIDEST_RATIO = 500, 200 * 1024 * 1024, 200
SHEET = "Terms"

_ACTIVE_PARTS = re.compile(
    r"vbaProject|externalLinks/|activeX|embeddings/|macrosheets/|connections\.xml|ctrlProps", re.IGNORECASE
)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DAYS = (FIELDS["review_due"],)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOST_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(header: list[str], rows: Iterable[dict], to: BinaryIO) -> None:
    """Write a table; nothing in it is a formula, and years and days are cells of their kind."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for letter, width in (("A", 12), ("B", 32), ("C", 48)):
        sheet.column_dimensions[letter].width = width
    bold = Font(bold=True)
    sheet.append([_styled(sheet, column, bold) for column in header])
    for row in rows:
        sheet.append([_cell(sheet, column, row.get(column, "")) for column in header])
    book.save(to)


def read(content: bytes) -> Iterator[list[str]]:
    """Yield the header and each row of the first sheet. Raises FileRefused for what is no such workbook."""
    _refuse_unsafe(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            yield from _rows(book.worksheets[0])
    except FileRefused:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        SyntaxError,
    ):
        raise FileRefused(
            _("This workbook is broken. Open it in your spreadsheet and save it again.")
        ) from None


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file says of its size need not be so
    rows = 0
    for row in sheet.iter_rows():
        if len(row) > MOST_COLUMNS:
            raise FileRefused(_("A table may have at most %d columns.") % MOST_COLUMNS)
        cells = [_read(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        rows += 1
        if rows > MOST_ROWS + 1:
            raise FileRefused(_("A file may have at most %d rows. Divide it.") % MOST_ROWS)
        yield cells


def _read(cell: Any) -> str:
    if getattr(cell, "data_type", "") == "f":
        told = _("There is a formula in cell %s. Keep its value only (copy, paste special, values).")
        raise FileRefused(told % cell.coordinate)
    text = text_of(cell.value)
    if len(text) > LONGEST_CELL:
        raise FileRefused(_("The cell %s is too long.") % cell.coordinate)
    return armed(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)).replace("\r\n", "\n")


def _styled(sheet: Any, text: str, font: Font) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = font
    return cell


def _cell(sheet: Any, column: str, value: Any) -> Any:
    if value == "" or value is None:
        return None
    if isinstance(value, int):
        return value
    if column in _DAYS:
        cell = WriteOnlyCell(sheet, date.fromisoformat(value))
        cell.number_format = "yyyy-mm-dd"
        return cell
    text = _ESCAPED.sub(lambda match: f"_x005F_{match[0][1:]}", disarmed(value))
    cell = WriteOnlyCell(sheet, _LOST_IN_XML.sub("", text))
    cell.data_type = "s"
    if "\n" in text:
        cell.alignment = Alignment(vertical="top")
    return cell


def _refuse_unsafe(content: bytes) -> None:
    """Look into the archive before anything unpacks it. Raises FileRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_large(members)
            if any(_ACTIVE_PARTS.search(member.filename) for member in members):
                raise FileRefused(
                    _(
                        "There are macros, embedded objects or links to other files in this workbook. "
                        "Save it as a plain workbook (.xlsx)."
                    )
                )
            for member in members:
                _refuse_declarations(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise FileRefused(_("This workbook is broken or locked with a password.")) from None


def _refuse_large(members: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED
        or unpacked > WIDEST_RATIO * max(packed, 10_000)
    ):
        raise FileRefused(_("This workbook unpacks to more than can be read. Divide it."))


def _refuse_declarations(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read no more of a member than it says it holds, and refuse XML that declares entities."""
    left, tail = member.file_size, b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            left -= len(chunk)
            if left < 0:
                raise FileRefused(_("This workbook unpacks to more than it says."))
            if chunk.startswith((b"\xff\xfe", b"\xfe\xff")) or _DECLARES.search(tail + chunk):
                raise FileRefused(_("This workbook declares entities, as no spreadsheet does."))
            tail = chunk[-16:]
