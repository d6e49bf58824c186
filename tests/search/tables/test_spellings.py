"""Accents, letters that are two, hyphens, British or American, quotes: either spelling finds the other."""

import pytest

from tests.make import make_article
from tests.search.tables.tables import ask, table, titles

PAIRS = [tuple(pair) for pairs in table("spellings").values() for pair in pairs]


@pytest.fixture
def site(db):
    """Two pages for each pair, and one that has nothing to do with any."""
    for number, (one, other) in enumerate(PAIRS):
        make_article(f"{number} here", f"It says {one} in passing.")
        make_article(f"{number} there", f"It says {other} in passing.")
    make_article("Elsewhere", "It says nothing in passing.")


def test_each_spelling_finds_the_other(site):
    assert len(PAIRS) >= 20
    seen = {
        spelling: {*titles(ask(spelling))} ^ {f"{number} here", f"{number} there"}
        for number, pair in enumerate(PAIRS)
        for spelling in pair
    }
    assert {spelling: wrong for spelling, wrong in seen.items() if wrong} == {}


def test_each_spelling_also_finds_the_other_where_no_other_word_will_do(site):
    """Not because the question was mended or widened."""
    asked = [spelling for pair in PAIRS for spelling in pair]
    assert {spelling: answer.mended for spelling in asked if (answer := ask(spelling)).mended} == {}
