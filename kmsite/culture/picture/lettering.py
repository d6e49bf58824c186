"""Letters in drawings: how wide a text is, and where its lines end."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.picturing import can_draw, font

SLACK = 0.94
"""Part of a line that is filled: whoever opens the file without our letters sees wider ones."""


def width(text: str, size: int, *, bold: bool = False) -> float:
    """Return how wide `text` is in letters of `size` pixels; what the font lacks counts as wide signs."""
    face = font("Semibold" if bold else "Regular", size)
    known = "".join(sign for sign in text if can_draw(sign))
    return face.getlength(known) + size * (len(text) - len(known))


def wrapped(text: str, room: float, size: int, *, most: int, bold: bool = False) -> list[str]:
    """Return the lines of `text` that fit into `room` pixels, at most so many, cut with an ellipsis."""
    room *= SLACK
    rows = list(_rows(text[:400], room, size, bold))
    if len(rows) <= most:
        return rows
    last = rows[most - 1]
    while last and width(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    return [*rows[: most - 1], f"{last.rstrip(' ,;:.')}…"]


def _rows(text: str, room: float, size: int, bold: bool) -> Iterator[str]:
    row = ""
    for word in text.split():
        whole = f"{row} {word}".strip()
        if width(whole, size, bold=bold) <= room:
            row = whole
            continue
        if row:
            yield row
        row = word
        while width(row, size, bold=bold) > room:
            fits = _fitting(row, room, size, bold)
            yield row[:fits]
            row = row[fits:]
    if row:
        yield row


def _fitting(word: str, room: float, size: int, bold: bool) -> int:
    """Return how many letters of `word` fit into a line; one at least, and after a stroke if there is one."""
    fits = next(n for n in range(1, len(word) + 1) if width(word[: n + 1], size, bold=bold) > room)
    stroke = max(word.rfind(sign, 0, fits) for sign in "/-")
    return stroke + 1 if stroke > fits // 2 else fits
