"""Names of terms become links in articles: when shown, never in what is stored."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from glossary import curating
from kmsite.pages.models import Page, Revision
from kmsite.pages.saving import editing
from tests.make import make_article, make_domain, make_term

LINK = re.compile(r'<a class="(term[^"]*)" href="([^"]*)">([^<]*)</a>')


def links(reader, slug="pump"):
    """Return class, address and words of the links to terms that somebody sees in an article."""
    return LINK.findall(reader.get(f"/articles/{slug}/").content.decode())


@pytest.fixture
def km(db):
    return make_term("Knowledge management", "KM", gloss="Getting knowledge to where it is needed.")


def test_a_reader_sees_a_link_at_the_first_name_of_a_term(carol, anonymous, km):
    make_article(body="What is knowledge management (KM)? KM is broad.")
    for reader in (carol, anonymous):
        assert links(reader) == [("term", "/glossary/knowledge-management/", "knowledge management")]


def test_the_same_stands_where_the_reading_room_does_not_answer(carol, km):
    make_article(body="KM is broad.")
    page = carol.get("/articles/pump/?a=b").content.decode()
    assert LINK.findall(page) == [("term", "/glossary/knowledge-management/", "KM")]


def test_a_draft_links_nothing_until_it_is_in_review(carol, cleo):
    term = make_term("Peer assist", status="draft")
    make_article(body="We hold a peer assist.")
    assert links(carol) == []
    curating.change(term, by=cleo.user, summary="", status="review")
    assert links(carol) == [("term", "/glossary/peer-assist/", "peer assist")]


def test_no_more_links_than_the_site_wants(carol, km, settings):
    settings.TERM_LINKS = 1
    make_term("Peer assist")
    make_article(body="KM and a peer assist.")
    assert [words for _class, _address, words in links(carol)] == ["KM"]


def test_a_name_of_two_domains_leads_to_the_choice_and_to_the_one_the_article_is_tagged_with(carol, alice):
    shelf, market = make_domain("Records"), make_domain("Sales")
    make_term("Capture", domain=shelf.pk)
    make_term("Capture", domain=market.pk)
    page = make_article(body="We capture lessons.")
    assert links(carol) == [("term term-choice", "/t/Capture/", "capture")]
    editing.revise(page, base=1, body=page.current.body, tags=["Sales"], by=alice.user)
    ((kind, address, _words),) = links(carol)
    assert (kind, address != "/t/Capture/") == ("term", True)


def test_a_name_of_two_domains_means_what_its_section_is_about(carol):
    shelf, market = make_domain("Records"), make_domain("Sales")
    wanted = make_term("Capture", domain=shelf.pk)
    make_term("Capture", domain=market.pk)
    section = make_article(title="Records", body="All about records.")
    make_article(body="We capture lessons.", parent=section)
    assert links(carol) == [("term", wanted.get_absolute_url(), "capture")]


def test_saving_the_same_text_again_makes_no_revision(alice, km):
    page = make_article(body="KM is broad.")
    alice.get("/articles/pump/")
    saved = editing.revise(page, base=1, body="KM is broad.", by=alice.user)
    assert saved.outcome == "unchanged"
    assert Revision.objects.get(page=page).body == "KM is broad.\n"


def test_a_search_for_a_word_of_a_definition_does_not_find_the_article(carol, km):
    make_article(body="KM is broad.")
    assert "/articles/pump/" in carol.get("/search/?q=broad").content.decode()
    assert "/articles/pump/" not in carol.get("/search/?q=needed").content.decode()


def test_an_old_revision_shows_no_links_to_terms(carol, km):
    make_article(body="KM is broad.")
    old = carol.get("/articles/pump/history/1/").content.decode()
    assert "KM is broad" in old
    assert not LINK.findall(old)


def test_a_preview_shows_them(alice, km):
    shown = alice.post("/editor/preview/", {"title": "Pump", "body": "KM is broad."})
    assert LINK.findall(shown.content.decode())


def test_names_cost_no_query_of_their_own_on_a_first_view(anonymous, km):
    make_article(body="KM is broad.")
    make_article(title="Valve", body="KM is broad.")
    anonymous.get("/articles/pump/")
    with CaptureQueriesContext(connection) as queries:
        assert links(anonymous, "valve")
    assert len(queries) == 6


def test_a_writer_may_keep_a_text_without_links_to_terms(alice, carol, km):
    make_article(body="KM is broad.")
    form = {"title": "Pump", "body": "KM is broad.", "base_revision": "1"}
    assert alice.post("/articles/pump/edit/", form | {"entry_terms": "off"}).status_code == 302
    assert links(carol) == []
    assert 'name="entry_terms" value="on" checked' not in alice.get("/articles/pump/edit/").content.decode()
    alice.post("/articles/pump/edit/", form | {"body": "KM is wide.", "base_revision": "2"})
    assert links(carol) == []  # a form that says nothing of it leaves it as it is
    alice.post("/articles/pump/edit/", form | {"entry_terms": "on", "base_revision": "3"})
    assert len(links(carol)) == 1


def test_the_wish_for_no_links_is_compared_restored_and_undone(bob, carol, km):
    page = make_article(body="KM is broad.")
    editing.revise(page, base=1, body="KM is broad.", entry={"terms": "off"}, by=bob.user)
    assert "Links to terms" in carol.get("/articles/pump/compare/1..2/").content.decode()
    page = Page.objects.get(pk=page.pk)
    editing.restore(page, number=1, base=2, by=bob.user)
    assert len(links(carol)) == 1
    editing.restore(page, number=2, base=3, by=bob.user)
    assert links(carol) == []


def test_a_wish_goes_into_what_somebody_else_saved_meanwhile(alice, bob, carol, km):
    page = make_article(body="KM is broad.\n\nAnd so on.")
    editing.revise(page, base=1, body="KM is broad.\n\nAnd so forth.", by=bob.user)
    form = {"title": "Pump", "body": "KM is broad.\n\nAnd so on.", "base_revision": "1", "entry_terms": "off"}
    assert alice.post("/articles/pump/edit/", form).status_code == 302
    assert "And so forth." in carol.get("/articles/pump/").content.decode()
    assert links(carol) == []


def test_a_wish_outlives_a_conflict_of_words(alice, bob, carol, km):
    page = make_article(body="KM is broad.")
    editing.revise(page, base=1, body="KM is wide.", by=bob.user)
    form = {"title": "Pump", "body": "KM is deep.", "base_revision": "1", "entry_terms": "off"}
    asked = alice.post("/articles/pump/edit/", form)
    assert asked.status_code == 409
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked.content.decode()))
    assert (
        alice.post("/articles/pump/edit/", {**hidden, "body": "KM is deep.", "pick-1": "mine"}).status_code
        == 302
    )
    assert "KM is deep." in carol.get("/articles/pump/").content.decode()
    assert links(carol) == []
