"""Somebody proposes a community, a second person stands for it, a moderator opens it."""

from communities.models import Community
from tests.make import make_member


def test_a_community_is_proposed_opened_and_says_more_of_itself(visit, alice, carol, bob):
    proposer, moderator = visit(carol, view="phone"), visit(bob)

    page = proposer.open("/communities/")
    page.get_by_role("link", name="Propose the first one").click()
    page.get_by_label("Name (required)").fill("Pump people")
    page.get_by_label("Purpose").fill("We keep pumps alive.")
    page.get_by_label("Our subject").fill("Pumps of *all* kinds")
    page.get_by_label("Why it matters").fill("They stop.")
    page.get_by_text("Saved as draft").wait_for()
    page.get_by_label("What we do together").fill("We listen to them.")
    page.get_by_label("I will look after this community").check()
    page.get_by_role("button", name="Propose").click()
    page.get_by_role("heading", name="Pump people").wait_for()
    page.get_by_text("It needs a second named person.").wait_for()

    page = moderator.open("/communities/")
    page.get_by_role("link", name="Look at them").click()
    page.get_by_role("link", name="Pump people").click()
    page.get_by_text("It needs a second named person.").wait_for()
    make_member(Community.objects.get(), alice.user, "expert")
    page.reload()
    page.get_by_role("button", name="Open it").click()
    page.get_by_text("“Pump people” is open.").wait_for()

    page = proposer.open("/communities/pump-people/charter/")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Our rhythm").fill("First Tuesday of the month")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("First Tuesday of the month").wait_for()
    assert page.locator(".charter-part em").inner_text() == "all"
    assert (proposer.faults, moderator.faults) == ("", "")
