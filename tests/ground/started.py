"""Folders in which the site, or a database of its own, was started once before: made once, then copied."""

import fcntl
import os
import subprocess
import sys

from tests.ground.clusters import ROOT

FIRST_START = "import django; django.setup(); from kmsite.management.preparing import prepare; prepare(print)"


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


def surroundings(**settings):
    """The environment of somebody who starts the site, not of the tests."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | {"DJANGO_SETTINGS_MODULE": "kmsite.settings", **settings}


def _start(folder):
    draft = folder.with_suffix(".draft")
    environment = surroundings(VAR_DIR=str(draft))
    subprocess.run([sys.executable, "-c", FIRST_START], cwd=ROOT, env=environment, check=True)
    stamp = draft / "static.stamp"
    stamp.write_text(stamp.read_text().replace(str(draft), str(folder)))
    draft.rename(folder)


def _shared(tmp_path_factory):
    """The folder that the processes of one run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
