"""Pages are put in order with the mouse, a finger, the keyboard, or without scripts."""

import pytest

from kmsite.pages.models import Page
from tests.make import make_article

ADDRESS = "/articles/hall/order/"


@pytest.fixture
def hall(db):
    """A hall with four pages below it."""
    hall = make_article("Hall")
    for title in ("Ash", "Birch", "Cedar", "Dogwood"):
        make_article(title, parent=hall)
    return hall


def order(hall):
    return [page.title[0] for page in Page.objects.children_of(hall).in_order()]


def shown(page):
    return [title.strip()[0] for title in page.locator(".ordering .title").all_inner_texts()]


def save(page):
    page.get_by_role("button", name="Save this order").click()
    page.wait_for_url("**/articles/hall/")


def test_arrows_move_a_page_and_keep_the_focus_on_it(visit, bob, hall):
    page = visit(bob).open(ADDRESS)
    page.get_by_role("button", name="Cedar up").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert shown(page) == ["C", "A", "B", "D"]
    assert page.locator("[data-order-status]").inner_text() == "Cedar: place 1 of 4"
    assert page.evaluate("document.activeElement.ariaLabel") == "Cedar down"
    save(page)
    assert order(hall) == ["C", "A", "B", "D"]


def test_a_number_moves_a_page_there(visit, bob, hall):
    page = visit(bob).open(ADDRESS)
    field = page.get_by_label("Place of Dogwood")
    field.fill("2")
    field.press("Enter")
    assert shown(page) == ["A", "D", "B", "C"]
    assert page.url.endswith(ADDRESS)
    save(page)
    assert order(hall) == ["A", "D", "B", "C"]


@pytest.mark.parametrize("view", ["desk", "phone"])
def test_a_page_is_dragged_by_its_grip(visit, bob, hall, view):
    page = visit(bob, view=view).open(ADDRESS)
    grips = page.locator("[data-order-grip]")
    start, goal = grips.nth(0).bounding_box(), page.locator(".ordering li").nth(1).bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, goal["y"] + goal["height"] * 0.75, steps=5)
    page.mouse.up()
    assert shown(page) == ["B", "A", "C", "D"]
    assert page.locator("[data-order-status]").inner_text() == "Ash: place 2 of 4"
    save(page)
    assert order(hall) == ["B", "A", "C", "D"]


def test_without_scripts_numbers_do_it(visit, bob, hall):
    page = visit(bob, java_script_enabled=False).open(ADDRESS)
    assert not page.get_by_role("button", name="Cedar up").is_visible()
    page.get_by_label("Place of Dogwood").fill("1")
    save(page)
    assert order(hall) == ["D", "A", "B", "C"]


def test_a_rename_is_looked_at_and_confirmed(visit, bob, hall):
    page = visit(bob).open("/articles/hall/move/")
    page.get_by_label("Title").fill("Great hall")
    page.get_by_role("button", name="Show what would happen").click()
    assert page.get_by_text("The old address keeps leading here, for ever.").is_visible()
    page.get_by_role("button", name="Rename", exact=True).click()
    page.wait_for_url("**/articles/great-hall/")
    page.goto(page.url.replace("great-hall", "hall"))
    assert page.url.endswith("/articles/great-hall/")
