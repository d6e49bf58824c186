"""Chunks: the passages that a merge is made of, and how passages of words become passages of lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CHANGES = ("mine", "theirs", "conflict")
SIDES = ("base", "mine", "theirs")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a merge: `kind` says whose text it is, `text` what the merge took ("" for a conflict).

    `parts` are the smaller chunks, by word, that a passage of whole lines was looked at with, if it was.
    """

    kind: str  # same, mine, theirs, both, conflict
    base: str
    mine: str
    theirs: str
    text: str
    parts: tuple["Chunk", ...] = ()

    def reading(self, side: str) -> str:
        """Return the passage as `side` (base, mine, theirs) has it where the two clash, all else merged."""
        if self.parts:
            return "".join(part.reading(side) for part in self.parts)
        return getattr(self, side) if self.kind == "conflict" else self.text

    def marked(self, side: str) -> list[tuple[str, bool]]:
        """Return the pieces of `reading(side)`, each with whether the two clash there."""
        if self.parts:
            return [piece for part in self.parts for piece in part.marked(side)]
        text = self.reading(side)
        return [(text, self.kind == "conflict")] if text else []


def clashing(parts: Iterable[Chunk]) -> Chunk:
    """Return the conflict that `parts` are together."""
    return _together("conflict", list(parts), "")


def joined(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Return `chunks` with neighbours of one kind as one: two conflicts with nothing between are one."""
    groups: list[list[Chunk]] = []
    for chunk in chunks:
        if groups and groups[-1][0].kind == chunk.kind:
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return [group[0] if len(group) == 1 else _as_one(group) for group in groups]


def _as_one(group: list[Chunk]) -> Chunk:
    parts = tuple(part for chunk in group for part in (chunk.parts or (chunk,)))
    whole = _together(group[0].kind, group, "".join(chunk.text for chunk in group))
    return Chunk(whole.kind, whole.base, whole.mine, whole.theirs, whole.text, parts)


def whole_lines(parts: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield the passages of whole lines that `parts`, chunks by word, make up.

    A passage ends where a line ends for both writers; it keeps its parts.
    """
    line: list[Chunk] = []
    for part in parts:
        head, lines, tail = _cut(part)
        if head:
            line.append(head)
        if head and head.text.endswith("\n") and head.kind == "same":
            yield _line(line)
            line = []
        if lines:
            yield lines
        if tail:
            line.append(tail)
    if line:
        yield _line(line)


def _cut(part: Chunk) -> tuple[Chunk | None, Chunk | None, Chunk | None]:
    """Cut an unchanged chunk behind its first and its last line break."""
    if part.kind != "same" or "\n" not in part.text:
        return part, None, None
    first, last = part.text.index("\n") + 1, part.text.rindex("\n") + 1
    pieces = part.text[:first], part.text[first:last], part.text[last:]
    return tuple(Chunk("same", piece, piece, piece, piece) if piece else None for piece in pieces)


def _line(parts: list[Chunk]) -> Chunk:
    kinds = {part.kind for part in parts} - {"same"}
    if len(kinds) < 2:
        kind = kinds.pop() if kinds else "same"
    else:
        kind = "conflict" if "conflict" in kinds else "both"
    text = "" if kind == "conflict" else "".join(part.text for part in parts)
    whole = _together(kind, parts, text)
    return Chunk(kind, whole.base, whole.mine, whole.theirs, text, tuple(parts))


def _together(kind: str, parts: list[Chunk], text: str) -> Chunk:
    sides = ("".join(getattr(part, side) for part in parts) for side in SIDES)
    return Chunk(kind, *sides, text)
