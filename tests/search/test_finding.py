"""Finding pages: by words, phrases, names and beginnings, the best first."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kmsite.pages.endings.archiving import archive
from kmsite.pages.saving.editing import revise
from kmsite.search.asking import Question
from kmsite.search.finding import find
from tests.make import make_article, make_audience, make_discussion, make_term
from tests.search.asking_for import ask, titles

pytestmark = pytest.mark.django_db


def test_a_page_with_the_word_in_its_title_comes_before_one_that_only_says_it():
    make_article("Fountain", "A pump, a pump and once more a pump.")
    make_article("Hand pump", "It is moved.")
    make_article("Pump", "It turns.")
    assert titles("pump") == ["Pump", "Hand pump", "Fountain"]


def test_headings_and_tags_count_more_than_text():
    make_article("First", "Something else. The valve is mentioned here, between many other words of a text.")
    make_article(
        "Second", "# Valve\n\nSomething else. Here are many other words of a text that says no more."
    )
    make_article(
        "Third", "Something else again, and as many words as there are in the others.", tags=["valve"]
    )
    assert set(titles("valve")[:2]) == {"Second", "Third"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("organizational", "organisational learning"),
        ("organisation", "an organization"),
        ("analyze", "we analyse it"),
        ("knowledge management", "knowledge-management"),
        ("knowledge-management", "knowledge management"),
        ("cafe", "a café"),
        ("café", "a cafe"),
        ("learning", "they learned"),
        ("Teaching", "learning/teaching"),
        ("strasse", "Straße"),
        ("Orsted", "Ørsted"),
        ("œuvre", "oeuvre"),
        ("find", "ﬁnd it"),
        ("don't panic", "don\u2019t panic"),
        ("covid 19", "covid-19"),
        ("2024-11-22", "on 2024-11-22"),
        ("node.js", "written in node.js"),
        ("knowledge", "know\u00adledge"),
    ],
)
def test_spelling_accents_and_hyphens_do_not_matter(question, text):
    make_article("Found", text)
    make_article("Other", "nothing of the kind")
    assert titles(f"{question} ") == ["Found"]


def test_a_phrase_is_found_in_its_order_and_a_minus_leaves_out():
    make_article("One", "the knowledge audit is done")
    make_article("Two", "audit of the knowledge, done by hand")
    make_article("Three", "knowledge audit by hand")
    assert set(titles('"knowledge audit"')) == {"One", "Three"}
    assert titles("audit -hand") == ["One"]
    assert titles('audit -"knowledge audit"') == ["Two"]
    assert titles('"audit knowledge"', exactly=True) == []


def test_what_only_leaves_out_finds_nothing():
    make_article("One", "done")
    question = Question.asked("-done")
    assert find(AnonymousUser(), question).found == []
    assert question.is_only_unwanted


def test_or_asks_for_one_of_the_two_beside_it():
    for title in ("Cat food", "Dog food", "Bird food", "Cat"):
        make_article(title, "x")
    assert set(titles("cat or dog food ")) == {"Cat food", "Dog food"}


def test_the_last_word_may_be_a_beginning_and_whole_words_come_first():
    make_article("One", "the organisations that learn")
    make_article("Two", "an organ in the church")
    assert titles("organisatio") == ["One"]
    assert titles("organ") == ["Two", "One"]
    assert titles("organ ") == ["Two"]
    assert titles("organ", exactly=True) == ["Two"]


def test_a_word_of_an_audience_is_found_when_it_is_complete(alice):
    make_article("Merger", "The transfiguration.", audience=make_audience("board", alice.user))
    assert titles("transfiguration", alice) == ["Merger"]
    assert titles("transfigur", alice, exactly=True) in (["Merger"], [])
    assert titles("transfigu", alice) == []


def test_an_exact_name_comes_first_whatever_is_said_elsewhere(cleo, bob):
    make_article("All about CoP", "CoP " * 50, tags=["CoP"])
    make_discussion("CoP", "What is it?", by=bob.user)
    make_article("CoP", "An article of that name.")
    make_term("Community of practice", "CoP", by=cleo.user)
    assert titles("cop ") == ["Community of practice", "CoP", "CoP", "All about CoP"]
    assert [one.page.kind for one in ask("cop ").found[:3]] == ["term", "article", "discussion"]
    assert [one.named for one in ask("cop ").found] == ["CoP", "CoP", "CoP", ""]


def test_a_former_title_is_an_exact_name(bob):
    page = make_article("Knowledge stocktake", by=bob.user)
    revise(page, base=1, body="It counts.", title="Knowledge audit", by=bob.user)
    (found,) = ask("knowledge stocktake").found
    assert (found.page.title, found.named) == ("Knowledge audit", "Knowledge stocktake")


def test_a_name_of_stop_words_is_found_by_its_name():
    make_article("To be or not to be", "A monologue.")
    assert titles("to be or not to be") == []
    make_article("The who", "A band.")
    assert titles("the who") == ["The who"]


def test_each_language_has_its_own_stems(bob):
    make_article("Handbuch", "Die Häuser der Stadt", language="german")
    make_article("Manuel", "les chevaux du roi", language="french")
    make_article("Manual", "the houses and horses")
    assert titles("Haus ") == ["Handbuch"]
    assert titles("cheval ") == ["Manuel"]
    assert titles("house ") == ["Manual"]
    assert titles("Haus or horse -Stadt ") == ["Manual"]


def test_a_stop_word_of_one_language_is_a_word_of_another():
    make_article("Handbuch", "Man kann sterben.", language="german")
    make_article("Manual", "What lives can die.")
    assert titles("die ") == ["Manual"]


def test_orders_other_than_the_best_hold_for_all_answers():
    for title in ("Beta", "alpha", "Gamma"):
        make_article(title, "water", at=timezone.now())
    assert titles("water", sort="title") == ["alpha", "Beta", "Gamma"]
    assert titles("water", sort="newest") == ["Gamma", "alpha", "Beta"]
    assert titles("water", sort="oldest") == ["Beta", "alpha", "Gamma"]


def test_the_archive_is_searched_only_if_it_is_chosen(bob):
    page = make_article("Old pump", "water")
    archive(page, by=bob.user)
    assert titles("water") == []
    assert titles("water", in_archive=True) == ["Old pump"]


def test_answers_come_in_screens_of_twenty_and_each_once():
    for number in range(45):
        make_article(f"Page {number}", "water")
    answers = [ask("water", number=number) for number in (1, 2, 3)]
    assert [len(answer.found) for answer in answers] == [20, 20, 5]
    assert [answer.following for answer in answers] == [2, 3, None]
    assert {answer.total for answer in answers} == {45}
    assert len({one.page.pk for answer in answers for one in answer.found}) == 45
    newest = [one.page.pk for number in (1, 2, 3) for one in ask("water", number=number, sort="newest").found]
    assert len(set(newest)) == 45


def test_a_screen_behind_the_last_one_is_the_first():
    make_article("Pump", "water")
    assert titles("water", number=9) == ["Pump"]


def test_where_no_page_has_all_words_the_ones_with_most_of_them_answer():
    make_article("Pump", "water runs down")
    make_article("Valve", "water is held")
    answer = ask("water runs quickly ")
    assert answer.is_loosened
    assert answer.found[0].page.title == "Pump"
    assert answer.found[0].reasons.missing == ("quickly",)
    assert titles("water runs quickly ", exactly=True) == []


def test_where_few_pages_have_all_words_those_with_most_of_them_stand_below():
    make_article("Drill", "On every machine one pipeline is drawn.")
    make_article("Local runs", "To run a pipeline one needs a machine.")
    make_article("Locomotive", "A machine.")
    answer = ask("how do I run a pipeline on my own machine")
    assert [one.page.title for one in answer.found] == ["Local runs"]
    assert answer.total == 1
    assert [(one.page.title, one.reasons.missing) for one in answer.beside] == [("Drill", ("run",))]
    assert ask("run a pipeline on my own machine", exactly=True).beside == []
    assert ask("pipeline machine ").beside == []


def test_the_more_words_a_page_has_the_higher_it_stands_where_none_has_all():
    make_article("Pump", "pump " * 9, tags=["pump"])
    make_article("Cellar", "The valve of the cellar holds the water, says the plumber.")
    make_article("Well", "In the well the water is held by a pump.")
    answer = ask("cellar water valve pump ")
    assert answer.is_loosened
    assert [one.page.title for one in answer.found] == ["Cellar"]
    assert titles("well pump water zeppelin ") == ["Well"]
    assert set(titles("cellar zeppelin chair sofa ")) == {"Cellar"}


def test_what_is_beside_is_what_the_reader_may_see(alice, mallory):
    make_article("Local runs", "To run a pipeline one needs a machine.")
    make_article("Merger", "A pipeline and a machine.", audience=make_audience("board", alice.user))
    assert [one.page.title for one in ask("run pipeline machine", alice).beside] == ["Merger"]
    assert ask("run pipeline machine", mallory).beside == []
