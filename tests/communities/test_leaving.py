"""Leaving: at any time, with what stays and what ends said before; being taken out with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Community, Discussion, Holding, Membership
from communities.people import admitting, belonging
from communities.people.belonging import BelongingRefused
from communities.standing import is_member
from kmsite.pages.models import LedgerEntry
from kmsite.stewardship.models import Stewardship
from kmsite.talk.models import Notice
from tests.make import make_article, make_community, make_discussion, make_event, make_member
from tests.people import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice):
    """An open community that Alice facilitates."""
    return make_community(by=alice.user)


def test_a_member_leaves_when_they_like_and_is_asked_first(community, carol):
    make_member(community, carol.user)
    here = f"{community.get_absolute_url()}leave/"
    assert "You can go on reading" in carol.get(here).text
    assert is_member(carol.user, community)
    assert carol.post(here).url == "/me/communities/"
    assert not is_member(carol.user, community)
    assert LedgerEntry.objects.filter(verb="left", by=carol.user).count() == 1


def test_what_somebody_wrote_stays_theirs_when_they_leave(community, carol):
    make_member(community, carol.user)
    question = make_discussion(community=community, by=carol.user)
    belonging.let_go(community, carol.user, by=carol.user)
    assert Discussion.objects.get(pk=question.pk).asker == carol.user


@pytest.mark.parametrize(("visibility", "outside"), [("private", 404), ("listed", 403)])
def test_who_left_reads_no_more_from_the_next_request_on(alice, carol, visibility, outside):
    community = make_community(by=alice.user, visibility=visibility)
    make_member(community, carol.user)
    browser = Person(carol.user)
    assert browser.get(f"{community.get_absolute_url()}members/").status_code == 200
    browser.post(f"{community.get_absolute_url()}leave/")
    assert browser.get(f"{community.get_absolute_url()}members/").status_code == outside


def test_the_last_facilitator_names_another_one_before_they_go(community, alice, carol):
    make_member(community, carol.user)
    here = f"{community.get_absolute_url()}leave/"
    asked = alice.get(here).text
    assert "Name somebody else first" in asked
    assert f"{community.get_absolute_url()}members/" in asked
    refused = alice.post(here)
    assert refused.status_code == 422
    assert "Name another one first." in refused.text
    belonging.give(community, carol.user, "facilitator", by=alice.user)
    alice.post(here)
    assert not is_member(alice.user, community)


def test_somebody_whose_account_is_closed_does_not_count_as_the_other_facilitator(community, alice, bob):
    make_member(community, bob.user, "facilitator")
    type(bob.user).objects.filter(pk=bob.user.pk).update(is_active=False)
    with pytest.raises(BelongingRefused):
        belonging.let_go(community, alice.user, by=alice.user)


def test_before_leaving_one_reads_what_one_holds_for_the_community(community, carol, alice):
    make_member(community, carol.user, "steward")
    article = make_article("Pump handbook", by=alice.user)
    Stewardship.objects.create(page=article, community=community, person=carol.user, since=timezone.now())
    make_event("Pump round", community=community, by=alice.user, host=carol.user.pk)
    asked = carol.get(f"{community.get_absolute_url()}leave/").text
    assert "knowledge steward" in asked
    assert "Pump handbook" in asked
    assert "Pump round" in asked


def test_roles_end_with_the_membership_and_stay_in_the_history(community, alice, carol):
    make_member(community, carol.user, "greeter")
    belonging.let_go(community, carol.user, by=carol.user)
    held = Holding.objects.get(membership__user=carol.user)
    assert held.ended_at
    assert held.until == timezone.localdate()
    assert "ended" in alice.get(f"{community.get_absolute_url()}roles/").text


def test_who_is_taken_out_is_told_why(community, alice, carol):
    make_member(community, carol.user)
    here = f"{community.get_absolute_url()}members/carol/take-out/"
    silent = alice.post(here)
    assert silent.status_code == 422
    assert is_member(carol.user, community)
    alice.post(here, {"reason": "You moved to another company."})
    assert not is_member(carol.user, community)
    notice = Notice.objects.get(user=carol.user)
    assert (notice.kind, notice.about["reason"]) == ("taken_out", "You moved to another company.")
    assert LedgerEntry.objects.filter(verb="taken_out", by=alice.user).count() == 1


def test_who_is_taken_out_of_a_private_community_can_still_read_why(alice, carol):
    community = make_community("Hidden", by=alice.user, visibility="private")
    make_member(community, carol.user)
    admitting.take_out(community, carol.user, reason="You changed your work.", by=alice.user)
    person = type(carol.user).objects.get(pk=carol.user.pk)
    assert Notice.objects.of(person).get().about["reason"] == "You changed your work."
    assert not Community.objects.visible_to(person).exists()


@pytest.mark.parametrize("role", [(), ("greeter",), ("steward",)])
def test_only_who_looks_after_members_takes_somebody_out(community, bob, carol, role):
    make_member(community, bob.user, *role)
    make_member(community, carol.user)
    here = f"{community.get_absolute_url()}members/carol/take-out/"
    assert bob.get(here).status_code == bob.post(here, {"reason": "I say so."}).status_code == 403
    with pytest.raises(BelongingRefused):
        admitting.take_out(community, carol.user, reason="I say so.", by=bob.user)
    assert is_member(carol.user, community)


def test_a_facilitator_does_not_take_out_the_leader(community, alice, bob):
    make_member(community, bob.user, "facilitator")
    answer = bob.post(f"{community.get_absolute_url()}members/alice/take-out/", {"reason": "Mine now."})
    assert answer.status_code == 422
    assert "Mine now." in answer.text
    assert is_member(alice.user, community)


def test_a_member_of_another_community_cannot_be_taken_out_of_this_one(community, alice, bob, carol):
    make_member(make_community("Another", by=bob.user), carol.user)
    answer = alice.post(f"{community.get_absolute_url()}members/carol/take-out/", {"reason": "Away."})
    assert answer.status_code == 404


def test_who_leaves_and_joins_again_gets_none_of_their_roles_back(community, carol):
    make_member(community, carol.user, "greeter")
    belonging.let_go(community, carol.user, by=carol.user)
    admitting.join(community, by=carol.user)
    assert not Holding.objects.in_force(timezone.localdate()).filter(membership__user=carol.user).exists()
    assert Membership.objects.get(user=carol.user).joined_at > timezone.now() - timedelta(minutes=1)
