"""The embedded Postgres after somebody pulled the plug: every committed row survives."""

import json
import os
import signal
import subprocess
import time

import pytest

from tests.ground.clusters import Visitor, kill_and_wait, kill_server, postmaster, servers, visit


@pytest.fixture
def path(made):
    """A cluster that holds one row."""
    return made


def test_after_the_only_user_is_killed_the_next_one_takes_over(path):
    alice = Visitor(path)
    alice.write("the last thing alice wrote")
    alice.kill()
    assert servers(path), "the server lives until the next use"
    with visit(path) as bob:
        assert bob.read() == ["kept", "the last thing alice wrote"]
    assert not servers(path)


def test_when_the_one_who_started_it_is_killed_the_others_go_on(path):
    alice = Visitor(path)
    alice.write("by alice")
    with visit(path) as bob:
        bob.write("by bob")
        alice.kill()
        assert bob.read() == ["by alice", "by bob", "kept"]
    assert not servers(path)


def test_a_database_killed_in_use_comes_back_with_the_next_connection(path):
    with visit(path) as alice:
        alice.write("before")
        kill_server(path)
        alice.write("after")
        assert alice.read() == ["after", "before", "kept"]
    assert not servers(path)


def test_only_the_first_process_of_the_database_is_killed(path):
    with visit(path) as alice, visit(path) as bob:
        alice.write("before")
        bob.send("select pg_sleep(1)")
        kill_and_wait([postmaster(path)])
        bob.process.stdout.readline()
        alice.write("after")
        assert alice.read() == ["after", "before", "kept"]
        bob.process.kill()
        bob.process.wait()
        bob.leave = lambda: (0, "")
    assert not servers(path)


SLEEPERS = "select pid from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active'"


def test_one_connection_is_killed(path):
    with visit(path) as alice:
        alice.write("before")
        bob = Visitor(path)
        bob.send("select pg_sleep(30)")
        while not (sleepers := alice.ask(SLEEPERS)):
            time.sleep(0.02)
        os.kill(sleepers[0][0], signal.SIGKILL)
        bob.process.wait(timeout=30)
        bob.kill()
        assert read_when_it_has_recovered(path) == ["before", "kept"]
    assert not servers(path)


def read_when_it_has_recovered(path):
    """Postgres restarts itself; for a moment it turns people away, as it would on any server."""
    for _ in range(100):
        visitor = Visitor(path)
        visitor.send("select words from note order by words")
        line = visitor.process.stdout.readline()
        visitor.leave()
        if line:
            return [row[0] for row in json.loads(line)]
    return None


def test_everybody_and_the_database_are_killed(path):
    people = [Visitor(path) for _ in range(3)]
    for number, person in enumerate(people):
        person.write(f"by {number}")
    for person in people:
        person.process.kill()
    kill_server(path)
    for person in people:
        person.kill()
    with visit(path) as alice:
        assert alice.read() == ["by 0", "by 1", "by 2", "kept"]
    assert not servers(path)


@pytest.mark.parametrize(
    "text", ["", "12", "{pid}\n/some", "no number\n" * 8, "1\n", "{pid}\n{path}\n0\n5432\n.\n\n"]
)
def test_a_pid_file_left_behind_is_not_believed(path, text):
    stranger = subprocess.Popen(["sleep", "600"])
    written = text.format(pid=stranger.pid, path=path)
    (path / "postmaster.pid").write_text(written)
    (path / ".s.PGSQL.5432.lock").write_text(written)
    try:
        with visit(path) as alice:
            assert alice.read() == ["kept"]
        assert stranger.poll() is None, "the process that had the number is left alone"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_first_start_cut_short_leaves_nothing_in_the_way(tmp_path):
    draft = tmp_path / "postgres.new-0123456789abcdef"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with visit(tmp_path / "postgres") as alice:
        assert alice.ask("select 1") == [[1]]
