"""Gunicorn inside our own process: started after the site is ready, stopped by any polite signal."""

import gc
import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from kmsite.management.housekeeping import keep_house
from kmsite.management.writing_down import keep_writing_down, write_down

MEMORY = Path("/dev/shm")  # noqa: S108 the heartbeat of a worker must not wait for a disk
ENDINGS = {signal.SIGTERM, signal.SIGQUIT, signal.SIGINT, signal.SIGHUP}
"""The signals that end a process."""


class QuietLogger(Logger):
    """Gunicorn's messages in the site's own log."""

    def setup(self, cfg: Any) -> None:
        """Leave handlers and formats to the settings."""
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)
        self._access_log_enabled = False


class PoliteArbiter(Arbiter):
    """A master that lets requests finish when Ctrl+C is pressed or its terminal is closed."""

    handle_int = handle_hup = Arbiter.handle_term

    def spawn_worker(self) -> int:
        """Begin a worker that hears of its end once it can act on it: before, it would be lost."""
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


class SteadyWorker(ThreadWorker):
    """A worker that leaves to its master what the terminal tells everybody, from its first moment on."""

    def init_signals(self) -> None:
        """Ignore Ctrl+C and a closed terminal: stopping twice at once can block for ever."""
        super().init_signals()
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def begin_work(worker: Any) -> None:
    """Do what a worker does first, besides answering requests."""
    keep_house()
    keep_writing_down()


def end_work(_arbiter: Any, worker: Any) -> None:
    """Write down what a worker has counted and not written yet: the last thing that it does."""
    write_down(at_the_end=True)


def say_goodbye(arbiter: Arbiter) -> None:
    """Say that everything has ended; only the master gets here, after its workers."""
    print("Stopped.", flush=True)


class WebServer(BaseApplication):
    """The site on one address: some processes, each with some threads."""

    def __init__(self, host: str, port: int) -> None:
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Set what `docs/decisions/0002-web-server.md` gives reasons for."""
        wanted = {
            "bind": self.address,
            "worker_class": SteadyWorker,
            "workers": settings.WEB_WORKERS,
            "threads": settings.WEB_THREADS,
            "timeout": 30,
            "graceful_timeout": 30,
            "keepalive": 15,
            "limit_request_line": 8190,
            "limit_request_fields": 60,
            "forwarded_allow_ips": "*" if settings.TRUSTED_PROXIES else "",
            "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
            "control_socket_disable": True,
            "logger_class": QuietLogger,
            "post_worker_init": begin_work,
            "worker_exit": end_work,
            "on_exit": say_goodbye,
        }
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Return the application; called in each worker, so that nothing open is shared between them."""
        return get_internal_wsgi_application()

    def run(self) -> None:
        """Serve until a signal ends it; then SystemExit is raised."""
        connections.close_all()
        gc.freeze()
        PoliteArbiter(self).run()
