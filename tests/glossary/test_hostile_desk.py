"""What the curators' desk answers to forms that no page of it sends, or that come too late."""

import pytest
from django.test import Client

from tests.make import make_term

LIST = "/admin/glossary/term/"


@pytest.mark.parametrize("chosen", ["abc", "\0", "-1", "9" * 30, "٣"])
@pytest.mark.parametrize("act", ["approve", "merge"])
def test_rows_that_are_none_are_left_alone(cleo, chosen, act):
    term = make_term("Pump", status="review")
    sent = {"action": act, "_selected_action": [chosen], "index": "0", "_do": "1"}
    assert cleo.post(LIST, sent).status_code == 302
    term.refresh_from_db()
    assert term.status == "review"


@pytest.mark.parametrize("address", ["term/add/", "term/1/change/", "source/add/", "domain/add/"])
def test_whoever_is_signed_out_meanwhile_gets_the_words_back(anonymous, cleo, address):
    sent = {
        "title": "Pump",
        "name": "Pump",
        "definitions-0-text": "<b>Moves water.",
        "sealed": "x",
        "key": "secret",
    }
    given = anonymous.post(f"/admin/glossary/{address}", sent)
    assert given.status_code == 403
    assert "&lt;b&gt;Moves water." in given.text
    assert "secret" not in given.text
    assert anonymous.post(f"/admin/glossary/{address}").status_code == 302
    without_token = Client(enforce_csrf_checks=True)
    without_token.cookies = cleo.cookies
    assert "&lt;b&gt;Moves water." in without_token.post(f"/admin/glossary/{address}", sent).text
