"""`manage.py rebuild_search` is killed in the middle of its work, and started again, while somebody saves."""

import json
import os
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction

from kmsite.pages.index import rebuilding
from kmsite.pages.integrity import violations
from kmsite.pages.models import Page, SearchEntry, StaleEntry, Word
from kmsite.pages.saving import editing
from tests.make import make_article

DATABASE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
REBUILD = """
import json, sys
import django
from django.conf import settings
settings.DATABASES["default"].update(json.loads(sys.argv[1]))
django.setup()
from django.core.management import call_command
from kmsite.pages.index import rewording
rewording.AT_ONCE = 2
call_command("rebuild_search")
"""


@pytest.fixture
def rebuild(transactional_db):
    """Return a function that starts the command in a process of its own, which ends with the test."""
    begun = []

    def start():
        database = json.dumps({key: str(connection.settings_dict[key]) for key in DATABASE})
        command = [sys.executable, "-c", REBUILD, database]
        begun.append(subprocess.Popen(command, env=dict(os.environ)))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait(10)


def wait_until_there_wait(pages):
    until = time.monotonic() + 60
    while StaleEntry.objects.count() != pages:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.slow
def test_what_a_killed_rebuild_left_is_done_by_the_next_while_people_save(rebuild):
    pages = [make_article(f"Pump {number}", f"Sluicegate {number}.") for number in range(6)]
    SearchEntry.objects.update(prior=0, people=[77], tags=[77])
    Word.objects.all().delete()
    with transaction.atomic():  # the second step waits for this page
        Page.objects.select_for_update(no_key=True).get(pk=pages[3].pk)
        killed = rebuild()
        wait_until_there_wait(4)
        make_article("New", "The flywheel.")
        killed.kill()
        killed.wait(10)
    editing.revise(pages[5], base=1, body="The crankshaft.", by=None)
    assert not rebuilding.is_whole()
    assert StaleEntry.objects.count() == 4
    assert rebuild().wait(60) == 0
    assert rebuilding.is_whole()
    assert not StaleEntry.objects.exists()
    assert list(violations(deep=True)) == []
    assert {"sluicegate", "flywheel", "crankshaft"} <= set(Word.objects.values_list("word", flat=True))
