"""Matching: which items two sequences have in common, in order; the ground of compare and merge."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# Gaps without a unique common item are compared exhaustively up to this many pairs, and all together up to
# the second number; beyond, they count as replaced. So the whole stays close to linear.
_PAIRS_PER_GAP = 40_000
_PAIRS_IN_ALL = 2_000_000
_WIDTHS = (1, 4, 16)

Items = Sequence[Hashable]
Gap = tuple[int, int, int, int]


class Block(NamedTuple):
    """`size` equal items from `old` on in the old sequence and from `new` on in the new one."""

    old: int
    new: int
    size: int


def matching_blocks(old: Items, new: Items) -> list[Block]:
    """Return the runs that both sequences share, in order, not touching each other.

    Patience diff (Bram Cohen): common ends first, then items that are unique on both sides, then what is
    between them.
    """
    pairs: list[tuple[int, int]] = []
    fuel = _PAIRS_IN_ALL
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        gap = _without_common_ends(old, new, gaps.pop(), pairs)
        cells = (gap[1] - gap[0]) * (gap[3] - gap[2])
        if not cells:
            continue
        if anchors := _unique_anchors(old, new, gap):
            gaps.extend(_between(anchors, gap))
            pairs.extend(anchors)
        elif cells <= min(fuel, _PAIRS_PER_GAP):
            fuel -= cells
            pairs.extend(_exhaustive(old, new, gap))
    return list(_runs(sorted(pairs)))


def _without_common_ends(old: Items, new: Items, gap: Gap, pairs: list[tuple[int, int]]) -> Gap:
    a, b, c, d = gap
    while a < b and c < d and old[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        pairs.append((b, d))
    return a, b, c, d


def _unique_anchors(old: Items, new: Items, gap: Gap) -> list[tuple[int, int]]:
    """Return the longest increasing run of pairs of items that occur once on either side.

    Where no single item does, runs of 4 and then of 16 items are tried: repetitive texts have those.
    """
    a, b, c, d = gap
    for width in _WIDTHS:
        grams_old, grams_new = _grams(old[a:b], width), _grams(new[c:d], width)
        place = _once(grams_new)
        once = _once(grams_old).keys() & place.keys()
        if once:
            pairs = [(a + i, c + place[gram]) for i, gram in enumerate(grams_old) if gram in once]
            return _increasing(pairs)
    return []


def _grams(items: Items, width: int) -> Items:
    return items if width == 1 else list(zip(*(items[n:] for n in range(width)), strict=False))


def _once(items: Items) -> dict[Hashable, int]:
    counts = Counter(items)
    return {item: index for index, item in enumerate(items) if counts[item] == 1}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest subsequence whose second numbers increase (patience sorting)."""
    tops: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(chosen[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        chosen[pile : pile + 1] = [index]
    result = []
    index = chosen[-1] if chosen else -1
    while index >= 0:
        result.append(pairs[index])
        index = before[index]
    return result[::-1]


def _between(anchors: list[tuple[int, int]], gap: Gap) -> Iterator[Gap]:
    a, b, c, d = gap
    for i, j in anchors:
        yield a, i, c, j
        a, c = i + 1, j + 1
    yield a, b, c, d


def _exhaustive(old: Items, new: Items, gap: Gap) -> Iterator[tuple[int, int]]:
    a, b, c, d = gap
    matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for k in range(size):
            yield a + i + k, c + j + k


def _runs(pairs: list[tuple[int, int]]) -> Iterator[Block]:
    start = 0
    for index in range(1, len(pairs) + 1):
        i, j = pairs[index - 1]
        if index == len(pairs) or pairs[index] != (i + 1, j + 1):
            yield Block(*pairs[start], index - start)
            start = index
