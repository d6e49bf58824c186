"""A slip of the finger still finds the page that was meant, or is asked whether that was meant."""

import pytest

from tests.make import make_article, make_audience
from tests.search.tables.tables import ask, table, titles

LOOKED_AT = 3

TYPOS = table("typos")
SLIPS = {slip: meant for slips in TYPOS["slips"].values() for slip, meant in slips.items()}


@pytest.fixture
def site(db):
    """The pages of the table."""
    for title, body in TYPOS["pages"].items():
        make_article(title, body)


def found_or_offered(question):
    """Return the titles that somebody sees who asks `question` and does what the page offers."""
    answer = ask(question)
    offered = ask(answer.mended.text) if answer.mended else answer
    return titles(answer)[:LOOKED_AT] + titles(offered)[:LOOKED_AT] + [page.title for page in answer.near]


def test_a_slip_finds_the_page_that_was_meant(site):
    assert len(SLIPS) >= 30
    seen = {slip: found_or_offered(slip) for slip in SLIPS}
    assert {slip: seen[slip] for slip, meant in SLIPS.items() if meant not in seen[slip]} == {}


def test_what_is_spelt_as_on_the_site_is_not_mended(site):
    rightly = [*TYPOS["pages"], *TYPOS["pages"].values()]
    assert {text: answer.mended for text in rightly if (answer := ask(text)).mended} == {}


def test_no_slip_leads_to_a_word_that_one_may_not_read(site, alice, mallory):
    make_article("Redundancies", "We let go.", audience=make_audience("board", alice.user))
    for slip in ("redundacies", "redundanciess", "rebundancies", "erdundancies"):
        answer = ask(slip, mallory.user)
        assert (answer.mended, answer.found, answer.near) == (None, [], [])
