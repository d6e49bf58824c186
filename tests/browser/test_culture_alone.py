"""The exercise alone in a browser, from the first statement to what is kept of it, by keyboard."""

from kmsite.culture.models import PersonalResult


def focused(page, key):
    """Press `key` and return the id of what has the focus then."""
    page.keyboard.press(key)
    return page.evaluate("document.activeElement.id")


def test_somebody_does_the_exercise_by_keyboard_and_keeps_it(visit, carol):
    visitor = visit(carol)
    page = visitor.open("/culture/alone/")
    page.locator("#lens-me").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/culture/alone/?lens=me*")
    assert page.get_by_role("group", name="From “I know” to “We know”").count() == 1
    visitor.measure()
    page.locator("#id_me-1_0").focus()
    page.keyboard.press("Space")
    assert focused(page, "ArrowRight") == "id_me-1_1"
    for place in range(2, 12):
        assert focused(page, "Tab") == f"id_me-{place}_0"
        page.keyboard.press("ArrowLeft")  # goes round to the last: can't say
    assert page.locator("[role=status].answered").inner_text() == "11 of 11 answered"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send anyway").click()
    assert page.get_by_role("heading", name="Where I stand").count() == 1
    assert "after action review" in page.locator(".suggestion").inner_text()
    visitor.look()
    page.get_by_label("Keep these answers with my name").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/culture/")
    assert "more left" in page.locator("main").inner_text()
    assert PersonalResult.objects.get().answers == [2] + [None] * 10
    assert visitor.faults == ""


def test_on_a_small_phone_nothing_is_out_of_reach(visit, carol):
    visitor = visit(carol, view="phone")
    page = visitor.open("/culture/alone/?lens=me&lens=community")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 640})
        boxes = page.evaluate("""[...document.querySelectorAll(".position")].map((one) => {
            const box = one.getBoundingClientRect();
            return [box.left, box.right, box.height, one.scrollWidth - one.clientWidth];
        })""")
        assert len(boxes) == 132
        assert all(left >= 0 and right <= width for left, right, _height, _over in boxes)
        assert all(height >= 44 and over <= 0 for _left, _right, height, over in boxes)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
