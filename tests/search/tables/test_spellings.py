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


def test_each_spelling_finds_the_other_and_needs_no_mending(site):
    assert len(PAIRS) >= 20
    wrong = {}
    for number, pair in enumerate(PAIRS):
        for spelling in pair:
            answer = ask(spelling)
            if answer.mended or {*titles(answer)} != {f"{number} here", f"{number} there"}:
                wrong[spelling] = titles(answer)
    assert wrong == {}
