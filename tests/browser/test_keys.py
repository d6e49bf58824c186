"""The keyboard on every page."""


def test_a_slash_leads_to_the_search_box(visit):
    page = visit().open("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    assert page.locator("[data-shortcut='/']").input_value() == "a/b"


def test_the_first_tab_offers_to_skip_to_the_content(visit):
    page = visit().open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_not_hidden_below_the_header(visit, pump_article):
    page = visit().open("/articles/pump/")
    for _ in range(25):
        page.keyboard.press("Tab")
        hidden = page.evaluate("""() => {
            const box = document.activeElement.getBoundingClientRect();
            const header = document.querySelector(".top");
            if (document.activeElement.closest(".top, .skip")) return false;
            return box.height > 0 && box.bottom <= header.getBoundingClientRect().bottom;
        }""")
        assert not hidden
