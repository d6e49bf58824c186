"""Two people at the same words, and two who never notice."""

import pytest

from kmsite.pages.saving.editing import revise

BODY = "How the pump works.\n\n## Valve\n\nTurn it.\n"


def meet(visitor, page, alice, mine="Bob was here.", theirs="Alice was here."):
    """Bob saves what Alice changed meanwhile; return his window, which shows the conflict."""
    window = visitor.open("/articles/pump/edit/")
    revise(page, base=1, body=theirs, by=alice.user)
    window.locator("textarea[name=body]").fill(mine)
    window.get_by_role("button", name="Save").click()
    window.get_by_role("heading", name="Which words shall stand?").wait_for()
    return window


def body_of(page):
    page.refresh_from_db()
    return page.current.body


def saved(window):
    window.get_by_role("button", name="Save").click()
    window.wait_for_url("**/articles/pump/")


def test_changes_of_different_words_merge_and_the_writer_is_told(visit, alice, bob, pump_article):
    window = visit(bob).open("/articles/pump/edit/")
    revise(pump_article, base=1, body=BODY.replace("Turn it", "Turn it twice"), by=alice.user)
    window.locator("textarea[name=body]").fill(BODY.replace("How", "Why"))
    window.get_by_role("button", name="Save").click()
    window.get_by_text("merged with a change by Alice").wait_for()
    assert body_of(pump_article) == "Why the pump works.\n\n## Valve\n\nTurn it twice.\n"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("Theirs, saved", "Alice was here.\n"),
        ("Yours, not saved yet", "Bob was here.\n"),
        ("As it was before you both", BODY),
    ],
)
def test_each_reading_is_chosen_with_one_press(visit, alice, bob, pump_article, scripts, choice, words):
    visitor = visit(bob, java_script_enabled=scripts)
    window = meet(visitor, pump_article, alice)
    window.get_by_role("radio", name=choice).check()
    saved(window)
    assert body_of(pump_article) == words


def test_the_page_is_sound_on_a_desk_a_phone_and_in_the_dark(visit, alice, bob, pump_article):
    visitor = visit(bob)
    mine = BODY.replace("works", "runs").replace("Turn it", "Turn it once")
    window = meet(
        visitor, pump_article, alice, mine, BODY.replace("works", "hums").replace("Turn it.", "Stop.")
    )
    assert window.get_by_role("group", name="Place").count() == 2
    visitor.look()
    assert visitor.faults == ""


def test_with_the_keyboard_alone_a_conflict_is_settled(visit, alice, bob, pump_article):
    window = meet(visit(bob), pump_article, alice)
    window.get_by_role("radio", name="Theirs, saved").focus()
    window.keyboard.press("ArrowDown")
    assert window.get_by_role("radio", name="Yours, not saved yet").is_checked()
    window.get_by_text("1 / 1 decided").wait_for()
    window.get_by_role("button", name="Save").focus()
    window.keyboard.press("Enter")
    window.wait_for_url("**/articles/pump/")
    assert body_of(pump_article) == "Bob was here.\n"


def test_whoever_writes_words_of_their_own_has_chosen_them(visit, alice, bob, pump_article):
    window = meet(visit(bob), pump_article, alice)
    window.get_by_role("textbox", name="Place 1").fill("Both were here.")
    assert window.get_by_role("radio", name="In other words").is_checked()
    saved(window)
    assert body_of(pump_article) == "Both were here.\n"


def test_whoever_changes_their_mind_is_not_asked_twice(visit, alice, bob, pump_article):
    window = meet(visit(bob), pump_article, alice)
    window.get_by_role("textbox", name="Place 1").fill("Both were here.")
    window.get_by_role("radio", name="Theirs, saved").check()
    saved(window)
    assert body_of(pump_article) == "Alice was here.\n"


def test_without_scripts_words_of_ones_own_are_never_dropped(visit, alice, bob, pump_article):
    window = meet(visit(bob, java_script_enabled=False), pump_article, alice)
    window.get_by_role("textbox", name="Place 1").fill("Both were here.")
    window.get_by_role("radio", name="Theirs, saved").check()
    window.get_by_role("button", name="Save").click()
    window.get_by_role("link", name="You wrote words of your own here").wait_for()
    window.get_by_role("radio", name="In other words").check()
    saved(window)
    assert body_of(pump_article) == "Both were here.\n"


def test_a_place_that_nobody_decided_is_not_sent(visit, alice, bob, pump_article):
    window = meet(visit(bob), pump_article, alice)
    window.get_by_role("button", name="Save").click()
    assert window.evaluate("document.activeElement.name") == "pick-1"
    assert body_of(pump_article) == "Alice was here.\n"


def test_the_history_tells_whose_words_were_merged(visit, alice, bob, pump_article):
    window = meet(visit(bob), pump_article, alice)
    window.get_by_role("radio", name="Yours, not saved yet").check()
    saved(window)
    window.goto("/articles/pump/history/")
    assert window.get_by_text("merging revision 2 by Alice").is_visible()


def test_an_edit_is_undone_from_the_history(visit, alice, bob, pump_article):
    revise(pump_article, base=1, body=BODY.replace("works", "hums"), by=bob.user)
    revise(pump_article, base=2, body=BODY.replace("works", "hums") + "\nMore.\n", by=alice.user)
    visitor = visit(alice)
    window = visitor.open("/articles/pump/history/")
    window.get_by_role("link", name="Undo revision 2").click()
    visitor.look()
    window.get_by_role("button", name="Undo this revision").click()
    window.wait_for_url("**/articles/pump/")
    assert body_of(pump_article) == BODY + "\nMore.\n"
    assert visitor.faults == ""
