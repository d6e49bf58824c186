"""An event is planned, somebody says that they come, and their calendar program learns of it."""

from urllib.parse import urlsplit

import vobject

from communities.models import Rsvp
from tests.make import make_community, make_member


def test_an_event_is_planned_answered_and_read_in_a_calendar(visit, alice, carol, anonymous):
    community = make_community(by=alice.user)
    make_member(community, carol.user)
    host, member = visit(alice), visit(carol)

    page = host.open(f"/communities/{community.slug}/events/")
    page.get_by_role("link", name="Plan the first one").click()
    page.get_by_label("Title").fill("Spring meeting")
    page.get_by_label("Begins").fill("2027-05-03T10:00")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_label("Places").fill("1")
    page.get_by_role("button", name="Plan the event").click()
    page.get_by_text("The event is planned.").wait_for()

    theirs = member.open("/events/spring-meeting/")
    theirs.get_by_role("button", name="Yes", exact=True).click()
    theirs.get_by_text("You have a place.").wait_for()
    assert Rsvp.objects.get().user == carol.user

    theirs = member.open("/me/calendar/")
    theirs.get_by_role("button", name="Make an address").first.click()
    address = theirs.get_by_label("Private address").first.input_value()
    content = anonymous.get(urlsplit(address).path).content.decode()
    assert vobject.readOne(content).vevent.summary.value == "Spring meeting"
