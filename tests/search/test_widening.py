"""Words that are a name of a term are looked for by its other names as well, and the answer says so."""

import pytest

from glossary import curating
from glossary.entry import DefinitionEntry, Entry, NameEntry
from tests.make import make_article, make_term
from tests.search.asking_for import ask, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(cleo):
    make_article("Gatherings", "The community of practice meets on Mondays.")
    make_article("Notes", "Our CoP wrote them.")
    return make_term("Community of practice", "CoP", by=cleo.user)


def test_an_acronym_finds_what_it_stands_for_and_the_other_way_round(practice):
    assert titles("cop meets ") == ["Gatherings"]
    assert titles("community of practice wrote ") == ["Notes"]
    assert titles("communities of practice wrote ") == ["Notes"]


def test_the_answer_says_what_was_looked_for_as_well(practice):
    (one,) = ask("our cop wrote ").widened
    assert (one.words, one.term.title, one.names) == (
        "cop",
        "Community of practice",
        ("Community of practice",),
    )


def test_the_words_as_they_were_typed_come_before_a_synonym(practice):
    assert titles("cop") == ["Community of practice", "Notes", "Gatherings"]
    assert titles("cop wrote ", exactly=True) == ["Notes"]
    assert ask("cop", exactly=True).widened == ()


def test_the_reason_names_the_synonym_as_it_is_written(practice):
    (match,) = ask("cop meets ").found[0].reasons.matches[:1]
    assert (match.word, match.by, match.is_synonym) == ("cop", "Community of practice", True)


def test_the_longest_name_wins(practice, cleo):
    make_term("Practice", "Habit", by=cleo.user)
    assert [one.words for one in ask("community of practice").widened] == ["community of practice"]


def test_drafts_and_hidden_names_widen_nothing_that_is_said(cleo):
    make_article("Notes", "A stocktake was done.")
    make_term("Knowledge audit", "stocktake", by=cleo.user, status="draft")
    assert ask("knowledge audit done ").widened == ()
    assert titles("knowledge audit done ", exactly=True) == []


def test_what_is_in_quotes_or_excluded_is_not_widened(practice):
    assert titles('"cop" meets ', exactly=False) != ["Gatherings"] or ask('"cop" meets ').is_loosened
    assert ask("meets -cop ").widened == ()


def test_a_name_that_is_a_common_word_is_meant_only_as_it_is_written(cleo):
    make_article("Notes", "information technology for all")
    make_term("Information technology", "IT", by=cleo.user)
    assert [one.words for one in ask("IT for all").widened] == ["IT"]
    assert ask("do it for all").widened == ()


def test_no_more_than_four_names_of_a_question_are_widened(cleo):
    for name in ("alpha", "beta", "gamma", "delta", "epsilon"):
        make_term(f"The great {name}", name, by=cleo.user)
    assert len(ask("alpha beta gamma delta epsilon").widened) == 4


def test_hidden_names_find_and_are_not_shown(cleo):
    names = (NameEntry("knowlidge audit", "hidden"), NameEntry("stocktake", "admitted"))
    entry = Entry(names=names, status="approved", definitions=(DefinitionEntry("A count.", is_house=True),))
    curating.create(title="Knowledge audit", gloss="", body="", entry=entry, by=cleo.user)
    (found,) = ask("knowlidge audit").found
    assert (found.page.title, found.reasons.is_named, found.named) == ("Knowledge audit", True, "")
    assert all("knowlidge" not in name for one in ask("stocktake").widened for name in one.names)
    assert all("knowlidge" not in match.by for match in ask("stocktake").found[0].reasons.matches)


def test_at_most_six_names_are_looked_for_instead_of_one(cleo):
    names = [f"stocktake {letter}" for letter in "abcdefgh"]
    make_term("Audit", *names, by=cleo.user)
    (one,) = ask("audit").widened
    assert len(one.names) == 6


def test_a_page_counts_once_however_many_of_the_words_and_synonyms_it_has(practice, cleo):
    make_term("Knowledge audit", "stock taking", by=cleo.user)
    says = {
        "Both words": "The cop did a knowledge audit.",
        "A synonym": "The cop did some stock taking.",
        "Two synonyms": "The community of practice did some stock taking.",
        "All of them": "The cop, a community of practice, did a knowledge audit, or stock taking.",
        "Only one": "Stock taking is what it is called, and never a cop.",
        "None": "A community keeps a stock of cups.",
    }
    for title, text in says.items():
        make_article(title, text)
    found = {"Both words", "A synonym", "Two synonyms", "All of them", "Only one"}
    for question in ("cop knowledge audit ", "knowledge audit cop ", "community of practice stock taking "):
        assert (set(titles(question)), ask(question).total) == (found, len(found))
    assert set(titles("cop knowledge audit -never ")) == found - {"Only one"}
