"""The search page: kinds, filters, orders, the card of a term, and what was done to the question."""

import re

import pytest

from kmsite.pages.endings.archiving import archive
from kmsite.pages.index import prior
from kmsite.search import fruitless
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_event,
    make_term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wells(alice, cleo):
    """A page of each kind about wells; the community of those that have one."""
    section = make_article("Field guide", "About a well.", by=alice.user, tags=("water", "field"))
    make_article("Digging a well", "With a spade.", by=alice.user, parent=section, tags=("water",))
    make_term("Well", gloss="A hole with water in it.", by=cleo.user)
    community = make_community("Well keepers", by=alice.user)
    make_discussion("Which well is dry?", by=alice.user, community=community)
    make_event("Visit to the well", community, by=alice.user)
    return community


def titles(answer):
    return re.findall(
        r'<a class="title"[^>]*>(.*?)</a>', answer.text.replace("<mark>", "").replace("</mark>", "")
    )


def link_named(answer, words):
    """Return the address of the link with these words, tags and white space aside."""
    for address, inner in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', answer.text, re.S):
        if words in " ".join(re.sub(r"<[^>]*>", " ", inner).split()):
            return address.replace("&amp;", "&")
    raise AssertionError(f"no link {words}")


def test_each_kind_has_a_tab_with_its_number_and_an_address(carol, wells):
    page = carol.get("/search/?q=well")
    for tab in ("All 6", "Terms 1", "Articles 2", "Communities 1", "Questions 1", "Events 1"):
        assert link_named(page, tab).startswith("?q=well")
    assert "6 results" in page.text
    questions = carol.get(f"/search/{link_named(page, 'Questions 1')}")
    assert titles(questions) == ["Which well is dry?"]
    assert "1 result" in questions.text
    assert link_named(questions, "All 6") == "?q=well"
    assert 'aria-current="page">Questions' in questions.text


def test_a_filter_is_a_link_that_says_how_many_and_is_taken_away_by_another(carol, wells):
    page = carol.get("/search/?q=well")
    assert re.search(r'class="facet" href="\?q=well&amp;tag=field" rel="nofollow"', page.text)
    narrowed = carol.get(f"/search/{link_named(page, 'field 1')}")
    assert titles(narrowed) == ["Field guide"]
    assert link_named(narrowed, "Take away: Tag: field") == "?q=well"
    assert link_named(narrowed, "Clear all") == "?q=well"
    both = carol.get(f"/search/{link_named(narrowed, 'water 1')}")
    assert "tag=field&amp;tag=water" in both.text
    assert titles(both) == ["Field guide"]


def test_a_new_question_keeps_the_filters_and_the_order_and_forgets_the_screen(carol, wells):
    page = carol.get("/search/?q=well&tag=water&sort=newest&page=1&exactly=1").text
    assert '<input type="hidden" name="tag" value="water">' in page
    assert '<input type="hidden" name="sort" value="newest">' in page
    assert 'name="page"' not in page
    assert 'type="hidden" name="exactly"' not in page


def test_answers_stand_in_the_order_that_was_chosen(carol, wells):
    page = carol.get("/search/?q=well&kind=article")
    assert titles(carol.get(f"/search/{link_named(page, 'Title')}")) == ["Digging a well", "Field guide"]
    assert titles(carol.get(f"/search/{link_named(page, 'Oldest')}")) == ["Field guide", "Digging a well"]


def test_the_name_of_a_term_puts_its_card_on_top(carol, cleo, wells):
    make_term("Community of practice", "CoP", gloss="People who learn together.", by=cleo.user)
    make_article("CoP handbook", "How a CoP begins.")
    page = carol.get("/search/?q=cop").text
    card = page[page.index('class="best-term"') : page.index("</article>")]
    assert "Approved" in card
    assert "People who learn together." in card
    assert 'href="/glossary/community-of-practice/"' in card
    assert 'href="/glossary/community-of-practice/share/"' in card
    assert page.index('class="best-term"') < page.index("CoP</mark> handbook")
    assert 'class="best-term"' not in carol.get("/search/?q=cop&sort=newest").text
    assert 'class="best-term"' not in carol.get("/search/?q=handbook").text


def test_what_was_widened_says_so_and_can_be_undone(carol, cleo):
    make_term("Community of practice", "CoP", by=cleo.user)
    make_article("Handbook", "How a community of practice begins.")
    make_article("Robocop", "A film with a CoP in it.")
    page = carol.get("/search/?q=CoP")
    assert "Also searched for" in page.text
    assert "“<bdi>Community of practice</bdi>”" in page.text
    exactly = carol.get(f"/search/{link_named(page, 'Search for exactly “CoP”')}")
    assert "Handbook" not in titles(exactly)
    assert link_named(exactly, "Also search for other names and spellings") == "?q=CoP"


def test_a_slip_is_mended_and_says_so(carol):
    for number in range(3):
        make_article(f"Knowledge management {number}", "Knowledge management is practised here.")
    page = carol.get("/search/?q=knowlege+managment")
    assert "No page has “knowlege managment”." in page.text
    assert link_named(page, "knowledge management") == "?q=knowledge+management"
    assert len(titles(page)) == 3
    instead = carol.get(f"/search/{link_named(page, 'Search instead for')}")
    assert "Nothing found for" in instead.text


def test_words_that_were_left_out_are_named(carol):
    make_article("Alphabet", "a b c")
    words = " ".join(f"word{number}" for number in range(14))
    page = carol.get("/search/", {"q": words}).text
    assert "Only the first twelve words were asked for." in page
    assert "word12, word13" in page
    assert "A minus leaves pages out." in carol.get("/search/?q=-alphabet").text


def test_an_answer_says_why_it_is_there(carol, wells):
    page = carol.get("/search/?q=spade").text
    assert "Why is this here?" in page
    assert "“spade” stands in its text." in page
    points = page[page.index("Points for the order:") :].split("</p>")[0]
    assert "words" in points
    assert "freshness" in points


def test_trust_use_and_freshness_are_each_told_with_their_share(carol, cleo):
    term = make_term("Well", gloss="A hole.", body="Water stands in it.", by=cleo.user)
    make_article("Field guide", "See [[Well]].")
    prior.weigh([term.pk])
    page = carol.get("/search/?q=well").text
    points = page[page.index("Points for the order:") :].split("</p>")[0]
    shares = dict(re.findall(r"(trust|use|freshness) ([\d.]+)", points))
    assert shares.keys() == {"trust", "use", "freshness"}
    assert float(shares["trust"]) > float(shares["freshness"]) > 0


def test_pages_with_some_of_the_words_stand_below_those_with_all(carol):
    make_article("Drill", "On every machine one pipeline is drawn.")
    make_article("Local runs", "To run a pipeline one needs a machine.")
    page = carol.get("/search/?q=how+do+I+run+a+pipeline+on+my+machine")
    assert "1 result" in page.text
    assert titles(page) == ["Local runs", "Drill"]
    assert page.text.index("Local runs") < page.text.index("These have some of the words")


def test_pages_with_some_of_the_words_are_no_answer_for_the_list_of_gaps(carol, monkeypatch):
    noted = []
    monkeypatch.setattr(fruitless, "note", lambda _request, question: noted.append(question.text))
    make_article("Pump", "Water runs.")
    assert titles(carol.get("/search/?q=water+zeppelin")) == ["Pump"]
    carol.get("/search/?q=water")
    assert noted == ["water zeppelin"]


def test_the_archive_is_searched_on_request_and_told_of_where_nothing_else_answers(carol, alice):
    archive(make_article("Steam pump", "Made of brass.", by=alice.user), by=alice.user)
    page = carol.get("/search/?q=brass")
    found = carol.get(f"/search/{link_named(page, 'One page of the archive answers')}")
    assert titles(found) == ["Steam pump"]
    assert 'name="archive" value="1" checked' in found.text
    assert "in the archive" in found.text


def test_where_the_filters_leave_nothing_the_page_says_what_is_there_without_them(carol, wells):
    page = carol.get("/search/?q=spade&tag=field")
    assert link_named(page, "One page answers without the filters") == "?q=spade"


def test_nothing_found_leads_on_as_far_as_one_may(carol, alice, anonymous, wells):
    page = carol.get("/search/?q=zeppelin")
    assert "Nothing found for" in page.text
    assert link_named(page, "Ask a question") == "/discussions/new/?title=zeppelin"
    assert link_named(page, "Propose a term") == "/terms/new/?title=zeppelin"
    assert "Create “zeppelin”" not in page.text
    assert link_named(alice.get("/search/?q=zeppelin"), "Create “zeppelin”") == "/new/?title=zeppelin"
    for words in ("Ask a question", "Propose a term", "Create “"):
        assert words not in anonymous.get("/search/?q=zeppelin").text


def test_an_empty_question_shows_examples_that_answer(carol, wells):
    page = carol.get("/search/")
    assert 'name="q" value=""' in page.text
    assert titles(carol.get(f"/search/{link_named(page, 'Well')}"))[0] == "Well"


def test_what_one_may_not_see_is_in_no_tab_facet_chip_or_count(alice, mallory, wells):
    board = make_audience("Board", alice.user)
    secret = make_article("Well of gold", "spade", by=alice.user, audience=board, tags=("gold",))
    make_article("Below", "A well.", by=alice.user, parent=secret)
    archive(make_article("Old well", "zeppelin", by=alice.user, audience=board), by=alice.user)
    assert "All 8" in " ".join(re.sub(r"<[^>]*>", " ", alice.get("/search/?q=well").text).split())
    for address in ("?q=well", "?q=well&tag=gold", f"?q=well&section={secret.slug}", "?q=zeppelin"):
        page = mallory.get(f"/search/{address}").text
        for word in ("of gold", "Below", "Old well", "archive answer", "All 7"):
            assert word not in page, (address, word)
    assert mallory.get("/search/?q=well&tag=gold").text.count("Tag: gold") <= 1


def test_a_screen_of_answers_costs_a_fixed_number_of_statements(carol, wells, django_assert_max_num_queries):
    carol.get("/search/?q=well")
    with django_assert_max_num_queries(24):
        carol.get("/search/?q=well")
    for number in range(30):
        make_article(f"Well {number}", "well", tags=("water",))
    make_event("Well digging", wells)
    with django_assert_max_num_queries(24):
        carol.get("/search/?q=well")


def test_results_are_nobody_elses_and_in_no_index_of_others(carol, anonymous, wells):
    for person in (carol, anonymous):
        answer = person.get("/search/?q=well")
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert 'name="robots" content="noindex"' in answer.text
        assert answer.headers["Cache-Control"].startswith("private, no-")
