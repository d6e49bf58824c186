"""The archive of communities: everything stays readable, nothing changes, and it comes back as it was."""

import pytest

from communities.life import changing
from communities.life.stages import stage_of
from communities.models import Community, Membership
from communities.people import belonging
from communities.people.belonging import BelongingRefused
from communities.standing import is_member
from kmsite.pages.endings import trashing
from kmsite.pages.integrity import violations
from kmsite.pages.models import Page
from kmsite.stewardship import entrusting
from kmsite.talk import commenting
from kmsite.text.refusal import TextRefused
from tests.make import make_article, make_community, make_discussion, make_event, make_member

pytestmark = pytest.mark.django_db

HERE = "/communities/pump-people/"


@pytest.fixture
def pumps(alice, carol):
    community = make_community("Pump people", by=alice.user)
    make_member(community, carol.user, "facilitator")
    make_discussion("Why do pumps sing?", community=community, by=carol.user)
    make_event("Pump clinic", community=community, by=alice.user)
    changing.set_stage(community, name="active", since=stage_of(community).since, by=alice.user)
    return community


def archive(person, **fields):
    return person.post(f"{HERE}archive/", {"sure": "on", "reason": "All pumps are quiet.", **fields})


def test_a_leader_archives_a_community_with_all_that_stands_in_it(alice, anonymous, pumps):
    assert archive(alice, sure="").status_code == 422
    assert archive(alice).status_code == 302
    assert not Page.objects.unarchived().exists()
    for path in (HERE, f"{HERE}charter/", f"{HERE}discussions/", f"{HERE}stage/"):
        assert "has been in the archive since" in anonymous.get(path).text, path
    assert "All pumps are quiet." in anonymous.get(HERE).text
    assert stage_of(pumps).name == "archived"
    assert list(violations()) == []


def test_a_facilitator_and_an_editor_may_not_archive_it(carol, bob, pumps):
    for person in (carol, bob):
        assert archive(person).status_code == 403
    assert stage_of(pumps).name == "active"


def test_in_the_archive_nothing_changes_any_more(alice, carol, bob, pumps):
    question = pumps.children.get(kind="discussion")
    archive(alice)
    with pytest.raises(TextRefused):
        commenting.comment(question, body="Too late", by=carol.user)
    with pytest.raises(TextRefused):
        commenting.comment(pumps, body="Too late", by=carol.user)
    with pytest.raises(BelongingRefused):
        belonging.let_in(pumps, bob.user, by=bob.user)
    with pytest.raises(TextRefused):
        make_discussion("Late", community=pumps, by=carol.user)
    with pytest.raises(TextRefused):
        changing.settle(pumps, visibility="private", joining="open", by=alice.user)
    assert alice.get(f"{HERE}edit/").status_code == 409
    assert alice.get(f"{HERE}shelf/new/").status_code == 409
    assert "Next event" not in alice.get(HERE).text
    assert "Ask the first one" not in alice.get(HERE).text
    assert alice.post(f"{HERE}settings/", {"visibility": "private", "joining": "open"}).status_code == 409


def test_it_comes_back_in_the_stage_that_it_was_in_with_its_people(alice, carol, pumps):
    archive(alice)
    assert alice.post(f"{HERE}unarchive/").status_code == 302
    assert stage_of(pumps).name == "active"
    assert not Page.objects.archived().exists()
    assert is_member(carol.user, pumps)
    make_discussion("And on it goes", community=pumps, by=carol.user)
    assert list(violations()) == []


def test_archiving_twice_says_so(alice, pumps):
    archive(alice)
    assert "is in the archive already" in alice.post(f"{HERE}archive/", follow=True).text
    assert pumps.stages.filter(name="archived").count() == 1


def test_a_community_comes_back_from_the_trash_with_its_members(bob, alice, carol, pumps):
    assert carol.get(f"{HERE}trash/").status_code == 403
    shown = bob.get(f"{HERE}trash/").text
    assert "Pump people" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    bob.post(f"{HERE}trash/", {"seen": seen})
    assert alice.get(HERE).status_code == 404
    assert "Pump people" not in alice.get("/communities/").text
    trashing.restore(Page.objects.get(pk=pumps.pk).trash, by=bob.user)
    assert Membership.objects.current().filter(community=pumps).count() == 2
    assert "settings" in alice.get(HERE).text
    assert Community.objects.live().count() == 1
    assert list(violations()) == []


@pytest.fixture
def looked_after(bob, pumps):
    page = make_article("Pump handbook", by=bob.user)
    entrusting.entrust(page, community=pumps, by=None)
    return page


def stewards(page):
    return [str(one.community or one.person) for one in page.stewardships.all()]


def test_what_it_looked_after_goes_over_to_another_community_or_a_person(alice, bob, carol, looked_after):
    valves = make_community("Valve people", by=bob.user)
    asked = alice.get(f"{HERE}archive/").text
    assert "Pump handbook" in asked
    assert archive(alice, to_community="Nobody at all").status_code == 422
    assert archive(alice, to_person="nobody").status_code == 422
    assert archive(alice, to_community="valve people", to_person="carol").status_code == 422
    assert archive(alice, to_community="valve people").status_code == 422  # they did not ask for it
    assert stewards(looked_after) == ["Pump people"]
    make_member(valves, alice.user, "steward")
    assert archive(alice, to_community="valve people").status_code == 302
    assert stewards(looked_after) == ["Valve people"]


def test_what_nobody_takes_over_waits_for_somebody(alice, looked_after):
    archive(alice)
    assert stewards(looked_after) == []


def test_nobody_hands_over_to_a_community_that_they_cannot_know_of(alice, bob, looked_after):
    make_community("Board", by=bob.user, visibility="private")
    answer = archive(alice, to_community="Board")
    assert answer.status_code == 422
    assert "There is no community with this name or address." in answer.text
