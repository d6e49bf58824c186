"""The columns of a table of terms: what they are called, and how many an export needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from glossary.exchange import cells, sources
from glossary.exchange.portable import PARTS, Record

ID, VERSION = "id", "version"
FIELDS = {
    "title": "preferred name",
    "gloss": "gloss",
    "status": "status",
    "domain": "domain",
    "steward": "steward",
    "review_due": "review due",
    "is_contested": "contested",
    "replaced_by": "replaced by",
    "is_shareable": "public card",
    "case": "case",
    "autolink": "links",
    "tags": "tags",
    "names": "other names",
}
"""Columns that a term has once, by what they say; "longer text" stands behind the groups."""
TEXT = "longer text"
GROUPS = {
    "definitions": (
        "definition",
        {
            "text": "",
            "id": "id",
            "is_house": "house",
            "reason": "reason",
            "source": "source",
            "fidelity": "fidelity",
            "locator": "locator",
            "via": "via",
            "since": "from",
            "until": "until",
        },
    ),
    "notes": ("note", {"text": "", "kind": "kind", "id": "id", "source": "source"}),
    "relations": (
        "relation",
        {"kind": "", "term": "term", "id": "id", "stance": "stance", "source": "source", "note": "note"},
    ),
}
"""Columns that come in numbered groups: "definition 1", "definition 1 id", …"""
NOT_FOR_READERS = (FIELDS["steward"], FIELDS["review_due"])
LONGEST_CELL = 32_000
"""A spreadsheet cuts what is longer than 32,767 characters; the rest stands in "… +2", "… +3"."""

_CONTINUED = re.compile(r"(.+) \+(\d{1,2})")
_PLAIN = {"id": cells.id_written, "source": sources.written, "via": sources.written}


def row_of(record: Record) -> dict[str, Any]:
    """Return the cells of a term by column, those without a value left out. Years stay numbers."""
    said = record.said
    row = {ID: record.uid}
    row |= {column: _field(name, said[name], record) for name, column in FIELDS.items() if name in said}
    for part, (group, columns) in GROUPS.items():
        for number, one in enumerate(said.get(part, ()), 1):
            for name, column in columns.items():
                if name in one:
                    row[f"{group} {number} {column}".rstrip()] = _cell(name, one[name], record.titles)
    if "text" in said:
        row[TEXT] = said["text"]
    return dict(_split(row | {VERSION: record.version}))


def widths(row: Mapping[str, Any], kept: dict[str, int]) -> None:
    """Let `kept` know how many groups of each kind, and continued cells, `row` needs."""
    for column in row:
        if match := _CONTINUED.fullmatch(column):
            kept[f"+{match[1]}"] = max(kept.get(f"+{match[1]}", 1), int(match[2]))
            column = match[1]
        group, _space, rest = column.partition(" ")
        number = rest.partition(" ")[0]
        if number.isdigit():
            kept[group] = max(kept.get(group, 0), int(number))


def header(kept: Mapping[str, int], *, readers: bool = False) -> list[str]:
    """Return the columns of a table whose rows `widths` has seen."""
    columns = [ID, *FIELDS.values()]
    for part in PARTS[1:]:
        group, names = GROUPS[part]
        for number in range(1, kept.get(group, 0) + 1):
            columns += [f"{group} {number} {name}".rstrip() for name in names.values()]
    columns += [TEXT, VERSION]
    return [
        one
        for column in columns
        if not (readers and column in NOT_FOR_READERS)
        for one in (column, *(f"{column} +{n}" for n in range(2, kept.get(f"+{column}", 1) + 1)))
    ]


def joined(row: Mapping[str, str]) -> dict[str, str]:
    """Return `row` with continued cells put together again."""
    whole = {column: cell for column, cell in row.items() if not _CONTINUED.fullmatch(column)}
    later = sorted((m[1], int(m[2]), row[column]) for column in row if (m := _CONTINUED.fullmatch(column)))
    for column, _number, cell in later:
        whole[column] = whole.get(column, "") + cell
    return whole


def known(columns: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each column with whether it is one of ours."""
    fixed = {ID, *FIELDS.values(), TEXT, VERSION}
    for column in columns:
        match = _CONTINUED.fullmatch(column)
        name = match[1] if match else column
        yield (
            column,
            name in fixed
            or any(
                re.fullmatch(rf"{group} \d{{1,3}}(?: (?:{'|'.join(filter(None, names.values()))}))?", name)
                for group, names in GROUPS.values()
            ),
        )


def _field(name: str, value: Any, record: Record) -> Any:
    if name == "names":
        return cells.names_written(value)
    if name == "tags":
        return ", ".join(value)
    return cells.term_written(value, record.titles) if name == "replaced_by" else cells.text_of(value)


def _cell(name: str, value: Any, titles: Mapping[str, str]) -> Any:
    if name in ("since", "until"):
        return value if value is not None else ""
    if name == "term":
        return cells.term_written(value, titles)
    return _PLAIN[name](value) if name in _PLAIN else cells.text_of(value)


def _split(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for column, value in row.items():
        if not isinstance(value, str) or len(value) <= LONGEST_CELL:
            yield column, value
            continue
        for number, start in enumerate(range(0, len(value), LONGEST_CELL), 1):
            name = column if number == 1 else f"{column} +{number}"
            yield name, value[start : start + LONGEST_CELL]
