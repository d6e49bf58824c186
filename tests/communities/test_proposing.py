"""Proposing a community: who may, what it needs to begin, who decides, what becomes of it."""

import re

import pytest

from communities.life.stages import stage_of
from communities.models import Community, Discussion, Event
from kmsite.pages.integrity import violations
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.talk.models import Notice
from tests.make import make_discussion, make_event, make_member

pytestmark = pytest.mark.django_db

PROPOSAL = {
    "title": "Pump people",
    "lede": "We keep pumps alive.",
    "entry_domain_text": "Pumps",
    "entry_why_text": "They stop.",
    "entry_practice_text": "We listen to them.",
    "care": "on",
}


def propose(person, **fields):
    return person.post("/communities/new/", {**PROPOSAL, **fields})


@pytest.fixture
def proposed(carol):
    propose(carol)
    return Community.objects.with_current().get()


def stage(community):
    return stage_of(community).name


def test_whoever_may_comment_proposes_a_community_and_moderators_hear_of_it(carol, bob, alice):
    answer = propose(carol)
    assert answer.url == "/communities/pump-people/"
    assert stage(Community.objects.get()) == "proposed"
    assert Notice.objects.filter(user=bob.user, kind="community_proposed").exists()
    assert not Notice.objects.filter(user=alice.user).exists()
    assert list(violations()) == []


def test_who_may_not_comment_proposes_nothing(mallory, anonymous):
    mallory.user.groups.clear()
    assert propose(mallory).status_code == 403
    assert propose(anonymous).status_code == 302
    assert not Community.objects.exists()


def test_a_proposal_without_a_promise_or_its_first_parts_is_refused_and_kept(carol):
    answer = propose(carol, care="", entry_practice_text="")
    assert answer.status_code == 422
    assert "We keep pumps alive." in answer.text
    assert "A community needs somebody who looks after it." in answer.text
    assert not Community.objects.exists()
    assert "Pump people" in carol.get("/me/recovered/").text


def test_the_form_says_which_parts_a_proposal_needs(carol):
    form = carol.get("/communities/new/").text
    needed = ["Name", "Purpose", "Our subject", "Why it matters", "What we do together"]
    assert re.findall(r"<label[^>]*>([^<]*) <span class=\"needed\">", form)[:5] == needed


def test_a_name_that_is_taken_is_said_with_a_link(carol, alice, proposed):
    answer = propose(alice, title="PUMP people")
    assert answer.status_code == 422
    assert "There is a community of this name already" in answer.text
    assert 'href="/communities/pump-people/"' in answer.text


def test_a_proposal_sent_twice_is_one_community(carol):
    propose(carol, key="once")
    propose(carol, key="once")
    assert Community.objects.count() == 1


def test_people_join_a_proposal_and_nothing_begins_in_it(carol, alice, proposed):
    alice.post("/communities/pump-people/join/")
    assert proposed.memberships.current().count() == 2
    assert "only proposed so far" in alice.get("/communities/pump-people/").text
    assert "/communities/pump-people/discussions/" not in alice.get("/communities/pump-people/").text
    assert "Next event" not in carol.get("/communities/pump-people/").text
    for room in ("discussions", "events", "shelf", "shelf/new", "looks-after"):
        assert carol.get(f"/communities/pump-people/{room}/").status_code == 404
    with pytest.raises(NoLongerAllowed):
        make_discussion(community=proposed, by=alice.user)
    with pytest.raises(NoLongerAllowed):
        make_event(community=proposed, by=carol.user)
    assert not Discussion.objects.exists()
    assert not Event.objects.exists()


def test_a_moderator_opens_it_once_two_people_hold_roles_in_it(carol, alice, bob, proposed):
    assert "needs a second named person" in bob.get("/communities/pump-people/").text
    bob.post("/communities/pump-people/open/")
    assert stage(proposed) == "proposed"
    make_member(proposed, alice.user, "expert")
    bob.post("/communities/pump-people/open/")
    assert stage(proposed) == "forming"
    assert Notice.objects.filter(user=carol.user, kind="community_opened").exists()
    make_discussion(community=proposed, by=carol.user)
    bob.post("/communities/pump-people/open/")
    assert proposed.stages.count() == 2


def test_nobody_opens_what_they_propose(carol, alice, proposed):
    make_member(proposed, alice.user, "expert")
    for person in (carol, alice):
        assert person.post("/communities/pump-people/open/").status_code == 403
    assert stage(proposed) == "proposed"


def test_moderators_see_what_waits(bob, carol, proposed):
    assert "One proposed community waits to be opened." in bob.get("/communities/").text
    assert "waits to be opened" not in carol.get("/communities/").text


def test_a_proposal_is_declined_with_a_reason_that_its_members_are_told(bob, carol, proposed):
    refused = bob.post("/communities/pump-people/decline/", {"reason": " "})
    assert refused.status_code == 422
    bob.post("/communities/pump-people/decline/", {"reason": "Valves know it all."})
    assert stage(proposed) == "archived"
    assert (
        Notice.objects.get(user=carol.user, kind="proposal_declined").about["reason"] == "Valves know it all."
    )
    assert "Valves know it all." in carol.get("/communities/pump-people/").text
    assert list(violations()) == []


def test_a_declined_proposal_comes_back_as_a_proposal(bob, ada, carol, proposed):
    bob.post("/communities/pump-people/decline/", {"reason": "Not yet."})
    ada.post("/communities/pump-people/unarchive/")
    assert stage(proposed) == "proposed"
