"""What a running site does by itself, and the command that does it at once."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from kmsite.management import housekeeping
from kmsite.pages.endings import trashing
from kmsite.pages.models import Page
from tests.make import make_article


@pytest.fixture
def old_pump(db):
    """A page that has been in the trash for 31 days, beside one that has not."""
    pump, valve = make_article("Pump"), make_article("Valve")
    trashing.trash([pump], by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pages_page SET trashed_at = trashed_at - interval '31 days' WHERE slug = 'pump'"
        )
    trashing.trash([valve], by=None)
    return pump


def said(*options):
    out = io.StringIO()
    call_command("purge_trash", *options, stdout=out)
    return out.getvalue()


def titles():
    return set(Page.objects.values_list("title", flat=True))


def test_what_was_in_the_trash_long_enough_is_deleted_by_itself(old_pump):
    housekeeping.tidy_up()
    assert titles() == {"Valve"}


def test_a_site_that_keeps_its_trash_deletes_nothing(old_pump, settings):
    settings.TRASH_DAYS = 0
    housekeeping.tidy_up()
    assert said() == "TRASH_DAYS is 0: nothing is deleted by itself. Name the days: --older-than 30.\n"
    assert titles() == {"Pump", "Valve"}


def test_a_duty_that_fails_is_logged_and_the_next_one_done(old_pump, monkeypatch, caplog):
    def broken():
        raise RuntimeError("no disk")

    monkeypatch.setattr(housekeeping, "DUTIES", (broken, housekeeping.purge_old_trash))
    housekeeping.tidy_up()
    assert "broken failed and will be tried again" in caplog.text
    assert titles() == {"Valve"}


def test_the_command_says_first_what_it_would_delete(old_pump):
    lines = said("--dry-run").splitlines()
    assert lines[0].endswith("/articles/pump/")
    assert lines[1:] == ["1 pages would be deleted for good."]
    assert titles() == {"Pump", "Valve"}


def test_the_command_deletes_what_is_older(old_pump):
    assert said() == "1 pages deleted for good.\n"
    assert said("--older-than", "0") == "1 pages deleted for good.\n"
    assert titles() == set()
