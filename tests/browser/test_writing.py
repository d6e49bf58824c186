"""Writing with mouse and keyboard."""

import pytest

from kmsite.pages.models import Revision
from tests.make import make_article

GIVE_A_PICTURE = """async (how) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 20 });
    const picture = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const given = new DataTransfer();
    given.items.add(new File([picture], "valve.png", { type: "image/png" }));
    const area = document.querySelector("textarea[name=body]");
    const options = { bubbles: true, cancelable: true, clipboardData: given, dataTransfer: given };
    const event = how === "paste" ? new ClipboardEvent(how, options) : new DragEvent(how, options);
    return area.dispatchEvent(event) ? "left to the browser" : "refused to the browser";
}"""


@pytest.fixture
def visitor(visit, bob):
    return visit(bob)


@pytest.fixture
def desk(visitor, pump_article):
    """Bob at the editor of the page about the pump."""
    page = visitor.open("/articles/pump/edit/")
    page.on("dialog", lambda dialog: dialog.accept())
    area = page.locator("textarea[name=body]")
    area.fill("")
    yield page, area
    visitor.measure()
    assert visitor.faults == ""


def test_words_become_bold_and_plain_again_and_undo_works(desk):
    page, area = desk
    area.fill("press the valve")
    page.evaluate("document.querySelector('textarea[name=body]').setSelectionRange(10, 15)")
    page.keyboard.press("Control+b")
    assert area.input_value() == "press the **valve**"
    page.keyboard.press("Control+b")
    assert area.input_value() == "press the valve"
    page.keyboard.press("Control+z")
    assert area.input_value() == "press the **valve**"


def test_enter_continues_a_list_and_ends_it_on_an_empty_item(desk):
    page, area = desk
    area.click()
    page.keyboard.type("1. first\nsecond\n\nafter")
    assert area.input_value() == "1. first\n2. second\nafter"


def test_tab_indents_a_list_line_and_elsewhere_leaves_the_field(desk):
    page, area = desk
    area.click()
    page.keyboard.type("- one\ntwo")
    page.keyboard.press("Tab")
    assert area.input_value() == "- one\n    - two"
    area.fill("plain words")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") != "body"


def test_two_brackets_offer_pages_and_enter_takes_one(desk, visitor):
    page, area = desk
    area.click()
    page.keyboard.type("See [[Pum")
    option = page.get_by_role("option", name="Pump")
    option.wait_for()
    assert area.get_attribute("aria-activedescendant") == option.first.get_attribute("id")
    visitor.look()
    page.keyboard.press("Enter")
    assert area.input_value() == "See [[Pump]]"
    assert page.get_by_role("option").count() == 0 or not page.get_by_role("option").first.is_visible()


def test_the_preview_shows_what_the_server_will_show(desk, visitor):
    page, area = desk
    area.click()
    page.keyboard.type("## Steps\n\nTurn **slowly**")
    page.locator(".preview strong", has_text="slowly").wait_for()
    visitor.look()
    page.keyboard.press("Control+Shift+p")
    assert not page.locator(".proof").is_visible()


def test_the_changes_stand_beside_the_source(desk, visitor):
    page, area = desk
    area.fill("Turn it slowly.")
    page.get_by_role("tab", name="Preview").focus()
    page.keyboard.press("ArrowRight")
    changes = page.get_by_role("tabpanel", name="Changes")
    changes.locator("ins", has_text="slowly").wait_for()
    assert "How the pump works." in changes.inner_text()
    assert not page.get_by_role("tabpanel", name="Preview").is_visible()
    visitor.look()


def test_the_buttons_show_preview_and_changes_without_leaving_the_page(desk):
    page, area = desk
    area.fill("Turn it **slowly**.")
    page.keyboard.press("Control+Shift+p")
    page.get_by_role("button", name="Show changes").click()
    page.get_by_role("tabpanel", name="Changes").locator("ins", has_text="slowly").wait_for()
    page.locator("main .buttons").get_by_role("button", name="Preview").click()
    page.get_by_role("tabpanel", name="Preview").locator("strong", has_text="slowly").wait_for()
    assert page.url.endswith("/articles/pump/edit/")


def test_where_the_server_does_not_answer_the_writer_is_told(visit, bob, pump_article):
    page = visit(bob).open("/articles/pump/edit/")
    area = page.locator("textarea[name=body]")
    page.route("**/editor/**", lambda route: route.abort())
    area.fill("Turn it slowly.")
    page.get_by_text("Your words are still here").wait_for()
    page.unroute("**/editor/**")
    area.fill("Turn it.")
    page.locator(".preview", has_text="Turn it.").wait_for()
    page.get_by_text("Your words are still here").wait_for(state="hidden")


def test_an_address_pasted_over_words_makes_them_a_link(desk):
    page, area = desk
    area.fill("read the manual")
    page.evaluate("""() => {
        const area = document.querySelector("textarea[name=body]");
        area.setSelectionRange(9, 15);
        const pasted = new DataTransfer();
        pasted.setData("text/plain", "https://example.org/manual");
        const paste = { clipboardData: pasted, bubbles: true, cancelable: true };
        area.dispatchEvent(new ClipboardEvent("paste", paste));
    }""")
    assert area.input_value() == "read the [manual](https://example.org/manual)"


def test_a_pasted_picture_is_uploaded_and_shown_on_a_line_of_its_own(desk):
    page, area = desk
    area.fill("Turn the valve slowly.")
    page.evaluate("document.querySelector('textarea[name=body]').setSelectionRange(14, 14)")
    page.evaluate(GIVE_A_PICTURE, "paste")
    describe(page, "A valve")
    page.locator(".preview img[src*='/files/']").wait_for()
    before, picture, after = area.input_value().split("\n\n")
    assert (before, after) == ("Turn the valve", " slowly.")
    assert picture.startswith("![A valve](/files/")
    assert "/valve.png)" in picture


def test_a_picture_pasted_into_a_list_stays_in_it(desk):
    page, area = desk
    area.fill("1. Turn the valve.\n2. Wait.")
    page.evaluate("document.querySelector('textarea[name=body]').setSelectionRange(18, 18)")
    page.evaluate(GIVE_A_PICTURE, "paste")
    describe(page, "A valve")
    page.locator(".preview li img[src*='/files/']").wait_for()
    assert page.locator(".preview ol").count() == 1


def test_a_picture_is_asked_for_its_words_by_keyboard_and_may_be_left_out(desk):
    page, area = desk
    area.fill("Turn it.")
    page.evaluate(GIVE_A_PICTURE, "drop")
    page.get_by_role("group", name="What does this image show?").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Say what the image shows, or mark it as decorative.").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("group", name="What does this image show?").wait_for(state="hidden")
    assert area.input_value().strip() == "Turn it."
    page.evaluate(GIVE_A_PICTURE, "drop")
    page.get_by_role("group", name="What does this image show?").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.locator(".preview img[src*='/files/']").wait_for()
    assert "![](/files/" in area.input_value()
    assert page.evaluate("document.activeElement.name") == "body"


def describe(page, words):
    """Say in the question that appears what the picture shows."""
    page.get_by_role("group", name="What does this image show?").wait_for()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_a_new_page_says_that_it_takes_files_once_it_is_saved(visit, bob, how):
    visitor = visit(bob)
    page = visitor.open("/new/")
    page.locator("textarea[name=body]").fill("Turn it.")
    assert page.evaluate(GIVE_A_PICTURE, how) == "refused to the browser"
    assert page.get_by_text("Save the page first: then it can take files.").is_visible()
    assert page.locator("textarea[name=body]").input_value() == "Turn it."
    visitor.look()
    assert visitor.faults == ""


def test_the_note_of_the_toolbar_is_written_as_the_articles_teach_it(desk):
    page, area = desk
    area.fill("Turn it.")
    page.get_by_role("button", name="Note").click()
    assert area.input_value() == "Turn it.\n\n> [!NOTE]\n> Text\n"
    page.locator(".preview aside.note").wait_for()


def test_control_and_enter_save(desk, bob):
    page, area = desk
    area.fill("Turn it slowly.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/articles/pump/")
    assert page.locator(".prose").inner_text() == "Turn it slowly."
    assert Revision.objects.filter(by=bob.user).latest("id").body.strip() == "Turn it slowly."


def test_control_and_enter_save_from_every_field(desk):
    page, area = desk
    area.fill("Turn it slowly.")
    page.get_by_label("Summary").fill("slowly")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/articles/pump/")
    assert page.locator(".prose").inner_text() == "Turn it slowly."


def test_leaving_with_unsaved_words_asks_first_and_without_does_not(visit, bob, pump_article):
    visitor = visit(bob)
    page = visitor.open("/articles/pump/edit/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("textarea[name=body]").click()
    page.goto("/articles/")
    assert asked == []
    page.goto("/articles/pump/edit/")
    page.locator("textarea[name=body]").press_sequentially("More")
    page.goto("/articles/")
    assert asked == ["beforeunload"]


def test_the_page_above_is_found_by_its_first_letters(visit, alice, pump_article):
    visitor = visit(alice)
    page = visitor.open("/new/")
    above = page.get_by_role("combobox", name="Below")
    above.focus()
    page.keyboard.type("Pu")
    page.get_by_role("option", name="Pump").wait_for()
    assert above.get_attribute("aria-expanded") == "true"
    visitor.look()
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", name="Pump")
    assert above.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    assert above.input_value() == "Pump"
    assert above.get_attribute("aria-expanded") == "false"
    assert visitor.faults == ""


def test_pages_of_one_title_are_told_apart_by_their_addresses(visit, alice, pump_article):
    make_article(title="Pump", body="Another one.", by=alice.user, parent=pump_article)
    page = visit(alice).open("/new/")
    above = page.get_by_role("combobox", name="Below")
    above.press_sequentially("Pump")
    page.get_by_role("option").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert above.input_value() in ("pump", "pump-pump")
