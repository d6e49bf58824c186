"""A master and a worker that takes its time to begin, and is told to end meanwhile."""

import os
import signal
import time

from kmsite.management.web_server import PoliteArbiter, SteadyWorker, WebServer


class SlowWorker(SteadyWorker):
    def init_process(self):
        time.sleep(0.5)
        super().init_process()


def main():
    """Print how the worker ended."""
    master = PoliteArbiter(WebServer("127.0.0.1", 0))
    master.pid, master.worker_class = os.getpid(), SlowWorker
    master.init_signals()
    worker = master.spawn_worker()
    os.kill(worker, signal.SIGTERM)
    print(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]))
