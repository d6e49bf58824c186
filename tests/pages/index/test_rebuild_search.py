"""`manage.py rebuild_search`: the whole index anew, stopped and gone on with, while people read and write."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection

from kmsite.management import housekeeping, preparing
from kmsite.pages.index import rebuilding, rewording
from kmsite.pages.integrity import violations
from kmsite.pages.models import IndexState, SearchEntry, Shortening, StaleEntry, Word
from kmsite.pages.saving import editing
from kmsite.search.asking import Question
from kmsite.search.finding import find
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def wiki(alice, monkeypatch):
    monkeypatch.setattr(rewording, "AT_ONCE", 1)
    hall = make_article("Hall", "The crankshaft.", tags=["Water"], by=alice.user)
    return [
        hall,
        make_article("Pump", "The sluicegate.", parent=hall),
        make_article("Falconry", "Gyrfalcons.", audience=make_audience("Board", alice.user)),
    ]


def spoil():
    """Leave of the index what a site of an older version has: words of pages, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pages_searchentry SET tags = '{}', section = NULL, people = '{}', prior = 0")
    Shortening.objects.all().delete()
    Word.objects.all().delete()
    IndexState.objects.all().delete()


def rebuilt():
    out = io.StringIO()
    call_command("rebuild_search", stdout=out)
    return out.getvalue()


def found(text):
    return {one.page.title for one in find(AnonymousUser(), Question.asked(text)).found}


def test_everything_of_the_index_is_made_again(wiki):
    spoil()
    SearchEntry.objects.filter(page=wiki[0].pk).delete()
    assert rebuilt() == "3 pages are in the search index anew.\n"
    assert list(violations(deep=True)) == []
    assert found("crankshaft") == {"Hall"}
    words = set(Word.objects.values_list("word", flat=True))
    assert {"crankshaft", "sluicegate", "water"} <= words
    assert "gyrfalcons" not in words
    assert rebuilding.is_whole()
    assert SearchEntry.objects.get(page=wiki[0].pk).prior > 0


def test_stopped_in_the_middle_it_goes_on_where_it_was(wiki):
    spoil()
    rebuilding.begin()
    steps = rebuilding.go_on()
    assert [next(steps), next(steps)] == [3, 2]
    steps.close()  # as a process that is killed: what was written is, what waits still waits
    assert not rebuilding.is_whole()
    assert found("sluicegate") == {"Pump"}
    assert rebuilt() == "2 pages are in the search index anew.\n"
    assert rebuilding.is_whole()
    assert rebuilt() == "3 pages are in the search index anew.\n"


def test_a_save_in_between_wins(wiki):
    spoil()
    rebuilding.begin()
    steps = rebuilding.go_on()
    next(steps), next(steps)
    editing.revise(wiki[0], base=1, body="The flywheel.", by=None)
    editing.revise(wiki[1], base=1, body="The flywheel.", by=None)
    make_article("New", "The flywheel.")
    assert list(steps)[-1] == 0
    assert found("flywheel") == {"Hall", "Pump", "New"}
    assert found("crankshaft") == set()
    assert list(violations(deep=True)) == []


def test_a_start_after_an_update_does_it_once_by_itself(wiki):
    spoil()
    said = []
    preparing.update_index(said.append)
    assert said == ["Preparing search for 3 pages ..."]
    assert list(violations()) == []
    preparing.update_index(said.append)
    assert len(said) == 1


def test_another_language_of_the_site_is_taken_up_at_the_next_start(wiki, settings):
    preparing.update_index(str)
    settings.SEARCH_LANGUAGE = "german"
    assert not rebuilding.is_whole()
    preparing.update_index(str)
    assert set(SearchEntry.objects.values_list("language", flat=True)) == {"german"}
    assert list(violations()) == []


def test_a_large_site_is_served_meanwhile_and_the_hourly_duty_does_the_rest(wiki, monkeypatch):
    spoil()
    monkeypatch.setattr(preparing, "PATIENCE", -1)
    said = []
    preparing.update_index(said.append)
    assert said[1:] == ["Search goes on preparing 3 pages while the site is read."]
    assert found("sluicegate") == {"Pump"}
    housekeeping.write_waiting_entries()
    assert rebuilding.is_whole()
    assert not StaleEntry.objects.exists()


def test_a_site_without_pages_has_a_whole_index_and_says_nothing(db):
    said = []
    preparing.update_index(said.append)
    assert said == []
    assert rebuilding.is_whole()
