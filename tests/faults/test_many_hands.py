"""Eight writers on twenty pages at once, and what is killed under them: no acknowledged edit is lost.

The rounds of every run are short; `./test -m long` plays them with five hundred operations each.
"""

import random

import pytest

from tests.faults.rounds import play
from tests.faults.site import Site
from tests.ground.started import started_before


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(started_before(tmp_path_factory, "faults"))
    yield site
    site.stop()


@pytest.fixture
def seed():
    """A new one each time; a round can be played again with the one that it prints."""
    return random.randrange(10**9)


def test_nothing_is_lost_when_many_write_at_once(site, seed):
    told(play(site, seed, 80))


def test_nothing_is_lost_when_workers_are_killed(site, seed):
    told(play(site, seed, 60, kill=site.kill_a_worker, every=1, times=3))


def test_nothing_is_lost_when_the_database_is_killed(site, seed):
    told(play(site, seed, 60, kill=site.kill_the_database, every=2, times=2))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [11, 22, 33])
def test_nothing_is_lost_in_five_hundred_operations(site, seed):
    told(play(site, seed, 500))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [44, 55])
def test_nothing_is_lost_when_a_worker_is_killed_every_two_seconds(site, seed):
    told(play(site, seed, 500, kill=site.kill_a_worker, every=2, times=30))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [66, 77])
def test_nothing_is_lost_when_the_database_is_killed_five_times(site, seed):
    told(play(site, seed, 500, kill=site.kill_the_database, every=5, times=5))


def told(played):
    print(played)
    assert not played.faults, "\n".join([str(played), *played.faults])
