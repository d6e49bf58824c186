"""A clock that a text asks while it is being rendered, so that none takes longer than its length allows."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kmsite.text.refusal import TextRefused

BASE_SECONDS = 0.025
SECONDS_PER_BYTE = 0.004 / 1000
_MESSAGE = (
    "This text takes too long to show, often because of very many brackets, stars or other signs in a row. "
    "Please shorten it or put such passages into a code block."
)

_local = threading.local()


def _leave_out_collecting(phase: str, _: dict[str, int]) -> None:
    """Python collects garbage of the whole process in whichever thread is at work: that is not the text's."""
    if phase == "start":
        _local.began = time.thread_time()
    else:
        _local.collecting = getattr(_local, "collecting", 0.0) + time.thread_time() - _local.began


gc.callbacks.append(_leave_out_collecting)


def _now() -> float:
    """Return this thread's processor time in seconds, without collecting garbage."""
    return time.thread_time() - getattr(_local, "collecting", 0.0)


class Clock:
    """Processor time of this thread against a budget; cooperative, because threads cannot be stopped.

    Asking for processor time is dear, and dearest on a busy machine. As never more of it passes than time
    itself, it is asked for only when the budget would be spent had this thread alone been at work.
    """

    def __init__(self) -> None:
        self._started = self._end = self._ask_at = 0.0
        self._ticks = 0

    def start(self, size: int, patience: float = 1.0) -> None:
        """Begin a text of `size` bytes: 25 ms and 4 ms for each 1,000 bytes, times `patience`."""
        self._started = _now()
        budget = (BASE_SECONDS + SECONDS_PER_BYTE * size) * patience
        self._end = self._started + budget
        self._ask_at = time.perf_counter() + budget

    def tick(self) -> None:
        """Raise TextRefused when the budget is spent; every fourth call looks, because looking costs too."""
        self._ticks += 1
        if not self._ticks & 3:
            self.check()

    def check(self, ahead: float = 0.0) -> None:
        """Raise TextRefused when the budget is spent, or will be after `ahead` more seconds."""
        if time.perf_counter() + ahead < self._ask_at:
            return
        left = self._end - _now()
        if ahead > left:
            raise TextRefused(_MESSAGE)
        self._ask_at = time.perf_counter() + left

    @property
    def share(self) -> float:
        """The share of the budget that is spent."""
        return (_now() - self._started) / (self._end - self._started)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Leave out time that has nothing to do with the text, such as loading a module."""
        before = _now()
        yield
        self._end += _now() - before
