"""The site on a narrow screen and with a large text."""

import pytest

from kmsite.pages.saving.editing import revise
from tests.make import make_article
from tests.people import Person, make_user

PARTS = ("", "edit/", "history/", "history/1/", "history/1/restore/", "compare/1..2/", "links/", "files/")


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


def test_a_word_without_end_widens_no_page(visit, alice):
    endless = "Donaudampfschiff" * 8
    bob = Person(make_user("bob", "editor", name=endless[:100]))
    section = make_article(title=endless[:120], body=endless, by=bob.user, tags=(endless[:60],))
    make_article(title="Pump", body=f"[[{endless[:120]}]]", by=bob.user, parent=section, lede=endless)
    revise(section, base=1, body=f"## {endless}\n\n{endless}", summary=endless, by=bob.user)
    page = f"/articles/{section.slug}/"
    tag = f"/tags/{section.tags.get().slug}/"
    lists = (
        "/",
        "/articles/",
        "/articles/?view=changes",
        "/changes/",
        "/tags/",
        tag,
        f"/search/?q={endless}",
    )
    visitor = visit(bob, view="phone")
    for path in (
        *lists,
        "/articles/pump/",
        "/people/bob/",
        "/me/settings/",
        *(page + part for part in PARTS),
    ):
        visitor.open(path)
        assert visitor.status == 200, path
        visitor.measure()
    assert visitor.faults == ""


def test_the_header_is_one_line_and_the_search_box(visit, alice):
    page = visit(alice, view="phone").open("/")
    tops = page.evaluate("""() => [".menubutton", ".brand", ".account .btn", ".account summary", ".search"]
        .map((name) => document.querySelector(name).getBoundingClientRect().top)""")
    assert len(set(tops[:4])) == 1
    assert tops[4] > tops[0]
    assert page.get_by_role("link", name="Write", exact=True).is_visible()


def test_the_largest_text_leaves_the_header_whole_on_a_desk(visit, alice):
    alice.user.text_size = "largest"
    alice.user.save()
    visitor = visit(alice)
    page = visitor.open("/")
    brand, write, search = (page.locator(part) for part in (".brand", ".account .btn.primary", ".search"))
    assert brand.bounding_box()["height"] == pytest.approx(write.bounding_box()["height"], abs=2)
    assert search.bounding_box()["y"] < brand.bounding_box()["y"] + brand.bounding_box()["height"]
    assert page.get_by_text("Write", exact=True).bounding_box()["width"] > 20
    assert page.locator(".sidenav").is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()
    visitor.look()
    assert visitor.faults == ""


@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_a_desk_zoomed_to_twice_the_size_keeps_the_header_in_order(visit, alice, text_size):
    alice.user.text_size = text_size
    alice.user.save()
    visitor = visit(alice)
    visitor.page.set_viewport_size({"width": 640, "height": 450})
    page = visitor.open("/")
    parts = (".menubutton", ".brand", ".account .btn.primary", ".account summary")
    assert len({round(page.locator(part).bounding_box()["y"]) for part in parts}) == 1
    visitor.measure()
    assert visitor.faults == ""


def test_the_summary_of_a_revision_is_read_on_a_phone_without_scrolling_sideways(visit, alice, pump_article):
    revise(pump_article, base=1, body="Turn it slowly.", summary="a little slower", by=alice.user)
    visitor = visit(alice, view="phone")
    page = visitor.open("/articles/pump/history/")
    box = page.get_by_role("region", name="Revisions")
    assert box.evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    summary = page.get_by_role("cell", name="a little slower").bounding_box()
    assert summary["x"] + summary["width"] <= 320
    visitor.look()
    assert visitor.faults == ""
