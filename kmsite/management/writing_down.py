"""What a web process counts in its memory, written down twice a minute and when it ends."""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection

from kmsite.pages.counts import readership
from kmsite.search import fruitless

EVERY = 30
"""Seconds: what a process that is killed outright has counted meanwhile is lost."""

log = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()


def keep_writing_down() -> threading.Thread:
    """Begin to write down in the background, until the process ends."""
    thread = threading.Thread(target=_for_ever, name="writing down", daemon=True)
    thread.start()
    return thread


def write_down(*, at_the_end: bool = False) -> None:
    """Write down reads and searches that found nothing; what fails is logged and kept for the next time."""
    with _one_at_a_time:
        try:
            readership.write_down()
        except Exception:
            log.exception("Reads could not be written down and will be tried again")
        try:
            fruitless.write_down(at_the_end=at_the_end)
        except Exception:
            log.exception("Searches that found nothing could not be written down and will be tried again")


def _for_ever() -> None:
    while True:
        time.sleep(EVERY)
        write_down()
        connection.close()
