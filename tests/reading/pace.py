"""What a view costs beside a bare Django view, in processor time and in time.

Both are called as WSGI applications in one process, interleaved, so that figures of one run can be compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import path

DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
BODY = b"x" * 20_000


def bare(request):
    return HttpResponse(BODY)


urlpatterns = [path("bare/", bare)]


def bare_site() -> Callable:
    """Return the smallest Django site: one view of 20 kB under the middleware of `startproject`."""
    with override_settings(MIDDLEWARE=DEFAULT_MIDDLEWARE):
        handler = WSGIHandler()

    def application(environ, start_response):
        with override_settings(ROOT_URLCONF="tests.reading.pace"):
            return handler(environ, start_response)

    return application


def our_site() -> Callable:
    """Return the whole site with a reading room of its own."""
    return WSGIHandler()


def asking(address: str, **headers: str) -> dict:
    """Return the WSGI environment of a browser that asks for `address`."""
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "wsgi.input": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": None,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }


def ask(application: Callable, environ: dict) -> tuple[str, dict, bytes]:
    """Return status, headers and body of one answer."""
    told: list = []
    answer = application(dict(environ), lambda status, headers, exc_info=None: told.extend([status, headers]))
    body = b"".join(answer)
    answer.close()
    return told[0], dict(told[1]), body


def compare(
    cases: dict[str, Callable[[], object]], *, rounds: int = 9, times: int = 25
) -> dict[str, tuple[float, float]]:
    """Return for each case the median milliseconds of processor time and of time, taken in turns."""
    seen: dict[str, list] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, act in cases.items():
            processor, clock = processor_seconds(), time.perf_counter()
            for _ in range(times):
                act()
            spent = (processor_seconds() - processor, time.perf_counter() - clock)
            seen[name].append(tuple(1000 * part / times for part in spent))
    return {name: _medians(pairs) for name, pairs in seen.items()}


def processor_seconds() -> float:
    """Return the processor time of this process and of its Postgres process, where that can be seen."""
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        is_ours = (server / "comm").read_text().startswith("postgres")
        nanoseconds = int((server / "schedstat").read_text().split()[0]) if is_ours else 0
    except OSError:
        nanoseconds = 0
    return time.process_time() + nanoseconds / 1e9


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    processor, clock = zip(*pairs, strict=True)
    return statistics.median(processor), statistics.median(clock)
