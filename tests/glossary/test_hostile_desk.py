"""What the curators' desk answers to forms that no page of it sends."""

import pytest

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
