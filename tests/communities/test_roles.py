"""Roles: several for one person, each for a term; nobody gives what they do not hold themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Holding
from communities.people import appointing, belonging
from communities.people.belonging import BelongingRefused
from communities.standing import roles_in
from kmsite.pages.endings.archiving import archive
from kmsite.pages.models import LedgerEntry
from kmsite.talk.models import Notice
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def community(alice):
    """An open community that Alice leads and facilitates."""
    return make_community(by=alice.user)


@pytest.fixture
def roles_of_carol(community, carol):
    """The address of the roles of Carol, who is a member."""
    make_member(community, carol.user)
    return f"{community.get_absolute_url()}roles/carol/"


def test_a_facilitator_gives_several_roles_and_the_person_is_told(community, alice, carol, roles_of_carol):
    for role in ("greeter", "steward"):
        alice.post(roles_of_carol, {"role": role})
    assert roles_in(carol.user, community) == {"greeter", "steward"}
    assert [notice.kind for notice in Notice.objects.filter(user=carol.user)] == ["role_given"] * 2
    given = LedgerEntry.objects.filter(verb="role_given", about__user=carol.user.pk)
    assert {entry.about["role"] for entry in given} == {"greeter", "steward"}


def test_a_role_has_a_term_and_gives_nothing_before_and_after_it(community, alice, carol, roles_of_carol):
    alice.post(roles_of_carol, {"role": "greeter", "since": day(1).isoformat(), "until": day(9).isoformat()})
    assert roles_in(carol.user, community) == frozenset()
    assert "to come" in alice.get(roles_of_carol).text
    Holding.objects.filter(role="greeter").update(since=day(-9), until=day(0))
    assert roles_in(carol.user, community) == {"greeter"}
    Holding.objects.filter(role="greeter").update(until=day(-1))
    assert roles_in(carol.user, community) == frozenset()
    assert "ended" in carol.get(f"{community.get_absolute_url()}roles/").text


def test_facilitators_are_reminded_of_terms_that_end_and_others_are_not(community, alice, carol, bob):
    make_member(community, bob.user)
    make_member(community, carol.user, "greeter")
    Holding.objects.filter(role="greeter").update(until=day(3))
    here = f"{community.get_absolute_url()}roles/"
    assert "end within thirty days" in alice.get(here).text
    assert "end within thirty days" not in bob.get(here).text


def test_a_term_that_ran_out_can_be_begun_anew_and_both_stay_in_the_history(community, alice, carol):
    make_member(community, carol.user, "greeter")
    Holding.objects.filter(role="greeter").update(since=day(-9), until=day(-1))
    assert appointing.appoint(community, carol.user, "greeter", by=alice.user)
    assert roles_in(carol.user, community) == {"greeter"}
    assert Holding.objects.filter(role="greeter").count() == 2


def test_a_role_that_is_held_gets_another_term(community, alice, carol, roles_of_carol):
    alice.post(roles_of_carol, {"role": "greeter"})
    alice.post(roles_of_carol, {"role": "greeter", "until": day(30).isoformat()})
    assert Holding.objects.get(role="greeter").until == day(30)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"role": ""}, "This field is required."),
        ({"role": "emperor"}, "You cannot give this role."),
        ({"role": "greeter", "since": "2026-02-30"}, "Enter a valid date."),
        ({"role": "greeter", "since": "2030-01-01", "until": "2029-01-01"}, "cannot end before it begins"),
        ({"role": "greeter", "since": "2001-01-01", "until": "2002-01-01"}, "today at the earliest"),
        ({"role": "greeter", "until": "9999-12-31"}, "too far away"),
    ],
)
def test_a_term_that_cannot_be_is_refused_with_a_clear_word(community, alice, roles_of_carol, fields, words):
    answer = alice.post(roles_of_carol, fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Holding.objects.filter(role="greeter").exists()


def test_nobody_gives_what_they_do_not_hold_not_even_to_themselves(community, bob, carol, roles_of_carol):
    make_member(community, bob.user, "facilitator")
    assert "leader" not in bob.get(roles_of_carol).text.split("<select")[1].split("</select")[0]
    for username in ("carol", "bob"):
        answer = bob.post(f"{community.get_absolute_url()}roles/{username}/", {"role": "leader"})
        assert answer.status_code == 422
    with pytest.raises(BelongingRefused):
        appointing.appoint(community, bob.user, "leader", by=bob.user)
    assert "leader" not in roles_in(bob.user, community) | roles_in(carol.user, community)


@pytest.mark.parametrize("role", [(), ("greeter",), ("steward",), ("core", "expert", "sponsor")])
def test_who_grants_nothing_is_refused_a_forged_form(community, bob, role, roles_of_carol):
    make_member(community, bob.user, *role)
    assert bob.post(roles_of_carol, {"role": "greeter"}).status_code == 422
    with pytest.raises(BelongingRefused):
        appointing.appoint(community, bob.user, "facilitator", by=bob.user)


def test_a_facilitator_of_one_community_is_nobody_in_another(bob, community, roles_of_carol):
    make_community("Another", by=bob.user)
    assert bob.post(roles_of_carol, {"role": "greeter"}).status_code == 422


def test_roles_are_for_members_only(community, alice, mallory, ada):
    assert alice.post(f"{community.get_absolute_url()}roles/mallory/", {"role": "greeter"}).status_code == 404
    with pytest.raises(BelongingRefused):
        appointing.appoint(community, mallory.user, "greeter", by=alice.user)
    make_member(make_community("Another", by=ada.user), mallory.user)
    with pytest.raises(BelongingRefused):
        appointing.appoint(community, mallory.user, "greeter", by=alice.user)


def test_a_role_is_ended_with_a_handover_note_that_members_read(community, alice, carol, bob, roles_of_carol):
    make_member(community, bob.user)
    alice.post(roles_of_carol, {"role": "greeter"})
    alice.post(f"{roles_of_carol}end/", {"role": "greeter", "handover": "The list is on the shelf."})
    assert roles_in(carol.user, community) == frozenset()
    assert "The list is on the shelf." in bob.get(f"{community.get_absolute_url()}roles/").text


def test_everybody_lays_down_their_own_role(community, carol, roles_of_carol):
    belonging.give(community, carol.user, "core", by=None)
    carol.post(f"{roles_of_carol}end/", {"role": "core", "handover": ""})
    assert roles_in(carol.user, community) == frozenset()


def test_nobody_ends_a_role_that_they_could_not_give(community, alice, bob):
    make_member(community, bob.user, "facilitator")
    answer = bob.post(
        f"{community.get_absolute_url()}roles/alice/end/", {"role": "leader", "handover": "Thank you."}
    )
    assert answer.status_code == 422
    assert "leader" in roles_in(alice.user, community)


def test_the_last_facilitator_stays_one_and_the_note_is_kept(community, alice):
    answer = alice.post(
        f"{community.get_absolute_url()}roles/alice/end/", {"role": "facilitator", "handover": "Good luck!"}
    )
    assert answer.status_code == 422
    assert "Good luck!" in answer.text
    with pytest.raises(BelongingRefused):
        appointing.appoint(community, alice.user, "facilitator", by=alice.user, since=day(5))
    assert "facilitator" in roles_in(alice.user, community)


def test_a_facilitator_whose_term_is_over_may_go_like_everybody_else(community, alice, carol):
    Holding.objects.filter(role="facilitator").update(since=day(-9), until=day(-1))
    belonging.let_go(community, alice.user, by=alice.user)
    assert not roles_in(alice.user, community)


def test_when_the_facilitator_leaves_the_site_it_is_work_for_moderators(community, alice, bob, ada, carol):
    make_member(community, carol.user)
    type(alice.user).objects.filter(pk=alice.user.pk).update(is_active=False)
    assert community.title in bob.get("/me/communities/").text
    assert (
        community.title not in ada.get("/me/communities/").text
        or "nobody facilitates" in ada.get("/me/communities/").text
    )
    assert "Nobody facilitates" in carol.get(f"{community.get_absolute_url()}roles/").text
    ada.post(f"{community.get_absolute_url()}roles/carol/", {"role": "facilitator"})
    assert roles_in(carol.user, community) == {"facilitator"}
    assert community.title not in bob.get("/me/communities/").text


def test_members_see_who_held_what_and_strangers_of_a_listed_community_do_not(alice, carol, mallory):
    community = make_community(by=alice.user, visibility="listed")
    make_member(community, carol.user)
    here = f"{community.get_absolute_url()}roles/"
    assert "leader" in carol.get(here).text
    assert mallory.get(here).status_code == 403


def test_in_the_archive_no_role_is_given_or_ended(community, alice, ada, carol, roles_of_carol):
    archive(community, by=ada.user)
    assert alice.post(roles_of_carol, {"role": "greeter"}).status_code == 422
    assert "Give a role" not in alice.get(roles_of_carol).text
