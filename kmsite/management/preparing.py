"""What must be true before the site answers: tables, static files, and something to read on a first start."""

import fcntl
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kmsite.accounts.models import User
from kmsite.env import WrongSetting
from kmsite.pages.index import rebuilding
from kmsite.pages.index.languages import configured, site_language
from kmsite.pages.models import Page
from kmsite.transfer.reporting import Outcome
from kmsite.transfer.starter_content import load_starter_content

Say = Callable[[str], None]
PATIENCE = 10
"""Seconds that a start waits at most for search to know what is new."""


def prepare(say: Say) -> None:
    """Bring tables and static files up to date and fill a new wiki; two starts at once take turns.

    What takes its time is said before it begins; a start with nothing to do says nothing.
    """
    with one_at_a_time(settings.VAR_DIR / "preparing.lock"):
        collect_static_files(settings.VAR_DIR / "static.stamp", say)
        update_tables(say)
        refuse_unknown_language()
        update_index(say)
        fill(say)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a lock file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def update_tables(say: Say) -> None:
    """Run the migrations that have not run yet."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)


def refuse_unknown_language() -> None:
    """End with one line when Postgres does not know the language that search is to use."""
    if (asked := site_language()) not in configured():
        raise WrongSetting("SEARCH_LANGUAGE", f"must be one of {', '.join(configured())}, not {asked!r}")


def update_index(say: Say) -> None:
    """Let search have what an older version did not write, or what it wrote by another language.

    That takes a few seconds at most. Of a large site the rest is done while it is read (`housekeeping`):
    until then search finds what it found before.
    """
    if rebuilding.is_whole():
        return
    if waiting := rebuilding.begin():
        say(f"Preparing search for {waiting} pages ...")
    until = time.monotonic() + PATIENCE
    for left in rebuilding.go_on():
        if left and time.monotonic() > until:
            say(f"Search goes on preparing {left} pages while the site is read.")
            return


def never_used() -> bool:
    """Return whether nobody has written a page or made an account yet."""
    return not Page.objects.exists() and not User.objects.exists()


def fill(say: Say) -> None:
    """Give a new wiki something to read."""
    if never_used():
        say("Writing the first articles ...")
        report = load_starter_content()
        say(f"{report.count(Outcome.NEW)} articles to begin with.")


def collect_static_files(stamp: Path, say: Say) -> None:
    """Copy, hash and compress the static files, unless none has changed since the last time."""
    print_of_files = fingerprint()
    if stamp.exists() and stamp.read_text() == print_of_files and settings.STATIC_ROOT.exists():
        return
    say("Preparing styles and scripts ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(print_of_files)


def fingerprint() -> str:
    """Return a text that changes when a static file, its place or the way of storing it changes."""
    files = []
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            status = Path(storage.path(name)).stat()
            files.append([storage.path(name), status.st_size, status.st_mtime_ns])
    return json.dumps([str(settings.STATIC_ROOT), settings.STORAGES["staticfiles"], sorted(files)])
