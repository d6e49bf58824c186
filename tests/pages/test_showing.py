"""Whatever a page's frame shows of others: when it changes, the page is shown anew."""

from contextlib import contextmanager

import pytest

from kmsite.pages.models import Page, Shown
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience


@pytest.fixture
def house(db):
    """Two halls; in the first three pages one after the other, the second with a page below."""
    hall, yard = make_article("Hall"), make_article("Yard")
    pump, valve, meter = (make_article(title, parent=hall) for title in ("Pump", "Valve", "Meter"))
    make_article("Spring", parent=valve)
    make_article("Guide", "See [[Valve]].", parent=yard)
    return hall, yard, pump, valve, meter


@contextmanager
def shown_anew(*titles, also=None):
    """Assert that exactly the pages with these titles are shown anew, each once; those in `also` so often."""
    before = dict(Shown.objects.values_list("page", "version"))
    yield
    touched = {
        shown.page.title: shown.version - before.get(shown.page_id, 0)
        for shown in Shown.objects.select_related("page")
        if shown.version != before.get(shown.page_id)
    }
    assert touched == {**dict.fromkeys(titles, 1), **(also or {})}


def revise(page, **fields):
    current = Page.objects.get(pk=page.pk).current
    return editing.revise(page, base=current.number, by=None, **{"body": current.body, **fields})


def test_a_new_title_is_seen_by_parent_neighbours_descendants_and_links(house):
    _hall, _yard, _pump, valve, _meter = house
    with shown_anew("Hall", "Pump", "Big valve", "Meter", "Spring", "Guide"):
        revise(valve, title="Big valve")


def test_siblings_further_away_do_not_notice(house):
    _hall, _yard, pump, _valve, _meter = house
    with shown_anew("Hall", "Big pump", "Valve"):
        revise(pump, title="Big pump")


def test_a_new_page_is_seen_by_its_parent_its_neighbour_and_pages_that_waited_for_it(house):
    hall, _yard, _pump, _valve, _meter = house
    make_article("Wish", "See [[Gauge]].")
    with shown_anew("Hall", "Meter", "Gauge", "Wish"):
        make_article("Gauge", parent=hall)


def test_a_neighbour_behind_a_hidden_page_notices_too(house, alice):
    hall, _yard, _pump, _valve, _meter = house
    board = make_audience("Board", alice.user)
    make_article("Secret", parent=hall, audience=board)
    with shown_anew("Hall", "Meter", "Secret", "Gauge"):
        make_article("Gauge", parent=hall)


def test_another_text_is_seen_on_the_page_alone(house):
    with shown_anew("Valve"):
        revise(house[3], body="Other.")


def test_other_tags_are_seen_on_the_page_alone(house):
    with shown_anew("Valve"):
        revise(house[3], tags=["Water"])


def test_nothing_is_shown_anew_when_nothing_changed(house):
    with shown_anew():
        revise(house[3])


def test_who_may_read_is_seen_wherever_a_page_or_one_below_is_shown(house, alice):
    with shown_anew("Hall", "Pump", "Valve", "Meter", "Spring", "Guide"):
        set_audience(house[3], make_audience("Board", alice.user))
