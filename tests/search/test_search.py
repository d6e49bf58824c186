"""Searching from the box in the header."""

import pytest

from kmsite.pages.editing import revise
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


def titles(person, question, **more):
    return [one.page.title for one in person.get("/search/", {"q": question, **more}).context["answer"].found]


def test_a_word_of_the_text_is_found_and_marked(anonymous):
    make_article("Pump", "Open the valve and <b>wait</b>.")
    shown = anonymous.get("/search/?q=valve").content.decode()
    assert "<mark>valve</mark>" in shown
    assert "1 result" in shown
    assert "<b>wait</b>" not in shown


def test_a_page_with_the_word_in_its_title_comes_first(anonymous):
    make_article("Fountain", "A pump, a pump and once more a pump.")
    make_article("Pump", "It turns.")
    make_article("Hand pump", "It is moved.")
    assert titles(anonymous, "pump") == ["Pump", "Hand pump", "Fountain"]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("organizational", "organisational learning"),
        ("knowledge management", "knowledge-management"),
        ("cafe", "a café"),
        ("café", "a cafe"),
        ("learning", "they learned"),
        ("manag", "management"),
        ("Teaching", "learning/teaching"),
    ],
)
def test_spelling_accents_and_hyphens_do_not_matter(anonymous, question, text):
    make_article("Found", text)
    make_article("Other", "nothing of it")
    assert titles(anonymous, question) == ["Found"]


def test_phrases_and_exclusions(anonymous):
    make_article("One", "the knowledge audit is done")
    make_article("Two", "audit of the knowledge")
    assert titles(anonymous, '"knowledge audit"') == ["One"]
    assert titles(anonymous, "audit -done") == ["Two"]
    assert titles(anonymous, "-done") == []


def test_former_names_are_found(anonymous, bob):
    page = make_article("Knowledge stocktake", by=bob.user)
    revise(page, base=1, body="It counts.", title="Knowledge audit", by=bob.user)
    assert titles(anonymous, "stocktake") == ["Knowledge audit"]


def test_what_one_may_not_see_is_neither_found_nor_counted(alice, mallory):
    make_article("Pump", "water")
    make_article("Merger", "water", audience=make_audience("board", alice.user))
    assert mallory.get("/search/?q=water").context["answer"].total == 1
    assert alice.get("/search/?q=water").context["answer"].total == 2
    assert titles(mallory, "Merger") == []


def test_answers_come_in_screens_of_twenty_and_are_counted(anonymous):
    for number in range(45):
        make_article(f"Page {number}", "water")
    assert "45 results" in anonymous.get("/search/?q=water").content.decode()
    screens = [titles(anonymous, "water", page=page) for page in (1, 2, 3)]
    assert [len(screen) for screen in screens] == [20, 20, 5]
    assert len({title for screen in screens for title in screen}) == 45


@pytest.mark.parametrize(
    "question",
    [
        "(((",
        "a'&|!():*<->",
        "\0",
        "x" * 100_000,
        '"',
        '""',
        "-",
        "- -",
        "--",
        "\\",
        "%",
        "_",
        "or",
        "the of and",
        "' ; drop table pages_page; --",
        "\u202e\ud7ff\U0001f600",
        "a:*",
        "<script>alert(1)</script>",
        "%s %(x)s {0}",
        "'a':*",
    ],
)
def test_odd_questions_are_never_an_error(anonymous, question):
    make_article("Pump")
    response = anonymous.get("/search/", {"q": question})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "²", "16"])
def test_an_odd_screen_number_is_never_an_error(anonymous, page):
    make_article("Pump")
    assert titles(anonymous, "pump", page=page) == ["Pump"]


def test_nothing_found_offers_near_titles_and_to_write_the_page(alice, carol):
    make_article("Knowledge audit")
    shown = alice.get("/search/?q=knowlege+audit").content.decode()
    assert 'href="/articles/knowledge-audit/"' in shown
    assert 'href="/new/?title=knowlege+audit"' in shown
    assert '"/new/?title=knowlege' not in carol.get("/search/?q=knowlege+audit").content.decode()


def test_an_empty_question_explains_how_to_ask(anonymous):
    assert "these words in this order" in anonymous.get("/search/").content.decode()


def test_the_title_of_a_hit_is_shown_whole_with_the_words_marked(anonymous):
    make_article("High level design review of the recipes", "How to cook.")
    shown = anonymous.get("/search/?q=recipe").content.decode()
    assert ">High level design review of the <mark>recipes</mark></a>" in shown


def test_pages_of_one_name_are_told_apart_by_the_sections_they_stand_in(anonymous):
    testing = make_article("Testing", "How we test.")
    browser = make_article("Browser tests", "In a browser.", parent=testing)
    make_article("Recipes", "For testers.", parent=browser)
    make_article("Recipes", "For cooks.")
    shown = anonymous.get("/search/?q=recipes").content.decode()
    assert '<span class="path"><bdi>Testing</bdi><bdi>Browser tests</bdi></span>' in shown
    assert shown.count('class="path"') == 1


def test_whoever_wrote_a_hit_is_named_and_nobody_is_made_up(anonymous, alice):
    make_article("Pump", "water", by=alice.user)
    make_article("Valve", "water")
    shown = anonymous.get("/search/?q=water").content.decode()
    assert shown.count('href="/people/alice/"') == 1
    assert "somebody" not in shown
