"""A conflict of very long texts: bounded on the page, complete in what the writer goes on from."""

import re
import time
from html import unescape

import pytest

from tests.articles.writing import change
from tests.make import make_article


@pytest.fixture
def conflict(alice, bob):
    """Bob saves over a text on which Alice changed every line differently, 20,000 lines each."""
    page = make_article("Pump", body="old\n" * 20_000)
    bob.post("/articles/pump/edit/", change(page, "theirs\n" * 20_000))
    started = time.thread_time()
    response = alice.post("/articles/pump/edit/", change(page, "mine\n" * 20_000, base=1))
    return response, response.content.decode(), time.thread_time() - started


def test_two_quite_different_long_texts_are_shown_within_bounds(conflict):
    response, page, seconds = conflict
    assert response.status_code == 409
    assert "19500 more lines are not marked here" in page.replace(",", "")
    assert len(page) < 2_000_000
    assert seconds < 8


def test_the_writer_goes_on_from_the_whole_text(conflict):
    _response, page, _seconds = conflict
    body = re.search(r'<textarea name="body".*?>(.*?)</textarea>', page, re.DOTALL).group(1)
    assert unescape(body).strip().split("\n") == ["mine"] * 20_000
    assert page.count("theirs\n") >= 20_000


def test_more_places_than_anybody_reads_are_counted(alice, bob):
    lines = [f"line {n}\n\nThis stays as it is, number {n}.\n\n" for n in range(250)]
    page = make_article("Pump", body="".join(lines))
    bob.post("/articles/pump/edit/", change(page, "".join(line.replace("line", "row") for line in lines)))
    mine = "".join(line.replace("line", "verse") for line in lines)
    shown = alice.post("/articles/pump/edit/", change(page, mine, base=1)).content.decode()
    assert "Place 100 of 100" in shown
    assert "You both changed 150 more places" in shown
    assert "verse 249" in shown
    assert "row 249" in shown
