"""Terms where all kinds of pages stand: changes, search, home, acts on many pages, missing addresses."""

import pytest

from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.models import BulkRun
from kmsite.pages.runs.bulk_acts import perform
from tests.make import make_article, make_term

ADDRESS = "/glossary/knowledge-management/"


@pytest.fixture
def term(db):
    make_article("Pump")
    return make_term("Knowledge management", "KM")


@pytest.mark.parametrize("address", ["/changes/", "/search/?q=km", "/changes.atom", "/suggest/?q=know"])
def test_lists_of_all_pages_lead_to_the_term(anonymous, term, address):
    assert ADDRESS in anonymous.get(address).text


@pytest.mark.parametrize("address", ["/", "/changes/", "/search/?q=km"])
def test_lists_of_all_pages_tell_terms_from_articles(anonymous, term, address):
    assert anonymous.get(address).text.count('<span class="chip term">term</span>') == 1


def test_the_home_page_begins_with_articles_only(anonymous, term):
    page = anonymous.get("/").text
    begin = page[page.index("Where to begin") :]
    assert "Pump" in begin
    assert ADDRESS not in begin[: begin.index("</section>")]


def test_the_navigation_leads_to_the_glossary(anonymous, term):
    assert '<a href="/glossary/" aria-current="true">Glossary</a>' in anonymous.get(ADDRESS).text


def test_acts_on_many_pages_leave_terms_alone(bob, term):
    assert "Knowledge management" not in bob.get("/bulk/").text
    with pytest.raises(NotThere):
        perform(BulkRun.Act.TRASH, term.pk, {}, by=bob.user)


def test_a_missing_term_is_near_others_and_can_be_proposed(anonymous, carol, term):
    for person in (anonymous, carol):
        answer = person.get("/glossary/knowledge-managements/")
        assert answer.status_code == 404
        assert ADDRESS in answer.text
        assert "Create it" not in answer.text
    assert "/terms/new/?title=Knowledge%20managements" in carol.get("/glossary/knowledge-managements/").text


def test_pages_of_a_term_offer_nothing_that_only_articles_have(cleo, term):
    for tail in ("", "history/", "links/"):
        page = cleo.get(f"{ADDRESS}{tail}").text
        for verb in ("lines/", "relink/", "archive/", "move/", "audience/"):
            assert f'{verb}"' not in page
