"""What the embedded Postgres cannot use it refuses in one line, and changes no file."""

import os

import pytest

from tests.ground.clusters import fingerprint, refusal, servers, visit


@pytest.fixture
def path(made):
    (made / "postmaster.pid").write_text("left behind\n")
    return made


def refused_without_a_change(path):
    before = fingerprint(path)
    said = refusal(path)
    assert fingerprint(path) == before
    assert not servers(path)
    assert said.count("\n") == 1
    assert str(path) in said
    return said


def give_to_nobody(path):
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)


@pytest.mark.parametrize("version", ["15", "17", "19", "9.6"])
def test_data_of_another_major_version(path, version):
    (path / "PG_VERSION").write_text(f"{version}\n")
    assert f"was made by Postgres '{version}' and this is 18" in refused_without_a_change(path)


@pytest.mark.parametrize("version", ["", "\x00\x00", "1"])
def test_data_of_a_version_that_cannot_be_told(path, version):
    (path / "PG_VERSION").write_text(version)
    assert "was made by Postgres" in refused_without_a_change(path)


def test_a_folder_that_is_no_data_directory(tmp_path):
    path = tmp_path / "postgres"
    path.mkdir()
    (path / "letter.txt").write_text("Dear Alice")
    give_to_nobody(path)
    assert "is not a Postgres data directory" in refused_without_a_change(path)


def test_a_file_in_the_place_of_the_data(tmp_path):
    path = tmp_path / "postgres"
    path.write_text("Dear Alice")
    give_to_nobody(path)
    assert "cannot be read" in refused_without_a_change(path)


def test_data_without_its_control_file(path):
    (path / "global/pg_control").unlink()
    assert "is not a Postgres data directory" in refused_without_a_change(path)


def test_data_that_its_owner_cannot_read(path):
    path.chmod(0o000)
    try:
        assert "cannot be read" in refused_without_a_change(path)
    finally:
        path.chmod(0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_data_that_belongs_to_root(path):
    os.chown(path, 0, 0)
    assert "belongs to root" in refused_without_a_change(path)


def test_an_unreadable_version_is_mended_and_nothing_was_lost(path):
    (path / "PG_VERSION").write_text("17\n")
    refused_without_a_change(path)
    (path / "PG_VERSION").write_text("18\n")
    with visit(path) as alice:
        assert alice.read() == ["kept"]


def test_what_postgres_itself_complains_about_is_passed_on(path):
    (path / "global/pg_control").write_bytes(b"")
    said = refusal(path)
    assert "does not start: could not read file" in said
    assert said.count("\n") == 1
