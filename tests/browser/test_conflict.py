"""Two people at the same words."""

import pytest

from kmsite.pages.editing import revise


def meet(visitor, page, alice):
    """Bob saves what Alice changed meanwhile; return his browser's page, which shows the conflict."""
    window = visitor.open("/articles/pump/edit/")
    revise(page, base=1, body="Alice was here.", by=alice.user)
    window.locator("textarea[name=body]").fill("Bob was here.")
    window.get_by_role("button", name="Save").click()
    window.get_by_role("heading", name="Theirs, saved").wait_for()
    return window


@pytest.mark.parametrize(("button", "words"), [("their", "Alice was here."), ("your", "Bob was here.")])
def test_either_words_are_copied_with_one_press(visit, alice, bob, pump_article, button, words):
    visitor = visit(bob)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = meet(visitor, pump_article, alice)
    assert page.locator(".versus").first.inner_text().count(words) == 1
    page.get_by_role("button", name=f"Copy {button} words").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").strip() == words
    visitor.look()
    assert visitor.faults == ""


def test_without_scripts_the_words_open_in_a_field(visit, alice, bob, pump_article):
    page = meet(visit(bob, java_script_enabled=False), pump_article, alice)
    page.get_by_text("Copy their words").click()
    field = page.get_by_role("textbox", name="Theirs, saved")
    assert field.is_visible()
    assert field.input_value().strip() == "Alice was here."
