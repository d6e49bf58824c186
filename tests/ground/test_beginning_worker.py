"""Somebody who stops the site in the moment when it begins to work."""

import subprocess
import sys

from tests.ground.site import surroundings

MASTER = "import django; django.setup(); from tests.ground import slow_worker; slow_worker.main()"


def test_a_worker_that_is_told_to_end_while_it_begins_ends_at_once():
    master = subprocess.run(
        [sys.executable, "-c", MASTER],
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert master.stdout == "0\n", master.stderr
