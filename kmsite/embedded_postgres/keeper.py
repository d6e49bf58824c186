"""Who uses a cluster: the first user starts the server, the last one stops it. No pid on disk is believed."""

import atexit
import fcntl
import os
import signal
import socket
import struct
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg2

from kmsite.embedded_postgres.cluster import PORT, SOCKET, SUPERUSER, Cluster, complaint
from kmsite.embedded_postgres.locks import PATIENCE, PAUSE, Locks, take, wait_for
from kmsite.embedded_postgres.refusal import Refused

POLITE_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
LOG_SIZE = 1_000_000  # bytes after which a new log file is begun


class Keeper:
    """One process's use of one cluster; `enter` as often as you like, `leave` once."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        beside = cluster.path.with_name(f"{cluster.path.name}.keeper")
        self.locks = Locks(beside)
        self.log = beside / "log"
        self.users: int | None = None
        self.data: int | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """Where to connect: a way to the socket that is short and leads through no closed folder."""
        return f"/proc/{os.getpid()}/fd/{self.data}"

    def enter(self) -> str:
        """Make sure that the server runs and count as its user; return the host to connect to."""
        if self.users is None or listener(self.host) is None:
            with self.locks.gate():
                self._start_unless_running()
                if self.users is None:
                    self.users = self.locks.share_users()
        return self.host

    def leave(self) -> None:
        """Stop being a user; the last one stops the server and waits for it."""
        if self.users is None:
            return
        with self.locks.gate():
            fcntl.flock(self.users, fcntl.LOCK_UN)
            if self.locks.nobody_uses_it():
                self._stop()
        self.forget()

    def forget(self) -> None:
        """Drop what a forked child inherited; closing, unlike unlocking, takes nothing from the parent."""
        for descriptor in (self.users, self.data):
            if descriptor is not None:
                os.close(descriptor)
        self.users = self.data = self.process = None

    def _start_unless_running(self) -> None:
        server = self.locks.open("server")
        try:
            deadline = time.monotonic() + PATIENCE
            while not take(server):
                self._open_data()
                if self._answers():
                    return
                if time.monotonic() > deadline:
                    raise Refused(f"it has not answered for {PATIENCE:.0f} seconds; see {self.log}")
                time.sleep(PAUSE)
            self._start(server)
        finally:
            os.close(server)

    def _start(self, server: int) -> None:
        if self.cluster.exists():
            self.cluster.check()
        else:
            self.cluster.make()
        self._open_data()
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_SIZE:
                self.log.rename(self.log.with_name("log.1"))
        with open(self.log, "ab") as log:
            said_before = log.tell()
            self.process = self.cluster.start(server, log)
        self._wait_until_it_answers(said_before)

    def _wait_until_it_answers(self, said_before: int) -> None:
        deadline = time.monotonic() + 10 * PATIENCE  # a recovery after a crash may take a while
        while not self._answers():
            if self.process is None or self.process.poll() is not None:
                said = self.log.read_bytes()[said_before:].decode(errors="replace")
                raise Refused(f"{self.cluster.path} does not start: {complaint(said)}")
            if time.monotonic() > deadline:
                raise Refused(f"{self.cluster.path} is still recovering; see {self.log}")
            time.sleep(PAUSE)

    def _open_data(self) -> None:
        if self.data is None:
            try:
                self.data = os.open(self.cluster.path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
            except OSError as error:
                raise Refused(f"{self.cluster.path} cannot be read: {error.strerror}") from error

    def _answers(self) -> bool:
        if listener(self.host) is None:
            return False
        try:
            psycopg2.connect(
                host=self.host, port=PORT, user=SUPERUSER, dbname="postgres", connect_timeout=5
            ).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _stop(self) -> None:
        pid = listener(self.host)
        if pid is not None:
            with suppress(ProcessLookupError):
                process = os.pidfd_open(pid)
                try:
                    if listener(self.host) == pid:
                        signal.pidfd_send_signal(process, signal.SIGINT)
                finally:
                    os.close(process)
        server = self.locks.open("server")
        wait_for(server)
        os.close(server)
        if self.process:
            self.process.poll()


def listener(host: str) -> int | None:
    """Return the pid of who listens on the socket, as the kernel knows it; None if nobody does."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        try:
            line.connect(f"{host}/{SOCKET}")
        except OSError:
            return None
        credentials = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return struct.unpack("3i", credentials)[0]


_keepers: dict[Path, Keeper] = {}
_one_at_a_time = threading.RLock()


def enter(path: Path, *, durable: bool = True) -> str:
    """Start the cluster at `path` if it does not run, count this process as a user, and return the host.

    Raises Refused with one line if the data cannot be used; then no file of it was changed.
    """
    with _one_at_a_time:
        path = path.resolve()
        keeper = _keepers.setdefault(path, Keeper(Cluster(path, durable)))
        return keeper.enter()


def leave() -> None:
    """Stop using every cluster that this process entered."""
    with _one_at_a_time:
        while _keepers:
            _, keeper = _keepers.popitem()
            keeper.leave()


@atexit.register
def _leave_at_the_end() -> None:
    with suppress(SystemExit, KeyboardInterrupt):  # a second Ctrl+C must not leave the server behind
        signal.pthread_sigmask(signal.SIG_BLOCK, POLITE_SIGNALS)
    leave()


def _start_afresh() -> None:
    global _one_at_a_time
    _one_at_a_time = threading.RLock()
    for keeper in _keepers.values():
        keeper.forget()
    _keepers.clear()


os.register_at_fork(after_in_child=_start_afresh)
