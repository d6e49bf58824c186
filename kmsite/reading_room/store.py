"""Finished pages in the memory of one process, bounded by bytes and by number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a page: which state it shows, and its parts as `splicing.split` cut them."""

    state: Hashable
    parts: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Bytes of text, which outweigh everything else."""
        return sum(map(len, self.parts))


class Store:
    """Keep the newest state of each page, and drop whichever was not asked for the longest.

    One place per page, so that an older state never lingers. Safe to share between threads.
    """

    def __init__(self, *, most_bytes: int, most_entries: int) -> None:
        self._most_bytes = most_bytes
        self._most_entries = most_entries
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, page: Hashable, state: Hashable) -> tuple[bytes, ...] | None:
        """Return the parts of `page` if they are kept in exactly this state."""
        with self._lock:
            entry = self._entries.get(page)
            if entry is None or entry.state != state:
                return None
            self._entries.move_to_end(page)
            return entry.parts

    def put(self, page: Hashable, state: Hashable, parts: tuple[bytes, ...]) -> None:
        """Keep `parts` as the only state of `page`, unless they alone would fill an eighth of the store."""
        entry = Entry(state, parts)
        with self._lock:
            self._drop(page)
            if entry.size * 8 > self._most_bytes:
                return
            self._entries[page] = entry
            self._bytes += entry.size
            while self._bytes > self._most_bytes or len(self._entries) > self._most_entries:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def _drop(self, page: Hashable) -> None:
        entry = self._entries.pop(page, None)
        if entry is not None:
            self._bytes -= entry.size
