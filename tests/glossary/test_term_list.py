"""The glossary from A to Z: letters, filters, answers to a question, and what they cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from glossary import curating
from glossary.entry import NameEntry
from kmsite.pages.endings import trashing
from tests.make import make_domain, make_term

LETTER = re.compile(r'<li><a href="\?letter=[^"]*"[^>]*>([^<]+)</a>')


def listed(person, address="/glossary/"):
    answer = person.get(address)
    assert answer.status_code == 200
    page = " ".join(answer.text.split())
    return page[page.index("<main") : page.index("</main>")]


def order(page, *texts):
    places = [page.index(text) for text in texts]
    return places == sorted(places)


@pytest.fixture
def glossary(db):
    domain = make_domain()
    make_term("Knowledge management", "KM", domain=domain.pk, gloss="Keeping what we know.")
    make_term("Éclairage")
    make_term("5S")
    make_term("知識")
    make_term("Quiet draft", status="draft")
    return domain


def test_only_letters_that_exist_are_offered_and_accents_stand_under_their_letter(anonymous, glossary):
    assert LETTER.findall(listed(anonymous)) == ["0-9", "E", "K", "other"]
    page = listed(anonymous, "/glossary/?letter=e")
    assert "Éclairage" in page
    assert "Keeping what we know." not in page
    assert "5S" in listed(anonymous, "/glossary/?letter=0-9")
    assert "知識" in listed(anonymous, "/glossary/?letter=other")


def test_one_letter_alone_is_not_offered(anonymous, db):
    make_term("Sharing")
    assert 'class="letters"' not in listed(anonymous)


def test_other_names_lead_to_the_preferred_one_and_hidden_ones_stand_nowhere(anonymous, glossary):
    term = make_term("Learning")
    names = (NameEntry("lerning", "hidden"), NameEntry("schooling", "deprecated"))
    curating.change(term, by=None, summary="Names", names=names)
    page = listed(anonymous)
    assert '<bdi>KM</bdi> <span aria-hidden="true">→</span>' in page
    assert "<s><bdi>schooling</bdi></s>" in page
    assert "lerning" not in page
    assert order(page, "<bdi>KM</bdi>", "Keeping what we know.")


def test_a_name_of_two_terms_tells_their_domains(anonymous):
    for name in ("Nursing", "Logistics"):
        make_term("Handover", "HO", domain=make_domain(name).pk)
    seen = re.findall(r"<bdi>HO</bdi>.*?<span class=\"hint\" dir=\"auto\">(\w+)</span>", listed(anonymous))
    assert sorted(seen) == ["Logistics", "Nursing"]


def test_drafts_are_listed_only_when_they_are_asked_for(anonymous, glossary):
    assert "Quiet draft" not in listed(anonymous)
    page = listed(anonymous, "/glossary/?status=draft")
    assert "Quiet draft" in page
    assert "Éclairage" not in page


def test_what_is_in_the_trash_is_in_no_list_and_no_letter(anonymous, glossary):
    one, _other = make_term("Zeal", status="draft"), make_term("Quality", status="draft")
    assert LETTER.findall(listed(anonymous, "/glossary/?status=draft")) == []
    assert "letter=z" in listed(anonymous, "/glossary/?status=draft")
    trashing.trash([one], by=None)
    page = listed(anonymous, "/glossary/?status=draft")
    assert "Zeal" not in page
    assert "letter=z" not in page


def test_a_domain_has_a_list_of_its_own(anonymous, glossary):
    for address in (glossary.get_absolute_url(), f"/glossary/?domain={glossary.slug}"):
        page = listed(anonymous, address)
        assert "Keeping what we know." in page
        assert "Éclairage" not in page
    page = listed(anonymous, "/terms/domains/")
    assert "One term" in page
    assert anonymous.get("/terms/domains/nowhere/").status_code == 404


def test_odd_filters_count_as_none(anonymous, glossary):
    for question in ("letter=kk", "status=x", "domain=%00", "older=x", "older=k~9~9", "newer=%00"):
        assert "Keeping what we know." in listed(anonymous, f"/glossary/?{question}")


def test_names_answer_before_the_words_of_a_text(anonymous, glossary):
    make_term("Storytelling", body="Stories carry knowledge management.")
    make_term("Knowledge management system")
    make_term("Manual", "knowledge management handbook")
    page = listed(anonymous, "/glossary/?q=Knowledge-Management")
    assert order(
        page,
        "Keeping what we know.",
        ">Knowledge management system<",
        "<mark><bdi>knowledge management handbook</bdi></mark>",
        ">Storytelling<",
    )
    assert "There is no term" not in page


def test_a_question_by_an_acronym_or_another_spelling_names_what_matched(anonymous, glossary):
    assert "<mark><bdi>KM</bdi></mark>" in listed(anonymous, "/glossary/?q=km")
    assert "Éclairage" in listed(anonymous, "/glossary/?q=eclairage")


def test_a_question_without_answer_offers_to_propose_the_term(anonymous, carol, glossary):
    assert "There is no term “<bdi>Foresight</bdi>”." in listed(anonymous, "/glossary/?q=Foresight")
    assert "/terms/new/?title=Foresight" not in listed(anonymous, "/glossary/?q=Foresight")
    assert "/terms/new/?title=Foresight" in listed(carol, "/glossary/?q=Foresight")


def test_an_empty_glossary_says_so(anonymous, carol, db):
    assert "No terms yet" in listed(anonymous)
    assert "Propose the first term" in listed(carol)


def test_the_list_costs_the_same_however_many_terms_there_are(anonymous, glossary):
    def costs():
        with CaptureQueriesContext(connection) as queries:
            listed(anonymous)
            listed(anonymous, "/glossary/?q=knowledge")
        return len(queries)

    before = costs()
    for number in range(15):
        make_term(f"Knowledge {number}", f"K{number} thing", domain=glossary.pk)
    assert costs() == before


def test_a_reader_of_a_closed_site_signs_in_first(anonymous, carol, glossary, settings):
    settings.READING = "signed-in"
    for address in ("/glossary/", "/glossary/5s/", "/t/5S/", "/glossary/5s/v/1/", "/terms/domains/"):
        answer = anonymous.get(address)
        assert "5S" not in answer.text
        assert answer.status_code in {302, 404} or "Keeping" not in answer.text
        assert carol.get(address, follow=True).status_code == 200


def test_the_list_leads_to_comparisons_and_curators_to_their_work(anonymous, cleo, glossary):
    assert "/terms/comparisons/" in listed(anonymous)
    assert "/terms/work/" not in listed(anonymous)
    assert "/terms/work/" in cleo.get("/glossary/").text
