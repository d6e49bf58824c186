"""The embedded Postgres while people come and go."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.ground.clusters import NOTES, Visitor, refusal, servers, somebody, visit


@pytest.fixture
def path(tmp_path):
    return tmp_path / "postgres"


def test_the_first_user_starts_it_and_the_last_one_stops_it(path):
    with visit(path) as alice:
        alice.ask(NOTES)
        with visit(path) as bob:
            bob.write("from bob")
            assert servers(path)
        assert alice.read() == ["from bob"]
    assert not servers(path)


def test_committed_rows_are_written_to_the_disk(made):
    with visit(made) as alice:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            assert alice.ask(f"show {name}") == [["on"]]


def test_it_sorts_the_same_on_every_machine(made):
    with visit(made) as alice:
        assert alice.ask("select datlocale from pg_database where datname = 'commonplace'") == [["C.UTF-8"]]
        assert alice.ask("select lower('ÄÖ'), lower('ΟΔΟΣ')") == [["äö", "οδοσ"]]


def test_it_does_not_listen_on_the_network(made):
    with visit(made) as alice:
        assert alice.ask("show listen_addresses") == [[""]]
        assert made.stat().st_mode & 0o077 == 0


def test_five_may_start_it_at_once(path):
    people = [Visitor(path) for _ in range(5)]
    for person in people:
        person.send("select pg_backend_pid() > 0")
    assert [person.hear() for person in people] == [[[True]]] * 5
    assert [person.leave() for person in people] == [(0, "")] * 5
    assert not servers(path)
    assert not [draft for draft in path.parent.iterdir() if ".new-" in draft.name]


def test_many_short_users_who_overlap_lose_nothing(path):
    with visit(path) as alice:
        alice.ask(NOTES)
    people = [Visitor(path) for _ in range(8)]
    for number, person in enumerate(people):
        person.send(f"insert into note values ('{number}')")
    for person in people:
        person.hear()
        assert person.leave() == (0, "")
    assert not servers(path)
    with visit(path) as alice:
        assert alice.read() == [str(number) for number in range(8)]


def test_a_forked_child_that_ends_takes_nothing_from_its_parent(made):
    with visit(made) as alice:
        alice.ask("select 1")
        alice.ask("fork")
        with visit(made) as bob:
            bob.ask("select 1")
        assert servers(made), "bob was not the last user"
    assert not servers(made)


@pytest.mark.parametrize("name", ["a path with spaces", "ünïcode 知識", "long" * 20 + "/" + "path" * 30])
def test_its_path_may_be_unusual(tmp_path, name):
    path = tmp_path / name / "postgres"
    with visit(path) as alice:
        alice.ask(NOTES)
        alice.write("kept")
    with visit(path) as alice:
        assert alice.read() == ["kept"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can go where others cannot")
def test_root_uses_it_below_a_folder_that_others_cannot_enter(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with visit(closed / "postgres") as root:
        assert root.ask("select 1") == [[1]]
        assert (closed / "postgres").stat().st_uid != 0
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() == 0, reason="the tests run as root")
def test_somebody_who_is_not_root_owns_the_data(path):
    with visit(path) as alice:
        assert alice.ask("select 1") == [[1]]
        assert path.stat().st_uid == os.geteuid()


@pytest.fixture
def theirs():
    """A folder in which two people who are not root can work; only the first one owns it."""
    folder = Path(tempfile.mkdtemp(prefix="commonplace-"))
    os.chown(folder, 1, 1)
    folder.chmod(0o777)
    yield folder / "postgres"
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_root_and_its_owner_take_turns_and_nobody_else_may(theirs):
    owner, stranger = somebody(1), somebody(2)
    if owner is None:
        pytest.skip("no Python that other users could run")
    with visit(theirs, **owner) as daemon:
        daemon.ask(NOTES)
        daemon.write("by its owner")
        assert theirs.stat().st_uid == 1
        with visit(theirs) as root:
            root.write("by root")
    with visit(theirs) as root:
        root.write("by root alone")
        assert set(servers(theirs).values()) == {1}
    shutil.rmtree(theirs.with_name("postgres.keeper"))
    assert "belongs to daemon; run this as that user" in refusal(theirs, **stranger)
    shutil.rmtree(theirs.with_name("postgres.keeper"))
    with visit(theirs, **owner) as daemon:
        assert daemon.read() == ["by its owner", "by root", "by root alone"]
