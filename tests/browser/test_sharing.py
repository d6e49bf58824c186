"""Copying from the page of a term that is shared: a link, and the definition with its layout."""

import pytest

from tests.make import make_term

PASTED = """async () => Promise.all((await navigator.clipboard.read())
    .map(async (item) => (await item.getType("text/html")).text()))"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


@pytest.fixture
def shared(visit):
    make_term("Knowledge management", "KM")
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    yield visitor.open("/glossary/knowledge-management/share/")
    assert visitor.complaints == []


def test_a_visitor_copies_a_link_and_then_the_definition_with_its_layout(shared, site):
    shared.get_by_role("button", name="Copy", exact=True).nth(2).click()
    shared.get_by_role("button", name="Copied").wait_for()
    assert shared.evaluate("navigator.clipboard.readText()").endswith("/t/KM/")
    shared.get_by_role("button", name="Copy with layout").click()
    shared.locator(".share-field > .btn", has_text="Copied").wait_for()
    assert "<strong>Knowledge management (KM)</strong>" in shared.evaluate(PASTED)[0]
    assert "What Knowledge management is." in shared.evaluate("navigator.clipboard.readText()")
    shared.evaluate(NO_CLIPBOARD)
    shared.get_by_label("Markdown").locator("xpath=..").get_by_role("button").click()
    assert "**Knowledge management" in shared.evaluate("getSelection().toString()")
