"""The part of the search page that follows what is typed, and search from the bar of the browser."""

from xml.etree import ElementTree

import pytest

from kmsite.search import fruitless
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


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


def test_typing_has_a_limit_of_its_own(carol, settings):
    settings.LIMITS = {"search": {"new": (1, 60), "user": (1, 60)}, "live": {"new": (3, 60), "user": (3, 60)}}
    statuses = [carol.get("/search/?q=pump&part=results").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert [carol.get("/search/?q=pump").status_code for _ in range(2)] == [200, 429]
    assert carol.get("/search/").status_code == 200


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
