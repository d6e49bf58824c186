"""The card that a script shows beside a link to a term."""

import pytest

from glossary.entry import DefinitionEntry
from glossary.models import Source
from kmsite.pages.endings import trashing
from tests.make import make_article, make_domain, make_term

ADDRESS = "/glossary/knowledge-management/card/"


@pytest.fixture
def km(db):
    source = Source.objects.create(kind="book", title="Working Knowledge", authors="Davenport, T.", year=1998)
    house = DefinitionEntry("Doing *things*. And more.", is_house=True, source=source.pk)
    domain = make_domain("Management")
    names = {"definitions": (house,), "domain": domain.pk, "is_contested": True}
    return make_term("Knowledge management", "KM", gloss="Getting it to where it is needed.", **names)


def test_a_card_says_what_the_term_means_and_where_that_comes_from(carol, km):
    card = carol.get(ADDRESS).content.decode()
    for told in (
        "Getting it to where",
        "Approved",
        "Contested",
        "KM",
        "Management",
        "Davenport",
        "Open term",
    ):
        assert told in card
    assert "<html" not in card


def test_without_a_gloss_it_says_the_first_sentence_of_the_definition(carol):
    house = DefinitionEntry("Doing *things*. And more.", is_house=True)
    make_term("Knowledge management", definitions=(house,))
    card = carol.get(ADDRESS).content.decode()
    assert "Doing things." in card
    assert "And more" not in card


def test_the_card_of_a_name_with_several_meanings_lists_them(anonymous):
    for name in ("Records", "Sales"):
        make_term("Capture", domain=make_domain(name).pk, gloss=f"As in {name}.")
    card = anonymous.get("/t/Capture/card/").content.decode()
    assert "As in Records." in card
    assert "As in Sales." in card


def test_only_this_browser_keeps_it_and_asks_again(carol, km):
    card = carol.get(ADDRESS)
    assert card.headers["Cache-Control"] == "private, no-cache"
    again = carol.get(ADDRESS, headers={"if-none-match": card.headers["ETag"]})
    assert again.status_code == 304


def test_a_term_that_is_gone_has_no_card(carol, cleo, km):
    draft = make_term("Draft", status="draft")
    assert "Draft" in carol.get("/glossary/draft/card/").content.decode()
    trashing.trash([draft], by=cleo.user)
    assert carol.get("/glossary/draft/card/").status_code == 404
    assert carol.get("/t/nothing-of-the-kind/card/").status_code == 404


def test_where_one_signs_in_to_read_a_card_is_for_those_who_did(anonymous, carol, km, settings):
    settings.READING = "signed-in"
    assert anonymous.get(ADDRESS).status_code in (302, 404)
    assert carol.get(ADDRESS).status_code == 200


def test_a_card_costs_the_same_whatever_stands_in_it(carol, km, django_assert_num_queries):
    carol.get(ADDRESS)
    with django_assert_num_queries(3):
        carol.get(ADDRESS)


def test_whoever_wants_no_cards_says_so_in_their_settings(carol, km):
    make_article(body="KM is broad.")
    assert "data-term-cards" not in carol.get("/articles/pump/").content.decode()
    carol.post("/me/settings/", {"name": "Carol", "theme": "auto", "text_size": "normal", "time_zone": ""})
    assert 'data-term-cards="off"' in carol.get("/articles/pump/").content.decode()
    assert 'data-term-cards="off"' in carol.get("/articles/pump/?a=b").content.decode()


def test_a_printed_article_lists_its_terms(carol, km):
    make_article(body="KM is broad.")
    page = carol.get("/articles/pump/").content.decode()
    assert "<bdi>Knowledge management</bdi>" in page
    assert "/t/knowledge-management/</span>" in page
    assert "Getting it" not in page
