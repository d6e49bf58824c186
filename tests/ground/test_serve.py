"""The whole site as ./run starts it, with a database of its own."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.ground.clusters import ROOT, kill_server, servers
from tests.ground.site import Site, free_port, surroundings
from tests.ground.started import FIRST_SAID, started_before


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return started_before(tmp_path_factory, "serve")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A site that goes on running, for whatever leaves it as it was."""
    site = Site(started_before(tmp_path_factory, "running"), free_port())
    site.wait()
    yield site
    site.stop()


@pytest.fixture
def site(folder):
    """A site for one test, which may stop it."""
    site = Site(folder, free_port())
    site.wait()
    yield site
    if site.process.poll() is None:
        site.stop()


def test_it_says_where_it_is_and_how_to_set_it_up(running):
    assert f"is at http://127.0.0.1:{running.port}/" in running.said()
    assert re.search(rf"http://127\.0\.0\.1:{running.port}/setup/\S{{20,}}/", running.said())
    assert "Letters are printed here; set EMAIL_URL to send them." in running.said()
    assert running.get("/readyz") == 200
    assert running.get("/") == 200


def test_a_first_start_says_what_takes_its_time(folder):
    said = (folder / FIRST_SAID).read_text().splitlines()
    assert said[:4] == [
        "Preparing styles and scripts ...",
        "Preparing the database ...",
        "Writing the first articles ...",
        "8 articles to begin with.",
    ]
    assert said[4].startswith("Commonplace is at ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_any_polite_signal_stops_it_and_its_database(site, folder, number):
    assert servers(folder / "postgres")
    assert site.stop(number) == 0
    assert not servers(folder / "postgres")
    assert "Traceback" not in site.said()
    assert site.said().endswith("\nStopped.\n")


def test_a_second_start_is_quick(site, folder):
    site.stop()
    started = time.monotonic()
    again = Site(folder, free_port())
    again.wait()
    took = time.monotonic() - started
    again.stop()
    assert not re.search("Preparing|Writing|articles", again.said())
    assert took < 15, "5 seconds on a machine that does nothing else"


def test_a_busy_port_is_said_in_one_line(running):
    port = running.port
    other = Site(running.folder, port)
    assert other.process.wait(timeout=60) == 1
    assert other.said() == f"CommandError: PORT: {port} is in use; try ./run --port {port + 1}\n"


def test_two_may_run_on_different_ports(running):
    other = Site(running.folder, free_port())
    other.wait()
    assert running.get("/readyz") == other.get("/readyz") == 200
    assert other.stop() == 0
    assert running.get("/readyz") == 200


def test_it_goes_on_when_the_database_is_killed(running):
    assert running.get("/articles/") == 200
    kill_server(running.folder / "postgres")
    assert [running.get("/articles/") for _ in range(8)] == [200] * 8


def test_it_goes_on_when_a_worker_is_killed(running):
    children = f"/proc/{running.process.pid}/task/{running.process.pid}/children"
    for _ in range(3):
        with open(children) as file:
            os.kill(int(file.read().split()[0]), signal.SIGKILL)
        running.wait()
        assert running.get("/articles/") == 200


def test_the_next_start_works_after_everything_was_killed(site, folder):
    os.killpg(site.process.pid, signal.SIGKILL)
    site.process.wait()
    kill_server(folder / "postgres")
    again = Site(folder, free_port())
    assert again.wait() == 200
    assert again.get("/readyz") == 200
    assert again.stop() == 0


def test_it_is_not_shown_with_its_insides_open_where_others_can_connect(folder):
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", "--host", "0.0.0.0"],
        cwd=ROOT,
        env=surroundings(VAR_DIR=str(folder), DEBUG="true"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "CommandError: DEBUG: must be off when other machines can connect (HOST)\n"
