"""A file of people for a community: read line by line, and refused clearly when it is no such file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.models import Holding
from kmsite.text.refusal import TextRefused

MOST_BYTES, MOST_LINES, LONGEST_CELL = 512 * 1024, 2000, 300
MOST_ROLES = 2 * len(Holding.Role)
"""Roles in one line: each of them once or twice, and no more work than that."""
SEPARATORS = ",;\t"
_HEADS = {"person", "username", "user", "e-mail", "email", "mail", "e-mail address"}
_ARCHIVE, _OLD_WORKBOOK, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_FORMULA = ("=", "+", "-", "\t", "\r")


class FileRefused(TextRefused):
    """A file cannot be read as people; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: whom it names, as it is written there, and the roles as written."""

    number: int
    person: str
    roles: tuple[str, ...] = ()


def text_of(content: bytes) -> str:
    """Return the text of a file. Raises FileRefused for what is no text in UTF-8."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("This file is larger than %d kB. Divide it.") % (MOST_BYTES // 1024))
    if content.startswith((_ARCHIVE, _OLD_WORKBOOK, _PDF)):
        raise FileRefused(_("This is no text but a workbook or document: save it as “CSV UTF-8”."))
    if b"\0" in content:
        raise FileRefused(_("There are zero bytes in this file. Save it as “CSV UTF-8”."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        told = _("This file is not in UTF-8 (line %d cannot be read). Save it as “CSV UTF-8”.")
        raise FileRefused(told % line) from None


def lines_in(text: str) -> list[Line]:
    """Return the people whom `text` names, one in a line: first the person, then roles.

    A first line of column names is left out. Raises FileRefused.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise FileRefused(_("This is more than %d kB. Divide it.") % (MOST_BYTES // 1024))
    if "\0" in text:
        raise FileRefused(_("There are zero bytes in this text."))
    lines: list[Line] = []
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (not lines and cells[0].casefold() in _HEADS):
                continue
            _refuse_hostile(cells, rows.line_num)
            lines.append(_line(cells, rows.line_num))
            if len(lines) > MOST_LINES:
                raise FileRefused(_("At most %d people can be added at once. Divide the file.") % MOST_LINES)
    except csv.Error as error:
        told = _("The table is broken in line %(line)d: %(why)s.")
        raise FileRefused(told % {"line": rows.line_num, "why": error}) from None
    if not lines:
        raise FileRefused(_("There is nobody in it: write a username or an e-mail address in each line."))
    return lines


def role_named(words: str) -> str | None:
    """Return the role that `words` name: by its value or by what it is called; None for none."""
    wanted = " ".join(words.casefold().replace("_", " ").split())
    for value, label in Holding.Role.choices:
        if wanted in (value, str(label).casefold()):
            return value
    return None


def _separator(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _line(cells: list[str], number: int) -> Line:
    roles = tuple(filter(None, cells[1:]))
    if len(roles) > MOST_ROLES:
        raise FileRefused(_("Line %d names far more roles than there are.") % number)
    return Line(number, cells[0], roles)


def _refuse_hostile(cells: list[str], line: int) -> None:
    for cell in cells:
        if cell.startswith(_FORMULA):
            told = _("Line %d holds a formula. Save the file with values only, then choose it again.")
            raise FileRefused(told % line)
        if len(cell) > LONGEST_CELL:
            told = _("Line %d is far too long for a name or an address. Is a quotation mark open?")
            raise FileRefused(told % line)
