"""Somebody asks below a page and names a colleague, who sees it at the bell, answers and settles it."""

from tests.make import make_article


def test_a_question_reaches_who_is_named_and_is_answered_and_settled(visit, alice, carol):
    make_article("Pump", "It pumps.", by=alice.user)
    reader, author = visit(carol, view="phone"), visit(alice)

    page = reader.open("/articles/pump/")
    page.get_by_role("link", name="Comment", exact=True).click()
    words = page.get_by_label("Your comment")
    page.get_by_role("listbox", include_hidden=True).wait_for(state="attached")  # names will be offered
    words.press_sequentially("Which one, @ali")
    page.get_by_role("option", name="Alice").wait_for()
    words.press("Enter")
    assert words.input_value() == "Which one, @alice "
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_text("Your comment is saved.").wait_for()
    assert page.get_by_role("link", name="@alice").get_attribute("href") == "/people/alice/"

    desk = author.open("/")
    desk.get_by_role("link", name="Notices: one is new").click()
    desk.get_by_role("link", name="Carol mentioned you on “Pump”.").click()
    desk.get_by_role("link", name="Reply").click()
    desk.get_by_label("Your reply").fill("The old one.")
    desk.get_by_role("button", name="Reply").click()
    desk.get_by_text("The old one.").wait_for()
    desk.get_by_role("button", name="Resolve").click()
    desk.get_by_text("The thread is resolved.").wait_for()

    page = reader.open("/articles/pump/comments/")
    answer = page.get_by_text("The old one.")
    assert not answer.is_visible()
    page.get_by_text("Resolved", exact=True).click()
    answer.wait_for()
    assert (reader.faults, author.faults) == ("", "")
