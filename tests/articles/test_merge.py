"""Merging on the site: which page, what goes over, which text; nothing that was written is lost."""

import re

import pytest

from kmsite.pages.models import Page
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience

ADDRESS = "/articles/pump/merge/?parent=water-pump"


@pytest.fixture
def pumps(db):
    """Two pages on the same thing, one with a page below and a link to it."""
    pump = make_article("Pump", "It pumps.", tags=["Water"])
    make_article("Valve", parent=pump)
    make_article("Guide", "See [[Pump]].")
    return pump, make_article("Water pump", "It pumps water.", tags=["Machine"])


@pytest.fixture
def fields():
    return {"body": "Both.", "tags": "Machine, Water", "summary": "", "base": "1", "into_base": "1"}


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_first_somebody_names_the_page_that_stays(bob, pumps):
    assert "Merge it into" in text_of(bob.get("/articles/pump/merge/"))
    answer = bob.get("/articles/pump/merge/?parent=Nowhere")
    assert answer.status_code == 422
    assert "There is no page with this title or address." in text_of(answer)


def test_then_they_see_what_goes_over_and_both_texts(bob, pumps):
    answer = bob.get(ADDRESS)
    text = text_of(answer)
    assert "Names Pump Addresses /articles/pump/ Links 1 page links to it Pages below 1" in text
    assert "It pumps water. ## Pump It pumps." in text
    assert 'value="Machine, Water"' in answer.content.decode()


def test_then_the_pages_are_one(bob, pumps, fields):
    answer = bob.post(ADDRESS, fields)
    assert answer.headers["Location"] == "/articles/water-pump/"
    assert Page.objects.get(slug="water-pump").current.body == "Both.\n"
    assert bob.get("/articles/pump/").headers["Location"] == "/articles/water-pump/"


def test_the_text_of_the_page_that_stays_can_stay_too(bob, pumps, fields):
    bob.post(ADDRESS, fields | {"leave_text": "on"})
    assert Page.objects.get(slug="water-pump").current.body == "It pumps water.\n"
    assert Page.objects.get(slug="pump").merged_into.slug == "water-pump"


def test_a_change_of_the_page_that_goes_is_shown_before_it_goes(bob, pumps, fields):
    editing.revise(pumps[0], base=1, body="It pumps and hums.", by=None)
    answer = bob.post(ADDRESS, fields | {"body": "My long work."})
    assert answer.status_code == 409
    assert "Somebody changed this page meanwhile" in text_of(answer)
    assert "My long work." in text_of(answer)
    assert '<input type="hidden" name="base" value="2"' in answer.content.decode()


def test_a_clash_with_a_change_of_the_page_that_stays_keeps_both_texts(bob, pumps, fields):
    editing.revise(pumps[1], base=1, body="It pumps milk.", by=None)
    answer = bob.post(ADDRESS, fields | {"body": "It pumps oil."})
    text = text_of(answer)
    assert answer.status_code == 409
    assert "milk" in text
    assert "oil" in text
    again = fields | {"body": "It pumps milk and oil.", "into_base": "2"}
    assert bob.post(ADDRESS, again).headers["Location"] == "/articles/water-pump/"


def test_pages_below_of_one_title_are_listed(bob, pumps):
    make_article("Valve", parent=pumps[1])
    text = text_of(bob.get(ADDRESS))
    assert "Below both stand pages of the same title. Rename or move these first: Valve" in text
    assert "Text of the page that stays" not in text


def test_a_page_that_more_people_read_is_no_goal(bob, pumps):
    board = make_audience("Board", bob.user)
    make_article("Plan", audience=board)
    answer = bob.get(f"/articles/{Page.objects.get(title='Plan').slug}/merge/?parent=water-pump")
    assert answer.status_code == 422
    assert "More people read “Water pump” than this page." in text_of(answer)


def test_a_hidden_goal_is_none(alice, bob, pumps, fields):
    secret = make_article("Secret", audience=make_audience("Board", alice.user))
    for name in ("Secret", secret.slug):
        answer = bob.post(f"/articles/pump/merge/?parent={name}", fields)
        assert answer.status_code == 422
        assert "There is no page with this title or address." in text_of(answer)
    assert Page.objects.get(slug="pump").is_live


def test_an_author_may_not(alice, pumps):
    assert alice.get("/articles/pump/merge/").status_code == 403
