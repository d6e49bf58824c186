"""Somebody looks up a term and compares it with another; a curator writes why they differ."""

from glossary.models import Comparison
from tests.glossary.comparisons import HOME, write
from tests.make import make_term


def two_terms():
    return make_term("Knowledge management", "KM", gloss="What is known."), make_term(
        "Organisational learning", "OL"
    )


def test_km_is_compared_with_ol_by_the_keyboard_alone_and_on_a_phone(visit, cleo, carol):
    write(*two_terms(), cleo.user)
    visitor = visit(carol)
    page = visitor.open("/terms/compare/?term=KM")
    page.get_by_label("Term 2").focus()
    page.keyboard.type("OL")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HOME}")
    assert page.get_by_role("columnheader", name="Organisational learning").first.is_visible()
    assert page.get_by_role("rowheader", name="Our definition").is_visible()
    visitor.look()
    assert visitor.faults == ""
    phone = visit(carol, view="phone")
    stacked = phone.open(HOME)
    boxes = [stacked.get_by_text(words).bounding_box() for words in ("knowledge itself", "teams that")]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert phone.faults == ""


def test_a_curator_adds_a_criterion_and_moves_it_up(visit, cleo):
    km, ol = two_terms()
    write(km, ol, cleo.user)
    visitor = visit(cleo)
    page = visitor.open(f"{HOME}edit/")
    page.get_by_role("button", name="Add a criterion").click()
    row = page.locator(".criterion").last
    page.keyboard.type("Goal or means")
    row.get_by_label("Organisational learning").fill("the goal")
    row = page.locator(".criterion", has_text="Goal or means")
    for _step in range(3):
        row.get_by_role("button", name="Up").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(f"**{HOME}")
    said = Comparison.objects.get().current.said
    assert [line["criterion"] for line in said["rows"]] == ["Goal or means", "Starting point"]
    assert visitor.faults == ""
