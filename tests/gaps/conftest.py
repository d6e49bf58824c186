"""What people searched for and did not find, and what was read."""

import pytest
from django.utils import timezone

from kmsite.gaps.adding_up import add_up
from kmsite.pages.models import PageRead
from kmsite.search.fruitless import key_of
from kmsite.search.models import FruitlessSearch
from kmsite.text.names import name_key


@pytest.fixture
def searched(db):
    """Note that `people` people searched for something `times` times, so many days ago."""

    def note(text, times=1, people=1, days=0):
        FruitlessSearch.objects.create(
            key=key_of(text),
            day=timezone.now().date() - timezone.timedelta(days=days),
            text=text,
            name=name_key(text),
            number=times,
            people=2**people - 1,
        )

    return note


@pytest.fixture
def read(db):
    """Note that a page was read so many times, so many days ago."""

    def note(page, number, days=0):
        day = timezone.now().date() - timezone.timedelta(days=days)
        PageRead.objects.create(page_id=page.pk, day=day, number=number)
        add_up()

    return note


def lines(person, name, **asked):
    """Return what a report shows: each title with its facts."""
    answer = person.get(f"/reports/{name}/", asked)
    assert answer.status_code == 200, answer.status_code
    return {line.title: tuple(fact.in_file for fact in line.facts) for line in answer.context["lines"]}


def count(person, name):
    """Return what the card of a report counts."""
    cards = person.get("/reports/").context["cards"]
    return next((number for report, number in cards if report.name == name), None)
