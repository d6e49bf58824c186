"""Many hands: processes that compose pages side by side while their rows are written."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

import django

from kmsite.transfer.filling.composing import Composed, Sheet, compose

_AT_ONCE = 250
_WORTH_IT = 2_000
"""From so many pages on processes are begun: that takes a second or two."""


def composed(sheets: Iterable[Sheet], number: int, seed: int) -> Iterator[Composed]:
    """Yield the pages on the `number` sheets, finished, some at a time and in their order."""
    hands = min(os.cpu_count() or 1, 8)
    batches = _batches(sheets)
    if number < _WORTH_IT or hands == 1:
        for batch in batches:
            yield compose(batch, seed)
        return
    # Processes that begin anew: one that is split off would share the connection to the database.
    with ProcessPoolExecutor(hands, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        waiting: deque[Future[Composed]] = deque()
        for batch in batches:
            waiting.append(pool.submit(compose, batch, seed))
            if len(waiting) > 2 * hands:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batches(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    rest = iter(sheets)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
