"""People on the search page: above the pages by name, in a tab of their own by all that is told of them."""

import pytest

from kmsite.profiles.introducing import introduce
from tests.make import make_article, make_term
from tests.people import make_user

pytestmark = pytest.mark.django_db


def test_up_to_three_people_of_that_name_stand_above_the_pages(carol):
    make_article("Berg", "A mountain.")
    for name in ("anna", "bert", "cora", "dirk"):
        make_user(f"{name}-b", name=f"{name.title()} Berg")
    page = carol.get("/search/?q=berg").text
    above = page[page.index("people-above") : page.index('class="hit"')]
    assert above.count('class="avatar"') == 3
    assert "All 4 people who answer" in above
    assert page.index('href="/people/anna-b/"') < page.index('href="/articles/berg/"')
    people = carol.get("/search/?q=berg&kind=people").text
    assert people.count('class="avatar"') == 4
    assert "4 people" in people
    assert "/articles/berg/" not in people


def test_a_search_that_finds_a_person_alone_says_so(carol):
    make_user("anna-b", name="Anna Berg")
    page = carol.get("/search/?q=berg")
    assert page.context["said"] == "No page, 1 person"
    assert "No page found for “<bdi>berg</bdi>”" in page.text
    assert carol.get("/search/?q=berg&status=open").context["said"] == "No results"
    assert "Nothing found for “<bdi>zzz</bdi>”" in carol.get("/search/?q=zzz").text


def test_who_can_be_asked_about_it_stands_in_the_tab_with_the_term(carol, alice):
    term = make_term("Yarning")
    introduce(alice.user, terms=[term], department="Listening", about="I listen.")
    page = carol.get("/search/?q=yarning").text
    assert "people-above" not in page
    assert "People" in page
    people = carol.get("/search/?q=yarning&kind=people").text
    assert 'href="/people/alice/"' in people
    assert "can be asked about" in people
    assert "I listen." in people
    assert "<mark>Listening</mark>" in carol.get("/search/?q=listening&kind=people").text


def test_a_name_that_was_mistyped_shows_those_that_are_like_it(carol):
    make_user("smith", name="John Smith")
    page = carol.get("/search/?q=jonh+smiht&kind=people").text
    assert "Nobody is called “jonh smiht”." in page
    assert "/people/smith/" in page
    assert "Nobody found for" in carol.get("/search/?q=zzz&kind=people").text


def test_a_stranger_is_told_no_more_than_the_name_of_who_wrote_what_they_read(anonymous, alice, bob):
    make_article("Pump", by=bob.user)
    for person in (alice, bob):
        introduce(person.user, terms=[make_term(f"Yarn {person.user}")], department="Sheep", about="Wool.")
    for question in ("alice", "sheep", "wool", "yarn"):
        page = anonymous.get("/search/", {"q": question, "kind": "people"}).text
        assert 'href="/people/' not in page
    page = anonymous.get("/search/?q=bob&kind=people").text
    assert 'href="/people/bob/"' in page
    assert "Sheep" not in page
    assert "Wool" not in page


def test_people_come_in_screens_of_twenty(carol):
    for number in range(25):
        make_user(f"berg{number}", name=f"Berg {number:02}")
    first = carol.get("/search/?q=berg&kind=people").text
    assert first.count('class="avatar"') == 20
    assert "?q=berg&amp;kind=people&amp;page=2" in first
    assert carol.get("/search/?q=berg&kind=people&page=2").text.count('class="avatar"') == 5
    assert carol.get("/search/?q=berg&kind=people&page=9").text.count('class="avatar"') == 20
