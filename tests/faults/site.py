"""The site as `./run` starts it, with files and a durable database of its own, and what can be done to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

from tests.ground.clusters import ROOT, servers
from tests.ground.site import surroundings

WORKERS = 2


class Site:
    """A running site in `folder`."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            self.port = line.getsockname()[1]
        self.log = folder / "said"
        self.environment = surroundings(
            ENV_FILE=os.devnull,
            VAR_DIR=str(folder),
            MEDIA_ROOT=str(folder / "media"),
            WEB_WORKERS=str(WORKERS),
            WEB_THREADS="4",
        )
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()

    def ask(self, *command):
        """Run a Python program of the tests in the site's surroundings; return what it prints as JSON."""
        done = self.run(sys.executable, *command)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def run(self, *command):
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=250
        )

    def kill_a_worker(self, chance):
        """Kill one process of the web server, a child of the one that we started."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:
            found = [int(pid) for pid in file.read().split()]
        workers = [pid for pid in found if pid not in servers(self.folder / "postgres")]
        _kill(chance.sample(workers, min(len(workers), 1)))

    def kill_the_database(self, chance):
        """Kill every process that works in our data directory, the first of them too."""
        _kill(servers(self.folder / "postgres"))

    def stop(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=60)

    def _wait(self):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(URLError), urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=10):
                return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())


def _kill(pids):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
