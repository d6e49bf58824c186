"""Nothing that somebody typed is lost: killed tabs, ended sessions, two tabs, back again, no connection."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from kmsite.accounts.models import Session
from kmsite.pages.models import KeptDraft, Presence
from kmsite.pages.saving.editing import revise
from tests.people import PASS_PHRASE

EDITOR = "/articles/pump/edit/"
KEPT = re.compile(r"Saved as draft \d\d:\d\d")


def area(page):
    return page.locator("textarea[name=body]")


def line(page):
    return page.locator("[data-draft-line]")


def write(page, words):
    """Type `words` in the place of the text, as a person would."""
    area(page).fill(words)
    expect(line(page)).to_have_text("Changes not yet kept")


def draft_of(visitor, words, path=EDITOR):
    """Open the editor in a new tab, type, and wait until it is kept; return the tab."""
    tab = visitor.context.new_page()
    tab.goto(path)
    write(tab, words)
    expect(line(tab)).to_have_text(KEPT)
    return tab


def wait_for_drafts(page, number):
    """Wait until so many drafts are kept: what a tab sends while it closes arrives a little later."""
    for _try in range(200):
        if KeptDraft.objects.count() == number:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{KeptDraft.objects.count()} drafts are kept, not {number}.")


def sign_in(page, name="alice"):
    page.get_by_label("Username or e-mail address").fill(name)
    page.get_by_label("Password", exact=True).fill(PASS_PHRASE)
    page.locator("main").get_by_role("button", name="Sign in").click()


@pytest.fixture
def visitor(visit, alice, pump_article):
    return visit(alice)


def test_after_a_killed_tab_the_draft_is_offered_and_continued(visitor):
    draft_of(visitor, "Turn it slowly.").close(run_before_unload=False)
    page = visitor.open(EDITOR)
    page.get_by_text("You have an unsaved draft of this page").wait_for()
    visitor.look()
    assert area(page).input_value().startswith("How the pump works.")
    page.get_by_role("link", name="See the differences").click()
    expect(page.locator("ins").first).to_contain_text("slowly")
    visitor.look()
    page.get_by_role("button", name="Continue in the editor").click()
    expect(area(page)).to_have_value("Turn it slowly.")
    visitor.look()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".prose")).to_have_text("Turn it slowly.")
    assert not KeptDraft.objects.exists()
    assert visitor.faults == ""


def test_closing_a_tab_keeps_what_was_typed_last(visitor, alice):
    tab = visitor.context.new_page()
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.goto(EDITOR)
    write(tab, "The very last words.")
    tab.goto("/articles/")
    wait_for_drafts(tab, 1)
    tab.goto(EDITOR)
    tab.get_by_text("You have an unsaved draft of this page").wait_for()
    assert KeptDraft.objects.get().fields["body"] == "The very last words."


def test_two_tabs_do_not_overwrite_one_another(visitor):
    first, second = draft_of(visitor, "First tab."), draft_of(visitor, "Second tab.")
    assert {draft.fields["body"] for draft in KeptDraft.objects.all()} == {"First tab.", "Second tab."}
    first.get_by_role("button", name="Save").click()
    expect(first.locator(".prose")).to_have_text("First tab.")
    second.get_by_role("button", name="Save").click()
    second.get_by_role("heading", name="Which words shall stand?").wait_for()
    assert "Second tab." in second.content()
    assert "First tab." in second.content()


def test_after_an_ended_session_the_text_is_there_again(visitor, alice):
    page = visitor.open(EDITOR)
    area(page).fill("Turn it slowly.")
    visitor.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("What you wrote is kept. Sign in to get it back.").wait_for()
    sign_in(page)
    page.get_by_text("You were not signed in any more when you sent it.").wait_for()
    visitor.look()
    page.get_by_role("button", name="Continue in the editor").click()
    expect(area(page)).to_have_value("Turn it slowly.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".prose")).to_have_text("Turn it slowly.")
    assert not KeptDraft.objects.exists()
    assert visitor.faults == ""


def test_the_editor_says_that_somebody_is_signed_out_and_goes_on_after_sign_in(visitor, alice):
    page = visitor.open(EDITOR)
    Session.objects.all().delete()
    area(page).fill("Turn it slowly.")
    expect(line(page)).to_contain_text("Not saved: you are signed out.")
    with visitor.context.expect_page() as opened:
        page.get_by_role("main").get_by_role("link", name="Sign in").click()
    sign_in(opened.value)
    opened.value.get_by_role("heading", name="Unsaved texts").wait_for()
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(line(page)).to_have_text(KEPT)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".prose")).to_have_text("Turn it slowly.")


def test_without_a_connection_the_line_says_so_and_the_words_wait(visitor):
    page = visitor.open(EDITOR)
    visitor.context.set_offline(True)
    area(page).fill("Turn it slowly.")
    expect(line(page)).to_have_text("Not saved: no connection. This browser holds your words.")
    visitor.context.set_offline(False)
    expect(line(page)).to_have_text(KEPT)
    assert KeptDraft.objects.get().fields["body"] == "Turn it slowly."


def test_words_of_a_tab_killed_without_a_connection_are_offered_later(visitor):
    tab = visitor.context.new_page()
    tab.goto(EDITOR)
    visitor.context.set_offline(True)
    area(tab).fill("Written on the train.")
    expect(line(tab)).to_contain_text("Not saved: no connection.")
    tab.close(run_before_unload=False)
    visitor.context.set_offline(False)
    page = visitor.open(EDITOR)
    page.get_by_role("link", name="Continue with them").click()
    expect(area(page)).to_have_value("Written on the train.")
    assert page.evaluate("localStorage.length") == 0


def test_words_left_in_a_browser_are_not_offered_to_somebody_else(visitor, bob):
    page = visitor.open(EDITOR)
    visitor.context.set_offline(True)
    area(page).fill("Alice's secret words.")
    expect(line(page)).to_contain_text("Not saved: no connection.")
    assert page.evaluate("localStorage.length") == 1
    page.close(run_before_unload=False)
    visitor.context.set_offline(False)
    visitor.sign_in(bob)
    visitor.page = visitor.context.new_page()
    other = visitor.open(EDITOR)
    other.wait_for_load_state("networkidle")
    assert other.locator("[data-draft-found]").is_hidden()
    assert not KeptDraft.objects.filter(owner=bob.user).exists()


def test_back_and_save_again_is_no_second_revision(visitor, pump_article):
    page = visitor.open(EDITOR)
    area(page).fill("Turn it slowly.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/articles/pump/")
    page.go_back()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/articles/pump/")
    assert pump_article.revisions.count() == 2
    assert not KeptDraft.objects.exists()


def test_back_and_save_again_never_takes_away_what_another_wrote(visitor, pump_article, bob):
    page = visitor.open(EDITOR)
    area(page).fill("Turn it slowly.\n\nThen stop.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/articles/pump/")
    revise(pump_article, base=2, body="Turn it slowly.\n\nThen stop.\n\nBob was here.", by=bob.user)
    page.go_back()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/articles/pump/")
    pump_article.refresh_from_db()
    assert "Bob was here." in pump_article.current.body


def test_who_else_is_writing_comes_and_goes_while_one_writes(visit, alice, bob, pump_article):
    page = visit(alice).open(EDITOR)
    guest = visit(bob).open(EDITOR)
    expect(guest.locator(".presence")).to_contain_text("Alice is editing this page since")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/articles/pump/")
    assert not Presence.objects.filter(user=alice.user).exists()


def test_without_scripts_a_draft_is_kept_continued_and_discarded(visit, alice, pump_article):
    page = visit(alice, java_script_enabled=False).open(EDITOR)
    area(page).fill("Turn it slowly.")
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_text("Kept as a draft.").wait_for()
    page.goto(EDITOR)
    page.get_by_role("link", name="Continue").click()
    assert area(page).input_value() == "Turn it slowly."
    page.goto(EDITOR)
    page.get_by_role("button", name="Discard").click()
    page.get_by_text("The draft is thrown away.").wait_for()
    assert page.locator(".banner.draft").count() == 0


def test_the_list_of_unsaved_texts_is_without_a_fault(visitor):
    draft_of(visitor, "Turn it slowly.").close(run_before_unload=False)
    draft_of(visitor, "A new page.", "/new/?title=Valve").close(run_before_unload=False)
    page = visitor.open("/me/recovered/")
    assert page.get_by_role("link", name="Show text and differences").count() == 2
    visitor.look()
    page.get_by_role("link", name="Discard…").first.click()
    visitor.look()
    page.get_by_role("button", name="Discard").click()
    assert page.get_by_role("link", name="Show text and differences").count() == 1
    visitor.open("/new/")
    visitor.open(f"/me/recovered/{KeptDraft.objects.get().pk}/")
    visitor.look()
    assert visitor.faults == ""


def test_on_a_phone_the_line_is_seen_beside_the_buttons(visit, alice, pump_article):
    visitor = visit(alice, view="phone")
    page = visitor.open(EDITOR)
    write(page, "Turn it slowly.")
    page.get_by_role("button", name="Save").scroll_into_view_if_needed()
    expect(line(page)).to_be_in_viewport()
    expect(line(page)).to_have_text(KEPT)
    visitor.measure()
    assert visitor.faults == ""


def test_other_words_for_a_conflict_are_kept_while_they_are_typed(visitor, pump_article, bob):
    page = visitor.open(EDITOR)
    revise(pump_article, base=1, body="Bob was here.", by=bob.user)
    area(page).fill("Alice was here.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Which words shall stand?").wait_for()
    page.locator("textarea[name=own-1]").fill("Both were here.")
    expect(line(page)).to_have_text(KEPT)
    draft = KeptDraft.objects.get()
    assert (draft.fields["body"].strip(), draft.fields["own-1"]) == ("Alice was here.", "Both were here.")
    assert draft.reason == "Somebody else changed the same words meanwhile."
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".prose")).to_have_text("Both were here.")
    assert not KeptDraft.objects.exists()
