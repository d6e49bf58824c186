"""Folders in which the site, or a database of its own, was started once before: made once, then copied."""

import fcntl
import os
import subprocess

from tests.ground.site import Site, free_port

FIRST_SAID = "first-start"
"""The file in a folder that was started before with what the first start said."""


def copy(folder, to):
    """Copy a folder with its owners, and return where it is now."""
    subprocess.run(["cp", "--archive", "--reflink=auto", folder, to], check=True)
    return to


def started_before(tmp_path_factory, name):
    """Return a folder for the site in which everything is prepared, for whoever asks a folder of their own.

    A first start takes ten seconds; it is done once for all processes of the tests.
    """
    once = _shared(tmp_path_factory) / "started-once"
    with open(once.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not once.exists():
            _start(once)
    folder = copy(once, tmp_path_factory.mktemp(name) / "site")
    stamp = folder / "static.stamp"  # names the place of the files, too
    stamp.write_text(stamp.read_text().replace(str(once), str(folder)))
    return folder


def _start(folder):
    draft = folder.with_suffix(".draft")
    draft.mkdir()
    first = Site(draft, free_port(), log=draft / FIRST_SAID)
    first.wait()
    assert first.stop() == 0
    stamp = draft / "static.stamp"
    stamp.write_text(stamp.read_text().replace(str(draft), str(folder)))
    draft.rename(folder)


def _shared(tmp_path_factory):
    """The folder that the processes of one run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
