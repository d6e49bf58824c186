"""Eight writers on twenty pages at once, and what is killed under them: no acknowledged edit is lost."""

import random

import pytest

from tests.faults.rounds import play
from tests.faults.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("faults"))
    yield site
    site.stop()


@pytest.fixture
def seed():
    """A new one each time; a round can be played again with the one that it prints."""
    return random.randrange(10**9)


def test_nothing_is_lost_when_many_write_at_once(site, seed):
    told(play(site, seed, 150))


def test_nothing_is_lost_when_workers_are_killed(site, seed):
    told(play(site, seed, 100, kill=site.kill_a_worker, every=2, times=4))


def test_nothing_is_lost_when_the_database_is_killed(site, seed):
    told(play(site, seed, 100, kill=site.kill_the_database, every=3, times=2))


def told(played):
    print(played)
    assert played.faults == [], played
