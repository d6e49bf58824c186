"""Cells of a spreadsheet: what a value looks like in one, and which value a cell means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from glossary.checking import OTHER_NAMES
from kmsite.pages.saving.drafts import clean_title
from kmsite.text.refusal import TextRefused

YES, NO = "yes", "no"
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}
_ACTIVE = "=+\\-@\t\r\n＝＋－＠"  # noqa: RUF001 (spreadsheets take the wide ones, too)
_DISARMED = re.compile(f"'+[{_ACTIVE}]")
_TO_DISARM = re.compile(f"'*[{_ACTIVE}]")
_RULES = re.compile(r"(.*) \[(\w+), (\w+)\]")
_KIND = re.compile(r"([a-z]+): +(.*)")
_TERM = re.compile(r"(.*?)\s*<([0-9a-fA-F-]{36})>", re.DOTALL)


def disarmed(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: an apostrophe stands before it."""
    return f"'{text}" if _TO_DISARM.match(text) else text


def armed(cell: str) -> str:
    """Return the text that `disarmed` was given."""
    return cell[1:] if _DISARMED.match(cell) else cell


def text_of(value: Any) -> str:
    """Return what a cell says, be it a number, a date or a truth: spreadsheets make those of text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def truth(cell: str) -> bool:
    """Return whether a cell says yes; raises TextRefused for anything else than yes and no."""
    word = cell.strip().lower()
    if word not in _YES | _NO:
        raise TextRefused(_("“%s” is neither yes nor no.") % cell[:50])
    return word in _YES


def year(cell: str) -> int | None:
    """Return the year in a cell; raises TextRefused where there is something else."""
    if not cell.strip():
        return None
    if not re.fullmatch(r"-?\d{1,4}", cell.strip(), re.ASCII):
        raise TextRefused(_("“%s” is no year.") % cell[:50])
    return int(cell)


def day(cell: str) -> str:
    """Return the day in a cell as 2026-02-21; raises TextRefused where there is something else."""
    try:
        return date.fromisoformat(cell.strip()).isoformat() if cell.strip() else ""
    except ValueError:
        raise TextRefused(_("“%s” is no day: write it as 2026-02-21.") % cell[:50]) from None


def names_written(names: Iterable[Mapping[str, Any]]) -> str:
    """Return names one a line, each with its kind, and with its rules where they are not the usual ones."""
    return "\n".join(_name_written(name) for name in names)


def _name_written(name: Mapping[str, Any]) -> str:
    line, rules = f"{name['kind']}: {name['id']}", (name["case"], name["autolink"])
    if rules == _usual_rules(name["kind"]) and not _RULES.fullmatch(name["id"]):
        return line
    return f"{line} [{rules[0]}, {rules[1]}]"


def names_read(cell: str) -> list[dict[str, Any]]:
    """Return the names in a cell; one without a kind is an admitted name. Raises TextRefused."""
    return [_name_read(line) for line in cell.split("\n") if line.strip()]


def _name_read(line: str) -> dict[str, Any]:
    kind, text = "admitted", line.strip()
    if match := _KIND.fullmatch(text):
        kind, text = match[1], match[2]
        if kind not in OTHER_NAMES:
            raise TextRefused(_("There is no kind of name “%s”.") % kind)
    case, autolink = _usual_rules(kind)
    if match := _RULES.fullmatch(text):
        text, case, autolink = match[1], match[2], match[3]
    return {"id": clean_title(text), "kind": kind, "case": case, "autolink": autolink}


def _usual_rules(kind: str) -> tuple[str, str]:
    return ("exact" if kind == "acronym" else "any", "auto")


def term_written(uid: str, titles: Mapping[str, str]) -> str:
    """Return another term by its name and its uid."""
    return f"{titles.get(uid, '')} <{uid}>".strip() if uid else ""


def term_read(cell: str) -> str:
    """Return the uid of another term, or its name where the cell holds no uid."""
    match = _TERM.fullmatch(cell.strip())
    return match[2].lower() if match else cell.strip()


def id_written(id: str) -> str:
    """Return the id of a part so that no spreadsheet takes it for a number: 12345e67 is one."""
    return f"#{id}" if id else ""


def id_read(cell: str) -> str:
    """Return the id of a part; raises TextRefused for what is none."""
    id = cell.strip().removeprefix("#")
    if id and not re.fullmatch(r"[0-9a-zA-Z_-]{1,12}", id):
        raise TextRefused(
            _("“%s” is no id of a part: leave it as it was, or empty for a new part.") % cell[:50]
        )
    return id
