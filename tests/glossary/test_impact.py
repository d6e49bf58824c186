"""What a name would add to the texts, before it is saved."""

import pytest

from kmsite.pages.models import Revision
from kmsite.pages.terms_inside import impact
from kmsite.pages.terms_inside.impact import NameRule
from tests.make import make_article, make_audience, make_term


@pytest.fixture
def texts(db):
    make_article(title="One", body="We do KM. KM is broad.")
    make_article(title="Two", body="They hold a peer assist about KM.")
    make_article(title="Three", body="# KM\n\nNothing.")


def test_links_and_pages_are_those_that_would_come(carol, texts):
    found = impact.of([NameRule("KM", exact=True), NameRule("Peer assist")], by=carol.user)
    assert (found.links, found.pages, found.lost, found.is_complete) == (2, 2, 0, True)
    assert {example.title for example in found.examples} == {"One", "Two"}


def test_another_name_of_a_term_adds_nothing_where_it_is_linked_already(carol, texts):
    term = make_term("Peer assist")
    found = impact.of([NameRule("Peer assist"), NameRule("KM", exact=True)], by=carol.user, term=term.pk)
    assert (found.links, found.pages) == (1, 1)


def test_a_name_that_goes_takes_its_links_away(carol, texts):
    term = make_term("Knowledge management", "KM")
    found = impact.of([NameRule("Knowledge management")], by=carol.user, term=term.pk)
    assert (found.links, found.lost, found.pages) == (0, 2, 2)
    assert all(example.is_lost for example in found.examples)


def test_a_name_that_two_terms_have_leads_to_the_choice(carol, texts):
    make_term("Knowledge management", "KM")
    found = impact.of([NameRule("KM", exact=True, area="other")], by=carol.user)
    assert (found.links, found.lost) == (2, 2)


def test_nothing_is_told_of_texts_that_somebody_may_not_see(carol, mallory, texts):
    make_article(title="Few", body="KM for few.", audience=make_audience("Few", carol.user))
    names = [NameRule("KM", exact=True)]
    assert impact.of(names, by=carol.user).links == 3
    assert impact.of(names, by=mallory.user).links == 2


def test_beyond_a_bound_it_says_that_there_is_more(carol, texts, monkeypatch):
    monkeypatch.setattr(impact, "MOST_TEXTS", 1)
    found = impact.of([NameRule("KM", exact=True)], by=carol.user)
    assert (found.is_complete, found.looked, found.mentioned) == (False, 1, 3)


def test_the_impact_is_asked_for_on_the_site_and_writes_nothing(carol, texts):
    before = Revision.objects.count()
    page = carol.get("/terms/impact/?name=KM&case=exact").content.decode()
    assert "Would add 2 links in 2 pages." in page
    assert "We do <mark>KM</mark>." in page
    assert Revision.objects.count() == before


def test_the_present_names_of_a_term_stay(carol, texts):
    term = make_term("Peer assist")
    page = carol.get(f"/terms/impact/?name=KM&case=exact&term={term.pk}").content.decode()
    assert "Would add one link in one page." in page


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("name=K", "too short"),
        ("name=", "required"),
        ("name=KM&term=999999", "no such term"),
        ("name=KM&term=x", "whole number"),
        ("name=KM&domain=99999999999999999999", "less than"),
    ],
)
def test_an_odd_question_gets_a_clear_answer(carol, asked, answer):
    page = carol.get(f"/terms/impact/?{asked}")
    assert page.status_code == 422
    assert answer in page.content.decode()
