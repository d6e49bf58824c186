"""Three-way merge: two people's changes of one text, by line, and within a line by sentence.

The rules, so that a silent merge is one that both writers would have made:

* A change on one side only is taken. The same change on both sides is taken once.
* Changes of different lines merge, also of adjacent ones as long as an unchanged sentence or line break lies
  between them.
* Changes in one line merge only when an unchanged sentence lies between them; in one sentence, or in two
  that touch, they conflict. Words put in at the same place conflict too: nobody knows which comes first.
* A passage taken out by one and altered or extended inside by the other conflicts: text is never lost.

`difflib` and our own `matching` only: the package `merge3` is GPL.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kmsite.text.matching import Block, matching_blocks
from kmsite.text.tokens import sentences_of

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# A disputed passage longer than this, the three texts together, is not looked at by sentence.
_LONGEST_PASSAGE = 800_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a merge: `kind` says whose text it is, `text` what the merge took ("" for a conflict)."""

    kind: str  # same, mine, theirs, both, conflict
    base: str
    mine: str
    theirs: str
    text: str


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
    chunks = tuple(_chunks(base, mine, theirs, _lines, _by_sentence))
    clean = all(chunk.kind != "conflict" for chunk in chunks)
    return Merge("".join(chunk.text for chunk in chunks) if clean else None, chunks)


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _by_sentence(base: str, mine: str, theirs: str) -> Chunk:
    if len(base) + len(mine) + len(theirs) <= _LONGEST_PASSAGE:
        parts = list(_chunks(base, mine, theirs, sentences_of, _conflict))
        if all(part.kind != "conflict" for part in parts):
            return Chunk("both", base, mine, theirs, "".join(part.text for part in parts))
    return _conflict(base, mine, theirs)


def _conflict(base: str, mine: str, theirs: str) -> Chunk:
    return Chunk("conflict", base, mine, theirs, "")


def _chunks(
    base: str,
    mine: str,
    theirs: str,
    cut: Callable[[str], list[str]],
    disputed: Callable[[str, str, str], Chunk],
) -> Iterator[Chunk]:
    b, m, t = cut(base), cut(mine), cut(theirs)
    i = j = k = 0
    for block_base, block_mine, block_theirs, size in [*_agreed(b, m, t), (len(b), len(m), len(t), 0)]:
        texts = ["".join(s) for s in (b[i:block_base], m[j:block_mine], t[k:block_theirs])]
        if any(texts):
            yield _decided(*texts, disputed)
        i, j, k = block_base + size, block_mine + size, block_theirs + size
        if size:
            same = "".join(b[block_base:i])
            yield Chunk("same", same, same, same, same)


def _decided(base: str, mine: str, theirs: str, disputed: Callable[[str, str, str], Chunk]) -> Chunk:
    if mine == theirs:
        return Chunk("both", base, mine, theirs, mine)
    if mine == base:
        return Chunk("theirs", base, mine, theirs, theirs)
    if theirs == base:
        return Chunk("mine", base, mine, theirs, mine)
    return disputed(base, mine, theirs)


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
