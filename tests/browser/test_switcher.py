"""The quick switcher: with the keyboard, the mouse, a finger, and for whom a page is hidden."""

from datetime import datetime, timedelta

import pytest

from tests.make import make_article, make_audience, make_term

FIELD, FOCUSED = "#switcher-box", "document.activeElement.id"


@pytest.fixture
def pages(db):
    make_term("Pump", gloss="What lifts water.")
    make_article("Pump room", parent=make_article("Hall"))
    make_article("Knowledge management")


def option(page, name):
    return page.get_by_role("option", name=name)


def test_ctrl_k_letters_an_arrow_and_enter_lead_to_a_page(visit, carol, pages):
    visitor = visit(carol)
    page = visitor.open("/changes/")
    page.keyboard.press("Control+k")
    assert page.evaluate(FOCUSED) == "switcher-box"
    page.keyboard.type("pum")
    option(page, "Pump room").wait_for()
    assert page.get_by_role("group", name="Terms").get_by_role("option").count() == 1
    assert page.locator("#switcher [role=status]").inner_text() == "2 suggestions."
    assert option(page, "Pump What lifts water.").get_attribute("aria-selected") == "true"
    visitor.look()
    page.keyboard.press("ArrowDown")
    marked = page.locator(FIELD).get_attribute("aria-activedescendant")
    assert page.locator(f"#{marked}").inner_text().startswith("Pump room")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/pump-room/")
    assert visitor.faults == ""


def test_whoever_types_faster_than_the_answer_lands_where_it_leads(visit, carol, pages):
    page = visit(carol).open("/")
    page.keyboard.press("/")
    page.keyboard.type("pump room")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/pump-room/")


def test_a_late_answer_to_what_was_asked_before_leads_nowhere(visit, carol, pages):
    page = visit(carol, locale="en-GB").open("/")  # a browser of her own: its clock stays changed
    page.clock.install()
    held = []
    page.route(lambda address: address.endswith("/switch/"), lambda route: held.append(route))
    with page.expect_request("**/switch/"):
        page.keyboard.press("/")
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    page.keyboard.type("pump room")
    page.keyboard.press("Enter")
    held[0].continue_()
    page.wait_for_timeout(300)
    assert page.evaluate("location.pathname") == "/"
    page.clock.run_for(100)
    page.wait_for_url("**/articles/pump-room/")


def test_escape_gives_the_focus_back_and_home_and_end_go_to_the_ends(visit, carol, pages):
    page = visit(carol).open("/")
    page.locator(".account summary").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("p")
    option(page, "Pump room").wait_for()
    page.keyboard.press("End")
    assert option(page, "Search for").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("option").first.get_attribute("aria-selected") == "true"
    page.keyboard.press("PageDown")
    page.keyboard.press("Home")
    assert page.get_by_role("option").first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert not page.locator("#switcher").is_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_the_button_opens_it_for_a_finger_and_what_is_misspelt_is_guessed(visit, pages):
    visitor = visit(view="phone")
    page = visitor.open("/")
    door = page.get_by_role("button", name="Go to")
    assert min(door.bounding_box()["width"], door.bounding_box()["height"]) >= 44
    door.tap()
    page.locator(FIELD).fill("knowlege managment")
    option(page, "Knowledge management").wait_for()
    visitor.measure()
    option(page, "Knowledge management").tap()
    page.wait_for_url("**/articles/knowledge-management/")
    assert visitor.faults == ""


def test_what_was_opened_lately_is_offered_before_anything_is_typed(visit, carol, pages):
    page = visit(carol).open("/articles/pump-room/")
    page.goto("/articles/never-written/")
    page.goto("/articles/knowledge-management/")
    page.keyboard.press("Control+k")
    lately = page.get_by_role("group", name="Opened lately").get_by_role("option")
    lately.first.wait_for()
    assert [one.split("\n")[0] for one in lately.all_inner_texts()] == ["Pump room"]
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/articles/pump-room/")


def test_a_private_page_is_offered_to_members_and_to_nobody_else(visit, alice, mallory):
    plan = make_article("Merger plan", audience=make_audience("Board", alice.user))
    for person, names in ((alice, ["Merger plan"]), (mallory, [])):
        visitor = visit(person)
        page = visitor.open("/")
        # As if it had been opened here before it was made private.
        page.evaluate(
            "([who, here]) => localStorage.setItem(`opened-lately:${who}`, JSON.stringify([here]))",
            [person.user.username, plan.get_absolute_url()],
        )
        page.keyboard.press("Control+k")
        page.get_by_role("option", name="Recent changes").wait_for()
        assert page.get_by_role("option", name="Merger plan").count() == len(names)
        page.keyboard.type("merg")
        option(page, "Search for “merg”").wait_for()
        assert page.get_by_role("option", name="Merger plan").count() == len(names)


def test_in_the_editor_ctrl_k_makes_a_link(visit, bob, pump_article):
    page = visit(bob).open("/articles/pump/edit/")
    page.locator("md-editor textarea").focus()
    page.keyboard.press("Control+k")
    assert not page.locator("#switcher").is_visible()
    page.get_by_label("Title").focus()
    page.keyboard.press("Control+k")
    assert page.locator("#switcher").is_visible()
