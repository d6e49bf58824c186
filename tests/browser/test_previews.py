"""Cards beside links to pages: with the mouse, the keyboard, a finger; of a heading; of nothing hidden."""

import pytest

from kmsite.accounts.people import set_preferences
from tests.make import make_article, make_audience

CARD = ".page-card"


@pytest.fixture
def article(alice):
    make_article("Valve", "## Seat\n\nThe seat holds.", lede="It opens.", by=alice.user)
    make_article("Pump", "See [[Valve]], [[Valve#Seat]] and [[No such page]].\n\nMore.", by=alice.user)
    return "/articles/pump/"


def asked_for(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/card/" in request.url else None)
    return asked


def test_a_card_comes_under_the_mouse_and_stays_while_it_is_there(visit, article):
    visitor = visit()
    page = visitor.open(article)
    asked = asked_for(page)
    link = page.locator("main .prose a").first
    link.hover()
    card = page.locator(CARD)
    card.get_by_text("It opens.").wait_for()
    assert page.get_by_role("link", description="It opens.").count() == 1
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible()
    visitor.look()
    page.mouse.move(5, 400)
    card.wait_for(state="detached")
    link.hover()
    card.wait_for()
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    page.locator(".redlink").hover()
    page.wait_for_timeout(500)
    assert (card.count(), len(asked), visitor.faults) == (0, 1, "")


def test_the_keyboard_shows_it_and_goes_on_and_a_heading_has_its_own(visit, carol, article):
    visitor = visit(carol)
    page = visitor.open(article)
    page.locator("main .prose a").nth(1).focus()
    page.keyboard.press("Shift+Tab")
    page.locator(CARD).get_by_text("It opens.").wait_for()
    page.keyboard.press("Tab")
    page.locator(CARD).get_by_text("The seat holds.").wait_for()
    assert page.locator(CARD).get_by_text("Seat", exact=True).is_visible()
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/valve/#*")
    assert visitor.faults == ""


def test_a_tap_follows_the_link_at_once(visit, article):
    page = visit(view="phone").open(article)
    page.locator("main .prose a").first.tap()
    page.wait_for_url("**/articles/valve/")


def test_lists_show_cards_of_what_the_person_may_see(visit, alice, mallory, article):
    make_article("Plan", "We merge.", by=alice.user, audience=make_audience("Board", alice.user))
    page = visit(alice).open("/articles/")
    page.get_by_role("link", name="Plan").hover()
    page.locator(CARD).get_by_text("We merge.").wait_for()
    other = visit(mallory).open("/articles/")
    assert other.get_by_role("link", name="Plan").count() == 0
    status = other.evaluate("fetch('/articles/plan/card/').then((answer) => answer.status)")
    assert status == 404


def test_whoever_wants_no_cards_sees_none(visit, carol, article):
    user = carol.user
    set_preferences(
        user, name=user.name, theme=user.theme, text_size=user.text_size, time_zone="", term_cards=False
    )
    page = visit(carol).open(article)
    asked = asked_for(page)
    page.locator("main .prose a").first.hover()
    page.wait_for_timeout(500)
    assert (page.locator(CARD).count(), asked) == (0, [])
