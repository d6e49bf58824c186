"""What pytest does before the first test and after the last: a known environment, the database put away."""

import gc
import os
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from kmsite.embedded_postgres.keeper import leave

EXAMPLE = Path(__file__).resolve().parents[1] / ".env.example"

# Done when this plug-in is imported: before pytest-django loads the settings.
for name in re.findall(r"^#([A-Z_]+)=", EXAMPLE.read_text(), re.M):
    if name != "DATABASE_URL":
        os.environ.pop(name, None)
media = tempfile.mkdtemp(prefix="commonplace-media-")
os.environ |= {
    "ENV_FILE": os.devnull,
    "MEDIA_ROOT": media,
    "SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
}


def pytest_configure():
    gc.set_threshold(100_000, 20, 100)  # a tenth of the time is else spent on collecting garbage
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))


def pytest_collection_modifyitems(items):
    """Let the longest begin the run and the check of all that must hold end it.

    Keep what the migrations wrote for tests that empty the tables.
    """
    items.sort(key=lambda item: item.nodeid.startswith("tests/ground/test_integrity.py"))
    items.sort(key=lambda item: not item.nodeid.startswith("tests/security/test_canaries.py"))
    for item in items:
        if _empties_the_tables(item) and "django_db_serialized_rollback" not in item.fixturenames:
            item.fixturenames.append("django_db_serialized_rollback")


def _empties_the_tables(test):
    marks = (mark.kwargs.get("transaction") for mark in test.iter_markers("django_db"))
    return any(marks) or bool({"transactional_db", "live_server"} & set(test.fixturenames))


def pytest_collection_finish():
    """Spare what is there for the whole run the collections of garbage, and look small heaps through.

    Those stay near the processor: a request leaves some 1,600 objects that refer to one another.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 50, 100)


def with_room(deed, **given):
    """Do a deed on a stack with half a megabyte of room, because the frame of this function is as large.

    Python 3.11 takes the room for its frames in pieces of 16 kB and gives each back at once when it is left:
    what is called at the end of a piece, some 230 times in a request, costs two system calls and four pages.
    """
    return deed(**given)


with_room.__code__ = with_room.__code__.replace(co_stacksize=70_000)  # words of eight bytes, of a megabyte


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Run a test with room; what may be asked once more is left to the plug-in that does so."""
    if item.get_closest_marker("flaky"):
        return None
    runner = item.config.pluginmanager.getplugin("runner")
    return with_room(runner.pytest_runtest_protocol, item=item, nextitem=nextitem)


def pytest_unconfigure():
    leave()  # the workers of xdist end without running what is registered for the end
    shutil.rmtree(media, ignore_errors=True)
