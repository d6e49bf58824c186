"""The part of the search page that follows what is typed, and search from the bar of the browser."""

from collections import OrderedDict
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from kmsite.search import continuing, fruitless
from kmsite.search.answers import Answer
from kmsite.views import searching
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked(monkeypatch):
    """Nothing is known of what tests before this one asked."""
    monkeypatch.setattr(continuing, "_growing", OrderedDict())


@pytest.fixture
def noted(monkeypatch):
    """What is noted as a search that found nothing, and what was answered."""
    said = []
    monkeypatch.setattr(fruitless, "note", lambda _request, question: said.append(question.text))
    monkeypatch.setattr(fruitless, "answered", lambda _request, question: said.append(f"+{question.text}"))
    return said


def test_the_part_is_what_the_page_shows_and_leads_to_the_page(carol):
    make_article("Pump", "water", tags=("machines", "water"))
    make_article("Well", "water", tags=("machines",))
    whole = carol.get("/search/?q=water")
    part = carol.get("/search/?q=water&part=results")
    assert part.text.strip() in whole.text
    assert 'data-said="2 results"' in part.text
    assert "<html" not in part.text
    assert "part=" not in part.text
    assert part.headers["Cache-Control"] == "private, no-store"


def test_only_a_question_that_was_sent_or_settled_is_noted(carol, noted):
    carol.get("/search/?q=zepp&part=results")
    assert noted == []
    carol.get("/search/?q=zeppelin&part=results&settled=1")
    carol.get("/search/?q=zeppelins")
    assert noted == ["zeppelin", "zeppelins"]


def test_what_was_narrowed_found_somebody_or_something_lacks_nothing(carol, noted):
    make_article("Pump", "water")
    for address in (
        "?q=water",
        "?q=carol",
        "?q=pmup",
        "?q=zz&tag=x",
        "?q=zz&archive=1",
        "?q=zz&kind=people",
        "",
    ):
        carol.get(f"/search/{address}")
    assert [one for one in noted if not one.startswith("+")] == []
    assert "+water" in noted


def statuses(person, *questions, tail="&part=results"):
    return [person.get(f"/search/?q={question}{tail}").status_code for question in questions]


def test_typing_has_a_limit_of_its_own(carol, settings):
    settings.LIMITS = {"search": {"new": (2, 60), "user": (2, 60)}, "live": {"new": (4, 60), "user": (4, 60)}}
    assert statuses(carol, "p", "pu", "pump", "pum", "pump") == [200, 200, 200, 200, 429]
    assert statuses(carol, "pump", "pump", tail="") == [200, 429]
    assert carol.get("/search/").status_code == 200


def test_asking_for_something_else_is_a_search_however_it_is_asked(anonymous, settings):
    settings.LIMITS = {"search": {"new": (3, 60)}, "live": {"new": (100, 60)}}
    assert (
        statuses(anonymous, "well", "tank", "wellhead", "mill", "sluice", "sluice") == [200] * 4 + [429] * 2
    )
    assert statuses(anonymous, "wellhead", "tanks", "millp") == [200] * 3
    assert statuses(anonymous, "mi", "wel", "millp&tag=wet", "millp&page=2") == [429] * 4


def test_who_types_five_letters_a_second_for_a_minute_is_never_refused(anonymous, monkeypatch):
    clock = SimpleNamespace(monotonic=lambda: clock.now, now=0.0)
    monkeypatch.setattr(continuing, "time", clock)
    monkeypatch.setattr(searching, "find", lambda *_asked: Answer([], 0))
    for question in (
        "knowledge sharing in teams",
        "how do we hand over a project",
        "after action review",
    ) * 4:
        for typed in range(3, len(question) + 1, 3):
            clock.now += 0.6
            assert statuses(anonymous, question[:typed]) == [200]


def test_many_people_behind_one_address_type_at_once(anonymous, settings):
    settings.LIMITS = {"search": {"new": (3, 60)}, "live": {"new": (100, 60)}}
    for letters in range(1, 5):
        assert statuses(anonymous, "well"[:letters], "tank"[:letters], "pump"[:letters]) == [200] * 3


def test_the_browser_learns_how_to_search_here(anonymous, settings):
    assert (
        'rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"'
        in anonymous.get("/").text
    )
    settings.READING, settings.SITE_NAME = "signed-in", "Wells & Pumps of the North"
    answer = anonymous.get("/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    description = ElementTree.fromstring(answer.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert description.findtext(f"{space}ShortName") == "Wells & Pumps of"
    addresses = {url.get("type"): url.get("template") for url in description.iter(f"{space}Url")}
    assert addresses["text/html"] == f"{settings.BASE_URL}/search/?q={{searchTerms}}"
    assert addresses["application/x-suggestions+json"] == f"{settings.BASE_URL}/opensearch/?q={{searchTerms}}"


def test_the_browser_is_offered_titles_that_one_may_see(alice, mallory, settings):
    make_article("Pump")
    make_article("Pumping", by=alice.user, audience=make_audience("Board", alice.user))
    answer = mallory.get("/opensearch/?q=pum")
    assert answer.headers["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == ["pum", ["Pump"], [""], [f"{settings.BASE_URL}/articles/pump/"]]
    assert sorted(alice.get("/opensearch/?q=pum").json()[1]) == ["Pump", "Pumping"]
    assert mallory.get("/opensearch/?q=%00").json() == ["", [], [], []]
