"""Somebody asks and sees what there is already, somebody answers, and the asker accepts it."""

from tests.make import make_article, make_community, make_member


def test_a_question_is_looked_up_asked_answered_and_accepted(visit, alice, carol):
    community = make_community("Pump people", by=alice.user)
    make_member(community, carol.user)
    make_article("Lessons about pumps", "Write them down.")
    asker, expert = visit(carol), visit(alice)

    page = asker.open(f"{community.get_absolute_url()}discussions/")
    page.get_by_role("link", name="Ask or announce").click()
    page.get_by_label("In one sentence").fill("Where do we keep lessons about pumps?")
    page.get_by_role("heading", name="Is it answered already?").wait_for()
    page.get_by_role("link", name="Lessons about pumps").wait_for()
    page.get_by_label("What you know, tried or propose").fill("I looked **everywhere**.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Where do we keep lessons about pumps?").wait_for()
    question = page.url

    page = expert.open(f"{community.get_absolute_url()}discussions/")
    page.get_by_role("link", name="Where do we keep lessons about pumps?").click()
    page.get_by_role("button", name="I have this too").click()
    page.locator("button[aria-pressed=true]").wait_for()
    page.get_by_label("Your answer").fill("In the *handbook*.")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator(".thread em").wait_for()

    page = asker.open(question)
    page.get_by_role("button", name="Accept as an answer").click()
    page.get_by_role("heading", name="Accepted answer").wait_for()
    assert page.locator(".answers em").inner_text() == "handbook"
    page.get_by_role("button", name="Take the acceptance back").click()
    page.locator(".discussion .chip.open").wait_for()
    assert (asker.faults, expert.faults) == ("", "")
