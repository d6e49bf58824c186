"""Pairing: which new line is the altered form of which old line."""

from collections import Counter
from collections.abc import Iterator

from kmsite.text.tokens import words_of

Pair = tuple[str | None, str | None]
# Up to so many combinations of lines are weighed against each other; larger blocks pair line by line.
_COMBINATIONS = 900
_LONG_LINE = 2000
_ALIKE = 0.4


def paired_lines(old: list[str], new: list[str]) -> list[Pair]:
    """Return (old, new) lines in order; None stands where a line has no counterpart."""
    if not old or not new:
        return [*((line, None) for line in old), *((None, line) for line in new)]
    if len(old) == len(new) == 1:
        return [(old[0], new[0])] if _likeness(old[0], new[0]) > 0 else [(old[0], None), (None, new[0])]
    if len(old) * len(new) > _COMBINATIONS:
        return list(_by_position(old, new))
    return _best(old, new)


def _by_position(old: list[str], new: list[str]) -> Iterator[Pair]:
    yield from zip(old, new, strict=False)
    common = min(len(old), len(new))
    yield from ((line, None) for line in old[common:])
    yield from ((None, line) for line in new[common:])


def _best(old: list[str], new: list[str]) -> list[Pair]:
    """Return the pairing in order with the greatest likeness in all (the textbook alignment table)."""
    likeness = [[_likeness(before, after) for after in new] for before in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            with_pair = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], with_pair)
    return list(_walk(old, new, likeness, best))


def _walk(
    old: list[str], new: list[str], likeness: list[list[float]], best: list[list[float]]
) -> Iterator[Pair]:
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((line, None) for line in old[i:])
    yield from ((None, line) for line in new[j:])


def _likeness(before: str, after: str) -> float:
    """Return the share of words in common, 0 to 1, judged by the first 2,000 characters."""
    a, b = (Counter(w for w in words_of(line[:_LONG_LINE]) if not w.isspace()) for line in (before, after))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
