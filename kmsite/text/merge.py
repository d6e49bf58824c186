"""Three-way merge: two people's changes of one text, by line, and within a line by word.

The rules, so that a silent merge is one that both writers would have made:

1. A change on one side only is taken. The same change on both sides is taken once.
2. Changes of both merge where something unchanged keeps them apart: a line break, a bar of a table, or two
   words, the end of a sentence counting as one. Lines put in before a line that the other altered merge too.
3. Everything nearer than that conflicts: one word, two words that touch or have one between them, words put
   in at the same place, a passage taken out by one and altered or extended inside by the other.
4. Nothing is cut inside an atom (`atoms`): a word, an address, a heading, a line of code.
5. Signs in pairs (emphasis, brackets, tags) of one line are changed by one of the two, or the line conflicts.
6. What is code for its writer is code in the merge, or the changes of fences conflict.

`difflib` and our own `matching` only: the package `merge3` is GPL. What is shown of a merge: `chunks`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kmsite.text.atoms import atoms_of, lines_of, marks_of, uncut, words_between
from kmsite.text.chunks import CHANGES, SIDES, Chunk, clashing, joined, whole_lines
from kmsite.text.fences import fence_after, has_fence
from kmsite.text.matching import Block, matching_blocks

WORDS_APART = 2
# A disputed passage longer than this, the three texts together, is not looked at by word.
_LONGEST_PASSAGE = 400_000


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged `text`, or None when a chunk conflicts; the chunks joined give each of the three texts."""

    text: str | None
    chunks: tuple[Chunk, ...]

    @property
    def conflicts(self) -> tuple[Chunk, ...]:
        """The passages that a person must decide."""
        return tuple(chunk for chunk in self.chunks if chunk.kind == "conflict")


def merge3(base: str, mine: str, theirs: str) -> Merge:
    """Return the merge of two texts that were both made from `base`, by the rules above."""
    chunks = joined(_with_their_code(list(_by_line(*map(_Lines, (base, mine, theirs))))))
    clean = all(chunk.kind != "conflict" for chunk in chunks)
    return Merge("".join(chunk.text for chunk in chunks) if clean else None, tuple(chunks))


class _Lines:
    """A text in lines, and which of them are code."""

    def __init__(self, text: str) -> None:
        self.lines = lines_of(text)
        self.codes = uncut(self.lines)

    def atoms(self, span: slice) -> list[str]:
        return atoms_of(self.lines[span], self.codes[span])


def _by_line(base: _Lines, mine: _Lines, theirs: _Lines) -> Iterator[Chunk]:
    for spans in _spans(base.lines, mine.lines, theirs.lines):
        sides = [side.lines[span] for side, span in zip((base, mine, theirs), spans, strict=True)]
        chunk = _decided(*map("".join, sides))
        if chunk.kind != "conflict":
            yield chunk
        elif before := _lines_put_in_before(*sides):
            yield from before
        elif len(chunk.base) + len(chunk.mine) + len(chunk.theirs) > _LONGEST_PASSAGE:
            yield chunk
        else:
            cut = [side.atoms(span) for side, span in zip((base, mine, theirs), spans, strict=True)]
            yield from map(_with_whole_marks, whole_lines(_kept_apart(_by_word(*cut))))


def _lines_put_in_before(base: list[str], mine: list[str], theirs: list[str]) -> tuple[Chunk, ...]:
    """Return the two changes when one put lines in before those that the other altered one by one."""
    for one, other in ((mine, theirs), (theirs, mine)):
        if len(one) > len(base) == len(other) > 0 and one[-len(base) :] == base:
            added = one[: -len(base)]
            first = ([], added, []) if one is mine else ([], [], added)
            second = (base, base, theirs) if one is mine else (base, mine, base)
            return tuple(_decided(*map("".join, sides)) for sides in (first, second))
    return ()


def _by_word(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Chunk]:
    for x, y, z in _spans(base, mine, theirs):
        yield _decided("".join(base[x]), "".join(mine[y]), "".join(theirs[z]))


def _decided(base: str, mine: str, theirs: str) -> Chunk:
    if base == mine == theirs:
        return Chunk("same", base, mine, theirs, base)
    if mine == theirs:
        return Chunk("both", base, mine, theirs, mine)
    if mine == base:
        return Chunk("theirs", base, mine, theirs, theirs)
    if theirs == base:
        return Chunk("mine", base, mine, theirs, mine)
    return Chunk("conflict", base, mine, theirs, "")


def _kept_apart(parts: Iterator[Chunk]) -> list[Chunk]:
    """Return `parts` with those of different writers joined to a conflict that are too near each other."""
    done: list[Chunk] = []
    for part in parts:
        while (near := _too_near(done, part)) is not None:
            part = clashing([*done[near:], part])
            del done[near:]
        done.append(part)
    return done


def _too_near(done: list[Chunk], part: Chunk) -> int | None:
    """Return the place in `done` of the last change that `part` cannot stand beside, None without one."""
    between = ""
    for place in reversed(range(len(done) if part.kind != "same" else 0)):
        kinds = {done[place].kind, part.kind}
        if kinds == {"mine", "theirs"} or ("conflict" in kinds and "same" not in kinds):
            return place
        if len(kinds) == 1:
            return None
        between = done[place].text + between
        if _keeps_apart(between):
            return None
    return None


def _keeps_apart(between: str) -> bool:
    if "\n" in between or "|" in between:
        return True
    return len(list(islice(words_between(between), WORDS_APART))) == WORDS_APART


def _with_whole_marks(line: Chunk) -> Chunk:
    """Return a conflict when both writers changed signs of this line that come in pairs."""
    changed = {part.kind for part in line.parts if _changes_marks(part)}
    if {"mine", "theirs"} <= changed and line.kind != "conflict":
        return Chunk("conflict", line.base, line.mine, line.theirs, "")
    return line


def _changes_marks(part: Chunk) -> bool:
    return part.kind in ("mine", "theirs") and marks_of(part.base) != marks_of(part.text)


def _with_their_code(chunks: list[Chunk]) -> list[Chunk]:
    """Return `chunks` with the changed fences in conflict, if these would turn another text into code."""
    if all(map(_has_no_fence, chunks)) or _code_stays_code(chunks):
        return chunks
    return [
        chunk
        if chunk.kind not in CHANGES or _has_no_fence(chunk)
        else replace(chunk, kind="conflict", text="", parts=())
        for chunk in chunks
    ]


def _has_no_fence(chunk: Chunk) -> bool:
    return chunk.kind == "same" or not any(has_fence(getattr(chunk, side)) for side in SIDES)


def _code_stays_code(chunks: list[Chunk]) -> bool:
    fences = dict.fromkeys((*SIDES, "text"), "")
    for chunk in chunks:
        others = {"mine": fences["theirs"], "theirs": fences["mine"]}.get(chunk.kind, fences["base"])
        if others != fences["base"] and not _has_no_fence(chunk):
            return False
        fences = {side: fence_after(fence, getattr(chunk, side)) for side, fence in fences.items()}
        if "conflict" in (chunk.kind, *(part.kind for part in chunk.parts)):
            fences["text"] = _fence_of_both(fences)
        elif fences["text"] != _fence_of_both(fences):
            return False
    return True


def _fence_of_both(fences: dict[str, str]) -> str:
    """Return the fence that should be open in a merge, the same from either side."""
    changed = [fences[side] for side in ("mine", "theirs") if fences[side] != fences["base"]]
    return max(changed, default=fences["base"])


def _spans(b: Sequence[str], m: Sequence[str], t: Sequence[str]) -> Iterator[tuple[slice, slice, slice]]:
    """Yield what lies between the runs that all three share, and the runs."""
    i = j = k = 0
    for at_base, at_mine, at_theirs, size in [*_agreed(b, m, t), (len(b), len(m), len(t), 0)]:
        if i < at_base or j < at_mine or k < at_theirs:
            yield slice(i, at_base), slice(j, at_mine), slice(k, at_theirs)
        i, j, k = at_base + size, at_mine + size, at_theirs + size
        if size:
            yield slice(at_base, i), slice(at_mine, j), slice(at_theirs, k)


def _agreed(b: Sequence[str], m: Sequence[str], t: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs (place in base, mine, theirs, size) that all three texts share."""
    ours, others = _by_base(matching_blocks(b, m)), _by_base(matching_blocks(b, t))
    run: list[int] | None = None
    for place in range(len(b)):
        here = (ours.get(place), others.get(place))
        if None in here:
            continue
        if run and (place, *here) == (run[0] + run[3], run[1] + run[3], run[2] + run[3]):
            run[3] += 1
        else:
            if run:
                yield tuple(run)
            run = [place, *here, 1]
    if run:
        yield tuple(run)


def _by_base(blocks: list[Block]) -> dict[int, int]:
    return {block.old + n: block.new + n for block in blocks for n in range(block.size)}
