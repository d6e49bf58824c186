"""Why a page is there: which words it has, where, by which other word; and the passage where they stand."""

from time import process_time

import pytest

from kmsite.search.asking import Question
from kmsite.search.explaining import forms
from kmsite.search.reading import Asked, readings
from kmsite.text.excerpts import passage
from tests.make import make_article, make_term
from tests.search.asking_for import ask, said

pytestmark = pytest.mark.django_db


def matches(text, **choice):
    return {match.word: (match.places, match.by) for match in ask(text, **choice).found[0].reasons.matches}


def test_each_word_is_told_with_where_it_stands():
    make_article("Hand pump", "# The valve\n\nIt raises water.", tags=["well"])
    assert matches("pump valve well water ") == {
        "pump": (("title",), ""),
        "valve": (("heading", "text"), ""),
        "well": (("heading",), ""),
        "water": (("text",), ""),
    }


def test_another_name_and_a_longer_word_are_told(cleo):
    make_term("Community of practice", "CoP", by=cleo.user, body="They exchange experiences.")
    assert matches("cop ") == {"cop": (("name",), "")}
    assert matches("exchange experien")["experien"] == (("text",), "experiences")


def test_what_each_thing_added_is_told_in_points():
    make_article("Pump", "A pump raises water.")
    reasons = ask("pump").found[0].reasons
    assert reasons.is_named
    assert reasons.text > 0
    assert reasons.exactness > 0
    assert reasons.trust == 0
    assert reasons.freshness > 0
    assert reasons.score == pytest.approx(reasons.text + reasons.exactness + reasons.use + reasons.freshness)


def test_words_that_stand_there_in_order_are_told():
    make_article("One", "the knowledge audit")
    assert ask("knowledge audit").found[0].reasons.is_in_order
    assert not ask("audit knowledge").found[0].reasons.is_in_order


def test_all_forms_of_a_word_are_marked_in_title_and_passage():
    make_article("Learned lessons", "We learn by learning. Learners are learned.")
    (one,) = ask("learned").found
    assert said(one.title) == "[Learned] lessons"
    assert said(one.passage).startswith("We [learn] by [learning].")


def test_forms_are_marked_as_the_language_of_the_page_has_them():
    make_article("Bericht", "Die Häuser der Stadt stehen lange.", language="german")
    make_article("Rapport", "Les chevaux du roi courent.", language="french")
    assert said(ask("Haus ").found[0].passage) == "Die [Häuser] der Stadt stehen lange."
    assert said(ask("cheval ").found[0].passage) == "Les [chevaux] du roi courent."


def test_synonyms_are_marked_and_unwanted_words_are_not(cleo):
    make_term("Community of practice", "CoP", by=cleo.user)
    make_article("Gatherings", "Every community of practice meets.")
    found = [one for one in ask("cop -knowledge").found if one.page.title == "Gatherings"]
    assert said(found[0].passage) == "Every [community] of [practice] meets."


def test_the_passage_is_where_most_of_the_words_stand():
    make_article(
        "Long", "water " * 3 + "filler " * 200 + "the valve and the water meet here " + "filler " * 200
    )
    assert "the [valve] and the [water] meet" in said(ask("water valve").found[0].passage)


def test_a_page_that_answers_by_its_name_alone_shows_how_it_begins():
    make_article("Pump", "It turns and turns.")
    assert said(ask("pump").found[0].passage) == "It turns and turns."


def test_a_word_with_a_hyphen_is_marked_whole_however_it_was_asked():
    make_article("Post", "Send an e-mail to the mail room.")
    assert said(ask("email ").found[0].passage) == "Send an [e-mail] to the mail room."
    assert said(ask("email or mail ").found[0].passage) == "Send an [e-mail] to the [mail] room."


def test_the_passage_of_a_very_long_text_comes_soon():
    text = f"{'vases of no worth ' * 60_000} the valve"
    read = readings(Asked.literally(Question.asked("valve ")), ["english"])
    begun = process_time()
    assert ("valve", True) in passage(text, forms(read, [("english", text)]).of("english"))
    assert process_time() - begun < 1
