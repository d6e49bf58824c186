"""A name of a term also finds the pages that use another of its names, says so, and can be told not to."""

import pytest

from glossary import curating
from glossary.entry import DefinitionEntry, Entry, NameEntry
from tests.make import make_article, make_term
from tests.search.tables.tables import ask, table, titles

TERMS = table("synonyms")
USED = ("preferred", "admitted", "acronym")
"""Kinds of names that people write; of others only the question may be made."""


def names_of(term):
    return {term: "preferred", **TERMS[term]}


MINUTES = {
    name: f"Minutes {number}"
    for number, (name, kind) in enumerate(pair for term in TERMS for pair in names_of(term).items())
    if kind in USED
}
"""The pages that use each name, by the name."""


@pytest.fixture
def site(db):
    """A page for each name that people write, and one beside them; then the terms."""
    for name, title in MINUTES.items():
        make_article(title, f"We spoke of {name} at length.")
    make_article("Minutes of Monday", "We spoke of lunch at length.")
    for term, names in TERMS.items():
        definition = DefinitionEntry("What they say.", is_house=True)
        entry = Entry(
            names=tuple(NameEntry(*name) for name in names.items()),
            definitions=(definition,),
            status="approved",
        )
        curating.create(title=term, gloss="", body="", entry=entry, by=None)


def minutes(answer):
    return {title for title in titles(answer) if title.startswith("Minutes")}


def test_every_name_finds_what_is_written_with_another(site):
    wrong = {}
    for term in TERMS:
        names = names_of(term)
        wanted = {MINUTES[name] for name in names if name in MINUTES}
        wrong |= {name: seen for name in names if (seen := minutes(ask(name))) != wanted}
    assert wrong == {}


def test_the_answer_says_which_names_it_also_looked_for(site):
    for term in TERMS:
        names = names_of(term)
        shown = {name for name, kind in names.items() if kind in USED}
        for asked in names:
            (widened,) = ask(asked).widened
            assert widened.term.title == term
            assert {*widened.names} <= {*names} - {asked}
            assert {*widened.names} >= shown - {asked}
            assert not {name for name, kind in names.items() if kind == "hidden"} & {*widened.names}


def test_who_wants_the_words_as_typed_gets_no_other(site):
    for term in TERMS:
        for name in names_of(term):
            answer = ask(name, exactly=True)
            assert answer.widened == ()
            assert minutes(answer) == ({MINUTES[name]} if name in MINUTES else set())


def test_a_name_inside_a_longer_question_widens_it_too(site):
    make_article("Money", "The budget for KM next year.")
    make_article("Canteen", "Lunch after the course on KM.")
    assert titles(ask("knowledge management budget")) == ["Money"]
    assert titles(ask("knowledge management lunch")) == ["Canteen"]


def test_the_names_of_a_draft_do_not_widen_a_question(db):
    make_term("Peer assist", "PA", status="draft")
    make_article("Minutes of May", "We held a peer assist.")
    make_article("Minutes of June", "We held a PA.")
    answer = ask("peer assist")
    assert (minutes(answer), answer.widened) == ({"Minutes of May"}, ())


def test_a_phrase_in_quotes_is_not_widened(site):
    answer = ask('"hot debrief"')
    assert (minutes(answer), answer.widened) == ({MINUTES["hot debrief"]}, ())
