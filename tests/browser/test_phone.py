"""The site on a narrow screen and with a large text."""

import pytest


def test_the_navigation_opens_as_a_drawer_without_any_script(visit):
    page = visit(view="phone", java_script_enabled=False).open("/")
    assert not page.get_by_role("link", name="Tags").first.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert page.locator(".sidenav").get_by_role("link", name="Tags").is_visible()
    page.get_by_role("button", name="Close").click()
    assert not page.locator(".sidenav").is_visible()


def test_the_navigation_stands_beside_the_text_on_a_wide_screen(visit):
    page = visit().open("/")
    assert page.locator(".sidenav").is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()


@pytest.mark.parametrize("view", ["desk", "phone"])
def test_text_of_twice_the_size_does_not_scroll_sideways(visit, alice, pump_article, view):
    visitor = visit(alice, view=view)
    for path in (
        "/",
        "/articles/pump/",
        "/articles/pump/edit/",
        "/articles/pump/history/",
        "/search/?q=pump",
    ):
        page = visitor.open(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        visitor.look()
    assert visitor.faults == ""


def test_everything_to_press_is_large_enough_for_a_finger(visit, alice, pump_article):
    visitor = visit(alice, view="phone")
    for path in ("/", "/articles/pump/", "/articles/pump/edit/"):
        page = visitor.open(path)
        small = page.evaluate("""() => [...document.querySelectorAll(
            "button, .btn, input:not([type=hidden]), select, summary")]
            .filter((part) => part.checkVisibility())
            .map((part) => part.closest("label") ?? part)
            .filter((target) => target.getBoundingClientRect().height < 24)
            .map((target) => target.outerHTML.slice(0, 80))""")
        assert small == []
