"""The pages of a community at the desk and on a phone, by day and by night, without a fault."""

import pytest

from communities.charters.charter import Charter
from communities.discussions import accepting
from communities.events import attending
from communities.shelves import shelving
from kmsite.recognition import thanking
from kmsite.stewardship import entrusting
from kmsite.talk import commenting
from tests.browser.content import BODY
from tests.make import make_article, make_community, make_discussion, make_event, make_member

HOME = "/communities/knowledge-sharers/"
OF_A_MEMBER = [HOME, f"{HOME}charter/", f"{HOME}members/", f"{HOME}shelf/", "/discussions/how-do-we-begin/"]
OF_A_LEADER = [f"{HOME}edit/", f"{HOME}figures/", "/events/monthly-meeting/", "/me/recognition/"]


@pytest.fixture
def club(alice, bob, carol):
    """A community in which something stands in every corner."""
    said = Charter(domain="What we *know*.", rhythm="Every first Tuesday.")
    club = make_community(by=alice.user, charter=said, body=BODY, tags=["methods"])
    for one in (bob, carol):
        make_member(club, one.user, "greeter")
    make_discussion("What next?", community=club, by=bob.user)
    question = make_discussion(body=BODY, community=club, by=carol.user)
    reply = commenting.comment(question, body="Look, @carol: `a handbook`.", by=alice.user)
    commenting.comment(question, body="Thank you.", by=carol.user, thread=reply)
    accepting.accept(question, reply.pk, by=carol.user)
    thanking.thank(question, comment=reply, to=alice.user, act="kept", why="It helps.", by=carol.user)
    event = make_event(community=club, by=alice.user, body=BODY, capacity=1, place="Room 1")
    for one in (bob, carol):
        attending.answer(event, "yes", by=one.user)
    pump = make_article("Pump", by=bob.user)
    shelf = shelving.begin(club, title="Begin here", by=alice.user)
    shelving.put(shelf, page=pump, why="Short.", by=alice.user)
    entrusting.entrust(pump, community=club, by=None)
    return club


def test_a_member_meets_no_fault_in_a_community(visit, club, carol):
    visitor = visit(carol)
    for path in OF_A_MEMBER:
        visitor.open(path)
        visitor.look()
    assert visitor.faults == ""


def test_who_leads_a_community_meets_no_fault_on_its_pages(visit, club, alice):
    visitor = visit(alice)
    for path in OF_A_LEADER:
        visitor.open(path)
        visitor.look()
    assert visitor.faults == ""
