"""Searching while one types, with the mouse, with the keyboard, and back."""

import re

import pytest

from kmsite.profiles.introducing import introduce
from tests.make import make_article, make_term


@pytest.fixture
def answers(alice, cleo):
    """A few pages and a term that answer "audit", and somebody who can be asked about it."""
    make_article("Audit of the stores", "We count.", by=alice.user, tags=("stores",))
    make_article("Field guide", "An audit in the field.", by=alice.user, tags=("field",))
    make_article("Knowledge management", "Knowledge management and its audit.", by=alice.user)
    term = make_term("Audit", "AU", gloss="A structured look.", by=cleo.user)
    introduce(alice.user, terms=[term], department="Audit office")


def box(page):
    return page.get_by_label("What are you looking for?")


def test_results_follow_what_is_typed_and_the_box_keeps_focus_and_caret(visit, carol, answers):
    visitor = visit(carol)
    page = visitor.open("/")
    page.goto(f"{visitor.base}/search/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "part=" in request.url else None)
    box(page).press_sequentially("audit", delay=20)
    page.get_by_role("link", name="Field guide", exact=True).wait_for()
    assert page.locator("[data-search-said]").inner_text() == "4 results"
    assert page.url.endswith("/search/?q=audit")
    assert len(asked) <= 3
    assert box(page).evaluate("field => field === document.activeElement && field.selectionStart") == 5
    box(page).press_sequentially(" stores", delay=20)
    page.get_by_role("link", name="Field guide", exact=True).wait_for(state="detached")
    page.wait_for_url(re.compile(r"q=audit\+stores$"))
    visitor.look()
    page.go_back()
    page.wait_for_url(f"{visitor.base}/")
    page.go_forward()
    page.get_by_role("link", name="Audit of the stores").wait_for()
    assert box(page).input_value() == "audit stores"
    assert visitor.faults == ""


def test_the_card_the_reasons_and_the_filters_work_by_keyboard(visit, carol, answers):
    visitor = visit(carol)
    page = visitor.open("/search/?q=audit")
    card = page.locator(".best-term")
    assert "A structured look." in card.inner_text()
    why = page.locator(".hit summary").last
    why.focus()
    page.keyboard.press("Enter")
    page.get_by_text("stands in").last.wait_for()
    page.get_by_role("navigation", name="Filters").get_by_role("link", name="field 1", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("tag=field"))
    assert page.locator(".hit .title").all_inner_texts() == ["Field guide"]
    box(page).fill("guide")
    page.wait_for_url(re.compile(r"q=guide&tag=field$"))
    page.get_by_role("link", name="Take away: Tag: field").click()
    page.wait_for_url(re.compile(r"q=guide$"))
    page.get_by_role("link", name="People").first.wait_for(state="hidden")
    assert visitor.faults == ""


def test_a_slip_and_another_name_are_told_of_while_one_types(visit, carol, answers):
    visitor = visit(carol)
    page = visitor.open("/search/")
    box(page).fill("knowlege managment")
    page.get_by_text("No page has “knowlege managment”.").wait_for()
    page.get_by_role("link", name="Knowledge management").first.wait_for()
    box(page).fill("AU")
    page.get_by_text("Also searched for").wait_for()
    visitor.look()
    page.get_by_role("link", name="Search for exactly “AU”").click()
    page.get_by_text("Searched for exactly these words").wait_for()
    assert visitor.faults == ""


def test_what_is_composed_asks_nothing_and_enter_works_when_the_site_is_away(visit, carol, answers):
    visitor = visit(carol)
    page = visitor.open("/search/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "part=" in request.url else None)
    box(page).evaluate("""(field) => {
        field.value = "aud";
        field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    }""")
    page.wait_for_timeout(400)
    assert asked == []
    page.route("**/search/?*part=results*", lambda route: route.fulfill(status=503))
    box(page).fill("audit")
    page.get_by_text("Press Enter to search.").wait_for()
    box(page).press("Enter")
    page.get_by_role("link", name="Field guide", exact=True).wait_for()
    assert [fault for fault in visitor.complaints if "503" not in fault] == []


def test_filters_fold_on_a_phone_and_stay_as_they_are_while_one_types(visit, carol, answers):
    visitor = visit(carol, view="phone")
    page = visitor.open("/search/?q=audit")
    stores = page.get_by_role("link", name="stores 1", exact=True)
    assert not stores.is_visible()
    page.get_by_text("Filters", exact=True).click()
    stores.wait_for()
    box(page).fill("aud")
    page.wait_for_url(re.compile(r"q=aud$"))
    stores.wait_for()
    visitor.look()
    stores.click()
    page.wait_for_url(re.compile("tag=stores"))
    assert visitor.faults == ""


def test_searching_works_where_no_script_runs(visit, carol, answers):
    visitor = visit(carol, java_script_enabled=False)
    page = visitor.open("/")
    page.get_by_role("search", name="From any page").get_by_role("searchbox").fill("audit")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("^People")).click()
    assert page.locator(".found .title").all_inner_texts() == ["Alice"]
    page.get_by_role("link", name=re.compile("^All")).click()
    page.get_by_role("link", name="Title", exact=True).click()
    assert page.locator(".hit .title").first.inner_text() == "Audit"
