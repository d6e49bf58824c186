"""A cluster that many tests begin with: made once, copied for each of them."""

import pytest

from tests.ground.clusters import NOTES, visit
from tests.ground.started import copy


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A cluster that holds one row, and that nobody uses."""
    path = tmp_path_factory.mktemp("cluster") / "postgres"
    with visit(path) as alice:
        alice.ask(NOTES)
        alice.write("kept")
    return path


@pytest.fixture
def made(made_once, tmp_path):
    """A copy of it for one test."""
    return copy(made_once, tmp_path / "postgres")
