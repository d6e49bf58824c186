"""The short address of a term: by any name it has or had, for ever."""

import pytest

from glossary import curating
from glossary.entry import NameEntry
from glossary.models import Term
from kmsite.pages.saving.editing import revise
from tests.make import make_domain, make_term

HERE = "/glossary/organisational-learning/"


@pytest.fixture
def learning(db):
    term = make_term("Organisational learning", "OL")
    names = (NameEntry("OL", "acronym"), NameEntry("TCP/IP"), NameEntry("lerning", "hidden"))
    return curating.change(term, by=None, summary="Names", names=names).page


@pytest.mark.parametrize(
    "name",
    [
        "organisational-learning",
        "OL",
        "ol",
        "Organizational Learning",
        "organisational_learning",
        "TCP/IP",
        "lerning",
    ],
)
def test_any_name_leads_to_the_term(anonymous, learning, name):
    answer = anonymous.get(f"/t/{name}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, HERE)


def test_a_short_address_survives_a_new_name_and_a_merge(anonymous, learning):
    revise(learning, base=learning.current.number, title="Collective learning", body="", by=None)
    for name in ("OL", "organisational-learning", "Organisational learning", "organizational learning"):
        assert anonymous.get(f"/t/{name}/").headers["Location"] == "/glossary/collective-learning/"
    goal = make_term("Growth")
    curating.merge(Term.objects.with_current().get(pk=learning.pk), into=goal, by=None)
    for name in ("OL", "organisational-learning", "collective-learning", "Collective learning"):
        assert anonymous.get(f"/t/{name}/").headers["Location"] == "/glossary/growth/"


def test_a_name_of_two_terms_lets_people_choose(anonymous, db):
    for name, gloss in (("Lessons", "Writing it down."), ("Markets", "Taking it over.")):
        make_term("Capture", domain=make_domain(name).pk, gloss=gloss)
    make_term("Capture", status="draft", gloss="Not yet.")
    answer = anonymous.get("/t/capture/")
    assert answer.status_code == 200
    for text in ("Lessons", "Writing it down.", "Markets", "Taking it over.", "/glossary/capture-2/"):
        assert text in answer.text
    assert "Not yet." not in answer.text


def test_a_name_nobody_defined_offers_near_ones_and_to_propose_it(anonymous, carol, learning):
    address = "/t/Organisational learnings/"
    for person in (anonymous, carol):
        answer = person.get(address)
        assert answer.status_code == 404
        assert f'href="{HERE}"' in answer.text
    assert "/terms/new/?title=Organisational%20learnings" in carol.get(address).text
    assert "/terms/new/" not in anonymous.get(address).text


@pytest.mark.parametrize("name", ["%00", "...", "x" * 400, "%F0%9F%92%A9", "<script>"])
def test_odd_names_are_no_term(anonymous, learning, name):
    answer = anonymous.get(f"/t/{name}/")
    assert answer.status_code == 404
    assert "<script>" not in answer.text
