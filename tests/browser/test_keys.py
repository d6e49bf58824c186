"""The keyboard on every page."""


def test_a_slash_leads_to_the_field_of_the_switcher(visit):
    page = visit().open("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "switcher-box"
    page.keyboard.type("a/b")
    assert page.locator("#switcher-box").input_value() == "a/b"


def test_a_slash_in_a_field_is_a_slash_and_single_keys_can_be_switched_off(visit, bob, pump_article):
    page = visit(bob).open("/articles/pump/")
    page.get_by_label("Search", exact=True).press("/")
    assert page.get_by_label("Search", exact=True).input_value() == "/"
    page.keyboard.press("Control+k")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.press("e")
    assert not page.locator("#switcher").is_visible()
    assert page.url.endswith("/articles/pump/")


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


def test_the_menu_of_a_person_opens_and_closes_by_keyboard(visit, alice):
    page = visit(alice).open("/")
    page.locator(".account summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "My page"
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="My page").is_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_the_drawer_opens_and_closes_by_keyboard(visit):
    page = visit(view="phone").open("/")
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Escape")
    assert not page.locator(".sidenav").is_visible()
    assert page.evaluate("document.activeElement.ariaLabel") == "Menu"


def test_the_toolbar_is_one_stop_and_its_buttons_are_reached_by_arrows(visit, bob, pump_article):
    page = visit(bob).open("/articles/pump/edit/")
    page.get_by_role("button", name="Bold").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == "Italic"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.ariaLabel") == "Preview"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "body"


def test_revisions_are_compared_by_keyboard(visit, bob, wiki):
    page = visit(bob).open("/articles/knowledge-audit/history/")
    page.get_by_label("Revision 2 as the old one").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Revision 1 as the old one").is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/1..3/")
