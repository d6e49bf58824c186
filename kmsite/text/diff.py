"""Comparing two texts, by line and within changed lines by word.

A `Comparison` has rows that serve both views. Inline: a `changed` row is shown as its old line above its new
one. Side by side: every row is one line of the table. A row's `kind` is one of

* `same`: the line stands in both texts;
* `changed`: a line was altered; `old` and `new` hold pieces (text, is it part of the change);
* `removed`, `added`: the line stands in one text only, its number in the other is None;
* `folded`: `count` equal lines that are not shown, the first of them has the row's numbers.

Numbers count from 1. Pieces are plain text: whoever shows them escapes first and marks second.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kmsite.text.matching import matching_blocks
from kmsite.text.pairing import paired_lines
from kmsite.text.tokens import words_of

Piece = tuple[str, bool]
CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison; see the module's docstring."""

    kind: str
    old_number: int | None
    new_number: int | None
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows between two texts and how many lines were added and removed (a changed line is both)."""

    rows: tuple[Row, ...]
    added: int
    removed: int

    @property
    def is_same(self) -> bool:
        """Whether the two texts are equal."""
        return not (self.added or self.removed)


def compare(old: str, new: str, context: int = CONTEXT) -> Comparison:
    """Return the comparison of two texts, with `context` equal lines around every change."""
    old_lines, new_lines = _lines(old), _lines(new)
    rows = list(_rows(old_lines, new_lines))
    return Comparison(
        rows=tuple(_folded(rows, context)),
        added=sum(row.kind in ("added", "changed") for row in rows),
        removed=sum(row.kind in ("removed", "changed") for row in rows),
    )


def new_text(comparison: Comparison, old: str) -> str:
    """Return the new text from the old one and the comparison: the proof that nothing was left out."""
    old_lines, lines = _lines(old), []
    for row in comparison.rows:
        if row.kind == "folded":
            lines.extend(old_lines[row.old_number - 1 : row.old_number - 1 + row.count])
        elif row.kind != "removed":
            lines.append("".join(text for text, _ in row.new))
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _rows(old: list[str], new: list[str]) -> Iterator[Row]:
    i = j = 0
    for block in [*matching_blocks(old, new), None]:
        old_end, new_end = (block.old, block.new) if block else (len(old), len(new))
        yield from _changed_rows(old[i:old_end], new[j:new_end], i, j)
        i, j = old_end, new_end
        for _ in range(block.size if block else 0):
            line = ((old[i], False),)
            i, j = i + 1, j + 1
            yield Row("same", i, j, line, line)


def _changed_rows(old: list[str], new: list[str], old_start: int, new_start: int) -> Iterator[Row]:
    i, j = old_start, new_start
    for before, after in paired_lines(old, new):
        i, j = i + (before is not None), j + (after is not None)
        if before is None:
            yield Row("added", None, j, (), ((after, True),))
        elif after is None:
            yield Row("removed", i, None, ((before, True),), ())
        else:
            yield Row("changed", i, j, *_pieces(before, after))


def _pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    old_words, new_words = words_of(before), words_of(after)
    blocks = matching_blocks(old_words, new_words)
    return (
        _marked(old_words, [(block.old, block.size) for block in blocks]),
        _marked(new_words, [(block.new, block.size) for block in blocks]),
    )


def _marked(words: list[str], kept: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, size in [*kept, (len(words), 0)]:
        pieces.append(("".join(words[at:start]), True))
        pieces.append(("".join(words[start : start + size]), False))
        at = start + size
    return tuple(_joined(piece for piece in pieces if piece[0]))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join two changes with nothing but white space between them: one mark reads better than two."""
    joined: list[Piece] = []
    for text, changed in pieces:
        if changed and len(joined) >= 2 and joined[-1][0].isspace() and joined[-2][1]:
            space = joined.pop()[0]
            joined[-1] = (joined[-1][0] + space + text, True)
        else:
            joined.append((text, changed))
    return joined


def _folded(rows: list[Row], context: int) -> Iterator[Row]:
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end].kind == "same":
            end += 1
        head = context if start else 0
        tail = context if end < len(rows) else 0
        if end - start > head + tail + 1:
            first = rows[start + head]
            count = end - start - head - tail
            yield from rows[start : start + head]
            yield Row("folded", first.old_number, first.new_number, count=count)
            yield from rows[end - tail : end]
        else:
            yield from rows[start:end]
        if end < len(rows):
            yield rows[end]
        start = end + 1
