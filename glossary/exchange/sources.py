"""Sources as files carry them: by their columns, and as lines in one cell that people read and write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from glossary.source_cleaning import cleaned
from kmsite.text.names import clean_line
from kmsite.text.refusal import TextRefused

LABELS = {
    "kind": "kind",
    "title": "title",
    "authors": "authors",
    "organisation": "organisation",
    "role": "role",
    "container": "published in",
    "year": "year",
    "date_text": "date",
    "publisher": "publisher",
    "doi": "doi",
    "url": "url",
    "accessed_on": "accessed on",
    "archived_excerpt": "excerpt",
    "note": "note",
}
"""The columns of a source and what they are called in a cell, in this order; "found in" comes last."""
FOUND_IN = "found in"
DEEPEST = 5
EMPTY: dict[str, Any] = dict.fromkeys(LABELS, "") | {"kind": "unknown", "year": None, "quoted_in": None}

_COLUMNS = {label: column for column, label in LABELS.items()}
_LINE = re.compile(rf"({'|'.join([*_COLUMNS, FOUND_IN])}):(?: (.*))?", re.DOTALL)


def by_value(source: Mapping[str, Any], others: Mapping[str, Any], depth: int = DEEPEST) -> dict[str, Any]:
    """Return a source, as an entry keeps it, without ids; `others` are those of the same entry by id."""
    said = EMPTY | {column: _plain(source.get(column)) for column in LABELS}
    said["year"] = source.get("year")
    found_in = others.get(str(source.get("quoted_in") or ""))
    said["quoted_in"] = by_value(found_in, others, depth - 1) if found_in and depth else None
    return said


def written(source: Mapping[str, Any] | None) -> str:
    """Return a source as lines "label: value"; a longer value goes on in lines that begin with two spaces."""
    if source is None:
        return ""
    lines = [
        f"{label}: {_indented(str(source[column]))}"
        for column, label in LABELS.items()
        if source[column] not in ("", None)
    ]
    if source["quoted_in"]:
        lines.append(f"{FOUND_IN}:\n  {_indented(written(source['quoted_in']))}")
    return "\n".join(lines)


def read(cell: str, depth: int = DEEPEST) -> dict[str, Any] | None:
    """Return the source that a cell names; one without labels is the title of a source of no known kind.

    Raises TextRefused for what is no source.
    """
    if not cell.strip():
        return None
    if not _LINE.match(cell):
        return checked(EMPTY | {"title": clean_line(cell, 10_000)})
    said = dict(EMPTY)
    for label, value in _labelled(cell):
        if label == FOUND_IN:
            said["quoted_in"] = read(value.removeprefix("\n"), depth - 1) if depth else None
        else:
            said[_COLUMNS[label]] = value
    return checked(said)


def checked(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source as it is kept. Raises TextRefused with what is wrong with it."""
    told = {column: said[column] for column in LABELS}
    kept = cleaned(told | {"year": _year(said["year"]), "accessed_on": _day(said["accessed_on"])})
    return {column: kept[column] if column == "year" else _plain(kept[column]) for column in LABELS} | {
        "quoted_in": said["quoted_in"]
    }


def _labelled(cell: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in cell.split("\n"):
        match = _LINE.fullmatch(line)
        if match:
            found.append((match[1], match[2] or ""))
        elif line.startswith("  ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line[2:]}")
        elif line.strip():
            raise TextRefused(_("A line of a source begins with what it says, such as “title: ”: %s") % line)
    return found


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _plain(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").replace("\r", "\n")


def _year(value: Any) -> int | None:
    if value in ("", None):
        return None
    if not re.fullmatch(r"\d{1,4}", str(value)):
        raise TextRefused(_("“%s” is no year.") % value)
    return int(value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise TextRefused(_("“%s” is no day: write it as 2026-02-21.") % value) from None
