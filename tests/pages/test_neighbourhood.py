"""The neighbourhood of a page: what links to it and with which words, and what is related to it."""

import pytest

from kmsite.pages.saving import editing
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_event,
    make_term,
)


@pytest.fixture
def pump(alice):
    text = "How it works.\n\n## Valves\n\nTwo.\n\n## Seals\n\nMany."
    return make_article("Pump", text, by=alice.user)


def backlinks(somebody, query=""):
    return somebody.get(f"/articles/pump/links/{query}")


def test_each_page_that_links_here_shows_the_sentence(pump, carol):
    make_article("Well", "It is deep. The [[Pump|machine]] lifts the water. Then it flows.")
    shown = backlinks(carol).text
    assert "The <mark>machine</mark> lifts the water." in shown
    assert "It is deep" not in shown
    assert "1 page links here." in shown


def test_links_by_address_and_by_an_old_one_show_their_sentences(pump, carol, bob):
    editing.revise(pump, base=1, title="Water pump", body=pump.current.body, by=bob.user)
    make_article(
        "Well", "One may look at [it](/articles/pump/).\n\nOr at [its seals](/articles/water-pump#seals)."
    )
    shown = carol.get("/articles/water-pump/links/").text
    assert "One may look at <mark>it</mark>." in shown
    assert "Or at <mark>its seals</mark>." in shown
    assert "<bdi>Seals</bdi>" in shown


def test_links_to_a_heading_are_counted_and_chosen(pump, carol, bob):
    make_article("Well", "See [[Pump#Valves]].")
    make_article("Sea", "See [[Pump#Valves]] and [[Pump#Seals]].")
    make_article("Hall", "See [[Pump]].")
    found = backlinks(carol).context["found"]
    assert [(one.text, one.pages) for one in found.headings] == [("Valves", 2), ("Seals", 1)]
    assert found.count == 3
    chosen = backlinks(carol, "?heading=user-content-seals")
    assert [link.page.title for link in chosen.context["backlinks"]] == ["Sea"]
    assert len(chosen.context["backlinks"][0].places) == 1
    assert "1 page links to its heading “Seals”." in chosen.text


def test_an_old_heading_counts_where_it_leads_now(pump, carol, bob):
    make_article("Well", "See [[Pump#Valves]].")
    editing.revise(pump, base=1, body=pump.current.body.replace("Valves", "Flaps"), by=bob.user)
    chosen = backlinks(carol, "?heading=user-content-valves").context
    assert [(one.text, one.pages) for one in chosen["found"].headings] == [("Flaps", 1)]
    assert chosen["found"].chosen.text == "Flaps"
    assert [link.page.title for link in chosen["backlinks"]] == ["Well"]


def test_backlinks_and_their_counts_tell_of_nothing_hidden(pump, carol, alice):
    board = make_audience("Board", alice.user)
    make_article("Plan", "Sell the [[Pump#Valves]].", audience=board)
    assert backlinks(carol).context["found"].count == 0
    assert backlinks(carol).context["found"].headings == []
    assert "Sell the" not in backlinks(carol, "?heading=user-content-valves").text
    assert "Sell the <mark>Pump § Valves</mark>." in backlinks(alice).text


def test_backlinks_ask_the_same_number_of_questions_however_many_there_are(
    pump, carol, django_assert_max_num_queries
):
    for number in range(35):
        make_article(f"Page {number}", "See [[Pump]] and [[Pump#Seals]].")
    backlinks(carol)
    with django_assert_max_num_queries(10):
        assert len(backlinks(carol).context["backlinks"]) == 30


def test_a_term_shows_what_links_to_it(carol):
    make_term("Pumping")
    make_article("Well", "It is about [[Pumping]].")
    assert "It is about <mark>Pumping</mark>." in carol.get("/glossary/pumping/links/").text


def test_pages_are_related_by_links_terms_tags_and_section(pump, carol):
    make_term("Pumping")
    hall = make_article("Hall")
    one = make_article("One", "[[Pump]] [[Pumping]]", tags=["Rare", "Common"], parent=hall)
    make_article("Two", "[[Pump]] [[Pumping]]", tags=["Rare"], parent=hall)
    for number in range(5):
        make_article(f"Other {number}", tags=["Common"])
    related = carol.get("/articles/one/related/").context["related"]
    assert related[0].title == "Two"
    assert (related[0].links, related[0].terms, related[0].tags) == (1, ["Pumping"], ["Rare"])
    assert related[0].is_beside
    assert one.title not in {page.title for page in related}
    assert "1 shared link" in carol.get("/articles/one/related/?list=1").text


def test_what_is_related_tells_of_nothing_hidden(pump, carol, alice):
    board = make_audience("Board", alice.user)
    make_article("Secret", "Nothing.", audience=board)
    make_article("One", "[[Pump]] [[Secret]]", tags=["Water"])
    make_article("Two", "[[Pump]]", tags=["Water"])
    make_article("Plan", "[[Pump]] [[Secret]] [[One]]", tags=["Water"], audience=board)
    related = carol.get("/articles/one/related/").context["related"]
    assert [(page.title, page.links) for page in related] == [("Two", 1)]
    assert "Plan" in {page.title for page in alice.get("/articles/one/related/").context["related"]}


def test_a_page_that_shares_nothing_says_how_pages_become_related(pump, anonymous):
    assert "Nothing related yet" in anonymous.get("/articles/pump/related/").text


def test_pages_of_every_kind_lead_to_what_is_related_without_a_script(pump, alice, anonymous):
    community = make_community(by=alice.user)
    pages = [
        pump,
        make_term("Pumping", body="[[Pump]]"),
        community,
        make_discussion("Why pump?", "Of [[Pump]] and [[Pumping]].", by=alice.user, community=community),
        make_event("Pump day", community, by=alice.user, body="[[Pump]] and [[Pumping]]."),
    ]
    for page in pages:
        address = page.get_absolute_url()
        assert '<a href="related/">' in anonymous.get(address).text
        assert anonymous.get(f"{address}related/").status_code == 200
    related = anonymous.get(f"{pages[-1].get_absolute_url()}related/").context["related"]
    assert [(one.title, one.links, one.terms) for one in related] == [
        ("Why pump?", 1, ["Pumping"]),
        ("Pumping", 1, []),
    ]
    assert not related[0].is_beside
