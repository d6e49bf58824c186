"""What a row of a table says of a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from glossary.exchange import cells, sources
from glossary.exchange.columns import FIELDS, GROUPS, ID, TEXT, VERSION, joined
from glossary.exchange.portable import Record, Said
from glossary.relating import KINDS
from kmsite.pages.saving.drafts import LONGEST_LEDE, clean_body, clean_field, clean_title
from kmsite.pages.tags.tagging import canonical
from kmsite.text.refusal import TextRefused

NEVER_EMPTY = ("title", "status")
"""An empty cell says nothing about these: no term is without them."""

_GROUPED = re.compile(r"(definition|note|relation) (\d{1,3})(?: (.+))?")
_PART_OF_GROUP = {group: part for part, (group, _columns) in GROUPS.items()}
_READ: dict[str, Callable[[str], Any]] = {
    "title": clean_title,
    "gloss": lambda cell: clean_field(cell, LONGEST_LEDE, _("The gloss")),
    "status": lambda cell: cell.strip().lower(),
    "domain": lambda cell: clean_field(cell, 100, _("The domain")),
    "steward": str.strip,
    "review_due": cells.day,
    "is_contested": cells.truth,
    "replaced_by": cells.term_read,
    "is_shareable": cells.truth,
    "case": lambda cell: cell.strip().lower() or "any",
    "autolink": lambda cell: cell.strip().lower() or "auto",
    "tags": lambda cell: list(canonical(cell.split(","))),
    "names": cells.names_read,
}
_READ_PART: dict[str, Callable[[str], Any]] = {
    "text": lambda cell: clean_body(cell).rstrip("\n"),
    "id": cells.id_read,
    "is_house": cells.truth,
    "reason": lambda cell: clean_field(cell, 500, _("The reason")),
    "source": sources.read,
    "via": sources.read,
    "fidelity": lambda cell: cell.strip().lower(),
    "locator": lambda cell: clean_field(cell, 100, _("Where in the source")),
    "since": cells.year,
    "until": cells.year,
    "kind": lambda cell: cell.strip().lower(),
    "term": cells.term_read,
    "stance": lambda cell: cell.strip().lower() or "asserted",
    "note": lambda cell: clean_field(cell, 300, _("The note")),
}


class RowRefused(TextRefused):
    """A row cannot be read; `faults` says by column why."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{column}: {why}" if column else why for column, why in faults.items()))
        self.faults = faults


def record_of(row: Mapping[str, str]) -> Record:
    """Return what `row` says, a cell for each column there is. Raises RowRefused with all that is wrong."""
    row = joined(row)
    faults: dict[str, str] = {}
    said: Said = {}
    for name, column in FIELDS.items():
        if row.get(column, "").strip() or (column in row and name not in NEVER_EMPTY):
            _take(said, name, column, row[column], _READ[name], faults)
    for part, items in _grouped(row).items():
        said[part] = [
            item for number, cols in sorted(items.items()) if (item := _item(part, number, cols, faults))
        ]
    if TEXT in row:
        said["text"] = clean_body(row[TEXT])
    uid = _uid(row.get(ID, ""), faults)
    if faults:
        raise RowRefused(faults)
    return Record(said, uid, row.get(VERSION, "").strip())


def _take(
    into: Said, name: str, column: str, cell: str, read: Callable[[str], Any], faults: dict[str, str]
) -> None:
    try:
        into[name] = read(cell)
    except TextRefused as refused:
        faults[column] = refused.message


def _uid(cell: str, faults: dict[str, str]) -> str:
    if not cell.strip():
        return ""
    try:
        return str(UUID(cell.strip()))
    except ValueError:
        faults[ID] = (
            _("“%s” is no id of a term: leave the cell as it was, or empty for a new term.") % cell[:50]
        )
        return ""


def _grouped(row: Mapping[str, str]) -> dict[str, dict[int, dict[str, str]]]:
    """Return the cells of numbered columns: by part, number and name of the column."""
    found: dict[str, dict[int, dict[str, str]]] = {}
    for column, cell in row.items():
        if match := _GROUPED.fullmatch(column):
            part = _PART_OF_GROUP[match[1]]
            found.setdefault(part, {}).setdefault(int(match[2]), {})[match[3] or ""] = cell
    return found


def _item(part: str, number: int, cols: Mapping[str, str], faults: dict[str, str]) -> dict[str, Any] | None:
    group, names = GROUPS[part]
    if not any(cell.strip() for cell in cols.values()):
        return None
    item: dict[str, Any] = {}
    for name, column in _present(names, cols):
        whole = f"{group} {number} {column}".rstrip()
        read = _relation_kind if (part, name) == ("relations", "kind") else _READ_PART[name]
        _take(item, name, whole, cols[column], read, faults)
    return item


def _relation_kind(cell: str) -> str:
    """Return a kind of relation by its name or by how it reads. Raises TextRefused for another one."""
    word = cell.strip().lower()
    found = next((name for name, kind in KINDS.items() if word in (name, str(kind.wording).lower())), "")
    if word and not found:
        told = _("There is no relation “%(kind)s”; there are: %(kinds)s.")
        raise TextRefused(told % {"kind": word[:50], "kinds": ", ".join(KINDS)})
    return found


def _present(names: Mapping[str, str], cols: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, column) for name, column in names.items() if column in cols)
