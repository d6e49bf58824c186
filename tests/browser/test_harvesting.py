"""A question is answered, the answer is accepted, and both become an article that says where it came from."""

from kmsite.talk import commenting
from tests.make import make_community, make_discussion, make_member


def test_a_thread_is_harvested_into_an_article(visit, alice, carol):
    community = make_community("Pump people", by=alice.user)
    make_member(community, carol.user)
    question = make_discussion("How do pumps last?", "Ours break.", by=carol.user, community=community)
    commenting.comment(question, body="Oil them **weekly**.", by=alice.user)
    asker, writer = visit(carol), visit(alice)

    page = asker.open(question.get_absolute_url())
    page.get_by_role("button", name="Accept as an answer").click()
    page.get_by_role("heading", name="Accepted answer").wait_for()

    page = writer.open(question.get_absolute_url())
    page.get_by_role("link", name="Harvest").click()
    assert page.locator("input[name=take]:checked").count() == 2
    page.get_by_label("A new article").check()
    page.get_by_role("button", name="Go on to the text").click()
    page.get_by_role("heading", name="New article from a discussion").wait_for()
    page.get_by_label("Title").fill("Keeping pumps alive")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("heading", name="Keeping pumps alive").wait_for()
    assert "Carol" in page.locator(".recognised").inner_text()

    page.locator(".recognised").get_by_role("link", name="How do pumps last?").click()
    page.locator(".harvests").get_by_role("link", name="Keeping pumps alive").wait_for()
    assert (asker.faults, writer.faults) == ("", "")
