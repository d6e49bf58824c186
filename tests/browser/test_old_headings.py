"""The address of an old heading, followed in a browser."""

import pytest

from kmsite.pages.saving.editing import revise
from tests.make import make_article

FILLER = "\n\n".join(f"Paragraph {number} of a long page." for number in range(60))
PARTS = "The pump has a housing, a wheel and a seal against dirt."


@pytest.fixture
def reworded(alice):
    """A long page at whose end a heading was reworded."""
    body = f"{FILLER}\n\n## Parts\n\n{PARTS}\n\n{FILLER}"
    page = make_article("Pump", body, by=alice.user)
    return revise(page, base=1, body=body.replace("## Parts", "## Made of"), by=alice.user).page


def top_of(page, name):
    return page.get_by_role("heading", name=name).bounding_box()["y"]


def test_an_old_address_scrolls_to_the_reworded_heading(visit, reworded):
    page = visit().open("/articles/pump/#user-content-parts")
    assert 0 < top_of(page, "Made of") < 200
    assert page.evaluate("scrollY") > 500


def test_a_link_by_the_old_name_lands_there_without_scripts_too(visit, reworded, alice):
    make_article("Fountain", "See [[Pump#Parts]].", by=alice.user)
    for scripts in (True, False):
        page = visit(java_script_enabled=scripts).open("/articles/fountain/")
        page.get_by_role("link", name="Parts").click()
        page.wait_for_url("**/articles/pump/#user-content-parts")
        assert 0 < top_of(page, "Made of") < 200
