"""Rendering ahead: while one text is being saved, another process renders the next ones."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from kmsite.text.rendering import Rendered, TextRefused, render

T = TypeVar("T")

WORTH_A_PROCESS = 20
"""How many texts an import must have for a second process to pay its start."""
_LEAD = 16

Rendering = Callable[[], Rendered | None]


def rendered_ahead(texts: Iterable[tuple[T, str | None]], number: int) -> Iterator[tuple[T, Rendering]]:
    """Yield each of `texts` (something, its Markdown) in order, with a function that returns its rendering.

    None as Markdown is not rendered. The function returns None for it, for a text that was refused, and when
    `number`, how many texts there are, does not pay a process: then whoever saves the text renders it.
    """
    if number < WORTH_A_PROCESS:
        yield from ((thing, _nothing) for thing, _text in texts)
        return
    with ProcessPoolExecutor(1, get_context("spawn"), _leave_stopping_to_the_other) as pool:
        waiting: deque[tuple[T, Rendering]] = deque()
        try:
            for thing, text in texts:
                waiting.append((thing, _nothing if text is None else _result(pool.submit(_rendered, text))))
                if len(waiting) > _LEAD:
                    yield waiting.popleft()
            yield from waiting
        finally:
            pool.shutdown(cancel_futures=True)


def _result(future: Future[Rendered | None]) -> Rendering:
    return future.result


def _nothing() -> None:
    return None


def _rendered(text: str) -> Rendered | None:
    try:
        return render(text)
    except TextRefused:
        return None


def _leave_stopping_to_the_other() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
