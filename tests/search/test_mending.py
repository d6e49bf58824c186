"""A question that finds nothing is answered as it was probably meant."""

import pytest

from tests.make import make_article, make_audience
from tests.search.asking_for import ask, said, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    make_article("Knowledge management", "The knowledge management of the organisation begins with an audit.")
    make_article("Pump", "It raises water.")


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("knowlege managment", "knowledge management"),
        ("knowlegde", "knowledge"),
        ("Knowledge mangement", "Knowledge management"),
        ("knowledgemanagement", "knowledge management"),
        ("know ledge", "knowledge"),
        ("organistaion", "organisation"),
        ("organiztion", "organisation"),
    ],
)
def test_a_slip_is_mended(audit, misspelt, meant):
    answer = ask(misspelt)
    assert answer.mended.text == meant
    assert answer.mended.is_shown
    assert answer.mended.total == answer.total == 1
    assert titles(misspelt) == ["Knowledge management"]


def test_the_words_that_were_changed_are_told_and_the_rest_stays_as_typed(audit):
    assert said(ask('knowlege -water "audit"').mended.pieces) == '[knowledge] -water "audit"'


def test_whoever_wants_it_exactly_gets_nothing(audit):
    answer = ask("knowlege", exactly=True)
    assert (answer.total, answer.mended) == (0, None)


def test_a_question_that_finds_something_is_left_alone(audit):
    assert ask("water").mended is None


def test_a_rare_slip_on_a_page_is_found_and_the_right_word_is_offered(audit):
    make_article("Slip", "The knowlege of it.", audience=None)
    for number in range(4):
        make_article(f"Knowledge {number}", "knowledge")
    answer = ask("knowlegde of ")
    assert answer.mended.is_shown
    assert ask("knowlege ").total == 1


def test_a_word_of_an_audience_is_never_offered_to_others(alice, mallory):
    make_article("Merger", "transfiguration", audience=make_audience("board", alice.user))
    make_article("Pump", "water")
    answer = ask("transfigurtion", mallory)
    assert (answer.total, answer.mended, answer.near) == (0, None, [])


def test_a_word_for_those_who_signed_in_is_offered_to_them_alone(alice, mallory):
    make_article("Canteen", "schnitzel", audience=None)
    assert ask("schnitzl").mended.text == "schnitzel"
    assert ask("schnitzl", mallory).mended.text == "schnitzel"


def test_a_correction_that_finds_nothing_for_this_reader_is_not_offered(alice, mallory):
    make_article("Public", "transfiguration")
    make_article("Merger", "transfiguration takeover", audience=make_audience("board", alice.user))
    make_article("Takeover", "takeover")
    assert ask("transfigurtion takeover", alice).mended.is_shown
    assert ask("transfigurtion takeover", mallory).mended is None


def test_where_nothing_can_be_mended_near_titles_are_offered(audit):
    make_article("Pump ZX4711b", "It stands.")
    answer = ask("zx4711c")
    assert (answer.found, answer.mended) == ([], None)
    assert [page.title for page in ask("pump zx4711c", kinds=("term",)).near] == ["Pump ZX4711b"]


def test_a_question_that_was_mended_has_no_near_titles(audit):
    answer = ask("knowlege")
    assert (answer.mended.is_shown, answer.near) == (True, [])
