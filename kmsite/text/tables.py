"""Tables: rows of cells, aligned by class, in a region that scrolls by itself."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from kmsite.text.refusal import TextRefused

_PIPE = re.compile(r"\\\||\[\[[^\[\]\n]{1,300}\]\]|\|")
_ALIGNMENTS = {(True, True): "align-center", (True, False): "align-left", (False, True): "align-right"}

MAX_CELLS = 10_000


def cells(row: str) -> list[str]:
    """Return the cells of a row; an escaped pipe, or one inside [[a wiki link|label]], parts nothing."""
    row = row.strip()
    row = row[1:] if row.startswith("|") else row
    parts, start = [], 0
    for match in _PIPE.finditer(row):
        if match[0] == "|":
            parts.append(row[start : match.start()])
            start = match.end()
    if row[start:].strip():
        parts.append(row[start:])
    return [part.strip().replace("\\|", "|") for part in parts]


def table_element(lines: list[str], label: str, tick: Callable[[], None]) -> Element:
    """Return the element of a table from its lines: head, row of dashes, rows.

    Raises TextRefused beyond MAX_CELLS: short rows of a wide table are filled up, and would grow without end.
    """
    columns = len(cells(lines[1]))
    if columns * len(lines) > MAX_CELLS:
        raise TextRefused(f"A table in this text has more than {MAX_CELLS:,} cells. Please divide it.")
    region = Element("div", {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": label})
    table = SubElement(region, "table")
    classes = [_ALIGNMENTS.get((c.startswith(":"), c.endswith(":")), "") for c in cells(lines[1])]
    _row(SubElement(table, "thead"), "th", cells(lines[0]), classes)
    if len(lines) > 2:
        body = SubElement(table, "tbody")
        for line in lines[2:]:
            tick()
            _row(body, "td", cells(line), classes)
    return region


def _row(parent: Element, tag: str, texts: list[str], classes: list[str]) -> None:
    row = SubElement(parent, "tr")
    for number, name in enumerate(classes):
        cell = SubElement(row, tag, {"class": name} if name else {})
        if tag == "th":
            cell.set("scope", "col")
        cell.text = texts[number] if number < len(texts) else None
