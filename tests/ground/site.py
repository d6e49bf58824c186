"""The whole site as ./run starts it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

from tests.ground.clusters import ROOT


class Site:
    """A running site and what it said at its start."""

    def __init__(self, folder, port, log=None):
        self.folder, self.port = folder, port
        self.log = log or folder / f"said-{port}-{time.monotonic_ns()}"
        with open(self.log, "wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(port)],
                cwd=ROOT,
                env=surroundings(VAR_DIR=str(folder), WEB_WORKERS="2", WEB_THREADS="2"),
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def get(self, path):
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status

    def wait(self, seconds=180):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                return self.get("/healthz")
            except URLError:
                time.sleep(0.05)
        raise AssertionError(self.said())

    def said(self):
        return self.log.read_text()

    def stop(self, number=signal.SIGTERM):
        os.killpg(self.process.pid, number)
        return self.process.wait(timeout=40)


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def surroundings(**settings):
    """The environment of somebody who starts the site, not of the tests."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | {"DJANGO_SETTINGS_MODULE": "kmsite.settings", **settings}
