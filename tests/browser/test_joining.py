"""Somebody asks to join, is let in with a word, and finds where to begin."""

from communities.charters.charter import Charter
from tests.make import make_community


def test_who_asks_is_let_in_and_finds_the_first_question_to_ask(visit, alice, carol):
    community = make_community(
        "Sharers", by=alice.user, joining="request", charter=Charter(rhythm="Every first Tuesday.")
    )
    reader, facilitator = visit(carol, view="phone"), visit(alice)

    page = reader.open(community.get_absolute_url())
    page.get_by_role("link", name="Ask to join").first.click()
    page.get_by_label("A few words to those who decide").fill("I mend pumps.")
    page.get_by_role("button", name="Send the request").click()
    page.get_by_role("heading", name="Your request waits").wait_for()

    desk = facilitator.open(community.get_absolute_url())
    desk.get_by_role("link", name="1 request to join").click()
    desk.get_by_text("I mend pumps.").wait_for()
    desk.get_by_label("Why").fill("Glad to have you.")
    desk.get_by_role("button", name="Let in Carol", exact=True).click()
    desk.get_by_text("Carol is a member now.").wait_for()

    page = reader.open("/me/notices/")
    page.get_by_role("link", name="Glad to have you.").click()
    page.get_by_text("Every first Tuesday.").wait_for()
    page.get_by_role("link", name="Read what is being asked").click()
    page.get_by_role("link", name="Ask a question").first.click()
    page.wait_for_url("**/discussions/new/**")
    assert (reader.faults, facilitator.faults) == ("", "")
