"""The card of a term: with the mouse, the keyboard, a finger, on paper, switched off, without scripts."""

import pytest

from kmsite.accounts.people import set_preferences
from tests.make import make_article, make_domain, make_term

CARD = ".page-card"


@pytest.fixture
def article(db):
    make_term("Knowledge management", "KM", gloss="Getting knowledge to where it is needed.")
    for name in ("Records", "Sales"):
        make_term("Capture", domain=make_domain(name).pk, gloss=f"As in {name}.")
    body = "## Work\n\nWe do KM all day, and we capture lessons.\n\n" + "More words.\n\n" * 40
    make_article("Pump", body)
    return "/articles/pump/"


def km(page):
    return page.get_by_role("link", name="KM", exact=True)


def count_cards(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/card/") else None)
    return asked


def test_a_card_comes_under_the_mouse_stays_while_it_is_there_and_is_asked_for_once(visit, article):
    visitor = visit()
    page = visitor.open(article)
    asked = count_cards(page)
    km(page).hover()
    card = page.locator(CARD)
    card.get_by_text("Getting knowledge to where it is needed.").wait_for()
    assert page.get_by_role("link", description="Getting knowledge to where it is needed.").count() == 1
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible()
    visitor.look()
    page.mouse.move(5, 5)
    card.wait_for(state="detached")
    km(page).hover()
    card.get_by_role("link", name="Open term").click()
    page.wait_for_url("**/glossary/knowledge-management/")
    assert (len(asked), visitor.faults) == (1, "")


def test_the_keyboard_reaches_the_card_and_escape_gives_the_focus_back(visit, carol, article):
    visitor = visit(carol)
    page = visitor.open(article)
    page.get_by_role("link", name="capture").focus()
    page.keyboard.press("Shift+Tab")  # to KM, with the keyboard
    page.locator(CARD).wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Open term"
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == "KM"
    page.keyboard.press("Tab")
    page.locator(CARD).get_by_text("As in Records.").wait_for()
    assert page.locator(CARD).get_by_text("As in Sales.").is_visible()
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    page.keyboard.press("Enter")
    page.wait_for_url("**/t/Capture/")
    assert visitor.faults == ""


def test_on_a_phone_the_first_tap_shows_the_card_and_the_second_follows(visit, article):
    visitor = visit(view="phone")
    page = visitor.open(article)
    km(page).tap()
    card = page.locator(CARD)
    card.wait_for()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    visitor.measure()
    page.get_by_text("More words.").last.tap()
    card.wait_for(state="detached")
    km(page).tap()
    card.wait_for()
    km(page).tap()
    page.wait_for_url("**/glossary/knowledge-management/")
    assert visitor.faults == ""


def test_whoever_does_not_want_cards_gets_none(visit, carol, article):
    page = visit().open(article)
    asked = count_cards(page)
    km(page).hover()
    page.get_by_role("button", name="Do not show these cards").click()
    page.goto(article)
    km(page).hover()
    page.wait_for_timeout(500)
    assert len(asked) == 1
    page.goto(f"{article}terms/")
    page.get_by_role("button", name="Show them again").click()
    page.goto(article)
    km(page).hover()
    page.locator(CARD).wait_for()
    set_preferences(
        carol.user, name="Carol", theme="auto", text_size="normal", time_zone="", term_cards=False
    )
    hers = visit(carol).open(article)
    km(hers).hover()
    hers.wait_for_timeout(500)
    assert hers.locator(CARD).count() == 0


def test_on_paper_the_terms_stand_at_the_end_and_without_scripts_a_link_is_a_link(visit, article):
    page = visit(java_script_enabled=False).open(article)
    listed = page.get_by_text("/t/knowledge-management/")
    assert not listed.is_visible()
    page.emulate_media(media="print")
    assert listed.is_visible()
    page.emulate_media(media="screen")
    km(page).click()
    page.wait_for_url("**/glossary/knowledge-management/")
