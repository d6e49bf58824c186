"""The three lock files beside a cluster; the kernel lets go of them when a process dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kmsite.embedded_postgres.refusal import Refused

PATIENCE = 60.0  # seconds to wait for a neighbour who is starting or stopping the server
PAUSE = 0.02  # seconds between two looks


class Locks:
    """`gate`: held to start or stop it. `users`: shared by all who use it. `server`: held by the server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, name: str) -> int:
        """Return a file descriptor of a lock file; it is not inherited by programs started later."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Refused(f"the lock file {self.folder / name} cannot be used: {error.strerror}") from error

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Hold the gate: nobody else starts or stops the server meanwhile."""
        gate = self.open("gate")
        try:
            if not wait_for(gate):
                raise Refused(f"another program has been starting or stopping it for {PATIENCE:.0f} seconds")
            yield
        finally:
            os.close(gate)

    def share_users(self) -> int:
        """Become a user; return the descriptor that says so."""
        users = self.open("users")
        fcntl.flock(users, fcntl.LOCK_SH)
        return users

    def nobody_uses_it(self) -> bool:
        """Return whether there is no user left; only meaningful while holding the gate."""
        return self._is_free("users")

    def server_is_gone(self) -> bool:
        """Return whether the server and the last of its processes have ended."""
        return self._is_free("server")

    def _is_free(self, name: str) -> bool:
        lock = self.open(name)
        try:
            return take(lock)
        finally:
            os.close(lock)


def take(lock: int) -> bool:
    """Take a lock for oneself alone if it is free."""
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def wait_for(lock: int, patience: float = PATIENCE) -> bool:
    """Take a lock, waiting up to `patience` seconds for it."""
    deadline = time.monotonic() + patience
    while not take(lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True
