"""Joining: open, or on request; what a closed door shows, and to whom."""

import pytest

from communities.charters.charter import Charter
from communities.models import Admission, Community, Membership
from communities.people import admitting, belonging
from communities.people.belonging import BelongingRefused
from kmsite.pages.endings.archiving import archive
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import LedgerEntry
from tests.communities.members import belongs, told
from tests.make import make_community, make_member
from tests.people import Person

pytestmark = pytest.mark.django_db


def test_an_open_community_is_joined_with_one_press_and_says_where_one_begins(alice, carol):
    community = make_community(by=alice.user, charter=Charter(rhythm="We meet on Tuesdays."))
    answer = carol.post(f"{community.get_absolute_url()}join/", follow=True)
    assert belongs(carol, community)
    assert "Welcome to" in answer.text
    assert "We meet on Tuesdays." in answer.text
    assert "Read what is being asked" in answer.text
    assert LedgerEntry.objects.get(verb="joined", by=carol.user).page_id == community.pk


def test_joining_twice_is_one_membership_and_one_line_in_the_ledger(alice, carol):
    community = make_community(by=alice.user)
    for _time in range(2):
        carol.post(f"{community.get_absolute_url()}join/")
    assert Membership.objects.filter(user=carol.user).count() == 1
    assert LedgerEntry.objects.filter(verb="joined", by=carol.user).count() == 1


def test_nobody_joins_by_looking_and_a_stranger_signs_in_first(alice, carol, anonymous):
    community = make_community(by=alice.user)
    assert carol.get(f"{community.get_absolute_url()}join/").status_code == 200
    assert not belongs(carol, community)
    answer = anonymous.post(f"{community.get_absolute_url()}join/")
    assert answer.url.startswith("/accounts/login/")


def test_who_asks_is_let_in_by_somebody_who_may_and_is_told_why(alice, carol):
    community = make_community(by=alice.user, joining="request")
    door = f"{community.get_absolute_url()}join/"
    carol.post(door, {"message": "I mend pumps."})
    assert not belongs(carol, community)
    assert told(alice) == [("asked_to_join", "")]
    asked = Admission.objects.get()
    here = f"{community.get_absolute_url()}requests/"
    assert "I mend pumps." in alice.get(here).text
    alice.post(f"{here}{asked.pk}/", {f"{asked.pk}-answer": "yes", f"{asked.pk}-reason": "Glad to have you."})
    assert belongs(carol, community)
    assert told(carol) == [("admitted", "Glad to have you.")]


def test_who_is_not_let_in_is_told_the_reason_and_may_ask_again(alice, carol):
    community = make_community(by=alice.user, joining="request")
    carol.post(f"{community.get_absolute_url()}join/", {"message": "Please."})
    asked = Admission.objects.get()
    address = f"{community.get_absolute_url()}requests/{asked.pk}/"
    silent = alice.post(address, {f"{asked.pk}-answer": "no"})
    assert silent.status_code == 422
    assert "Tell them why" in silent.text
    alice.post(address, {f"{asked.pk}-answer": "no", f"{asked.pk}-reason": "This is for fitters."})
    assert told(carol) == [("not_admitted", "This is for fitters.")]
    carol.post(f"{community.get_absolute_url()}join/", {"message": "I am a fitter now."})
    assert Admission.objects.waiting().get().message == "I am a fitter now."


def test_a_request_is_decided_once(alice, carol):
    community = make_community(by=alice.user, joining="request")
    admitting.ask(community, by=carol.user)
    asked = Admission.objects.get()
    admitting.decide(asked, accept=True, by=alice.user)
    with pytest.raises(BelongingRefused):
        admitting.decide(asked, accept=False, reason="After all not.", by=alice.user)
    assert belongs(carol, community)


def test_asking_again_changes_the_words_and_tells_nobody_twice(alice, carol):
    community = make_community(by=alice.user, joining="request")
    for words in ("First.", "Second."):
        carol.post(f"{community.get_absolute_url()}join/", {"message": words})
    assert Admission.objects.get().message == "Second."
    assert len(told(alice)) == 1


def test_a_request_is_withdrawn_by_who_asked(alice, carol):
    community = make_community(by=alice.user, joining="request")
    admitting.ask(community, by=carol.user)
    assert "Withdraw the request" in carol.get(f"{community.get_absolute_url()}join/").text
    carol.post(f"{community.get_absolute_url()}join/withdraw/")
    assert not Admission.objects.waiting().exists()
    assert alice.get(f"{community.get_absolute_url()}requests/").text.count("withdrawn") == 1


def test_a_greeter_decides_and_other_members_do_not_even_see_who_asks(alice, bob, carol, mallory):
    community = make_community(by=alice.user, joining="request")
    make_member(community, bob.user, "greeter")
    make_member(community, carol.user, "core")
    admitting.ask(community, by=mallory.user)
    asked = Admission.objects.get()
    address = f"{community.get_absolute_url()}requests/"
    assert carol.get(address).status_code == 403
    assert carol.post(f"{address}{asked.pk}/", {f"{asked.pk}-answer": "yes"}).status_code == 403
    with pytest.raises(BelongingRefused):
        admitting.decide(asked, accept=True, by=carol.user)
    admitting.decide(asked, accept=True, by=bob.user)
    assert belongs(mallory, community)


def test_a_request_of_another_community_is_not_there(alice, bob, carol):
    mine, theirs = make_community("Mine", by=alice.user), make_community("T", by=bob.user, joining="request")
    admitting.ask(theirs, by=carol.user)
    asked = Admission.objects.get()
    answer = alice.post(f"{mine.get_absolute_url()}requests/{asked.pk}/", {f"{asked.pk}-answer": "yes"})
    assert answer.status_code == 404
    assert not belongs(carol, theirs)


def test_the_archive_and_the_trash_admit_nobody(alice, bob, carol, ada):
    community = make_community(by=alice.user)
    admitting.invite(community, carol.user, by=alice.user)
    archive(community, by=ada.user)
    assert carol.post(f"{community.get_absolute_url()}join/").status_code == 422
    with pytest.raises(BelongingRefused):
        admitting.join(community, by=bob.user)
    gone = make_community("Gone", by=alice.user)
    admitting.invite(gone, carol.user, by=alice.user)
    trash([gone], by=ada.user)
    assert carol.post(f"{gone.get_absolute_url()}join/").status_code == 404
    assert bob.post(f"{gone.get_absolute_url()}join/").status_code == 404
    assert not belongs(carol, community)
    assert not belongs(bob, community)


def test_to_who_cannot_see_it_a_private_community_answers_like_none(alice, mallory):
    community = make_community("Hidden", by=alice.user, visibility="private")
    for verb in ("get", "post"):
        for way in (
            "join",
            "join/withdraw",
            "leave",
            "members",
            "requests",
            "invitations",
            "roles",
            "members/add",
        ):
            there = getattr(mallory, verb)(f"{community.get_absolute_url()}{way}/")
            never = getattr(mallory, verb)(f"/communities/none/{way}/")
            assert there.status_code == never.status_code, (verb, way)
    with pytest.raises(BelongingRefused):
        admitting.ask(community, by=mallory.user, message="I know you are there.")
    assert not Admission.objects.exists()


def test_who_was_closed_out_meanwhile_does_not_come_in_by_an_old_page(alice, carol):
    community = make_community(by=alice.user)
    Community.objects.filter(pk=community.pk).update(joining="invitation")
    with pytest.raises(BelongingRefused):
        admitting.join(community, by=carol.user)


def test_who_comes_again_keeps_their_row(alice, carol):
    community = make_community(by=alice.user)
    admitting.join(community, by=carol.user)
    row = Membership.objects.get(user=carol.user).pk
    belonging.let_go(community, carol.user, by=carol.user)
    admitting.join(community, by=carol.user)
    assert Membership.objects.get(user=carol.user, left_at=None).pk == row


def test_my_communities_lists_mine_with_my_roles_and_what_waits(alice, carol):
    make_member(make_community("Pumps", by=alice.user), carol.user, "greeter")
    admitting.ask(make_community("Valves", by=alice.user, joining="request"), by=carol.user)
    make_community("Seals", by=alice.user)
    shown = Person(carol.user).get("/me/communities/").text
    assert "Pumps" in shown
    assert "greeter" in shown
    assert "Valves" in shown
    assert "Seals" not in shown


def test_an_administrator_neither_finds_nor_fills_the_audience_of_a_private_community(alice, ada):
    community = make_community("Hidden", by=alice.user, visibility="private")
    audience = community.members_audience
    assert "Hidden" not in ada.get("/audiences/").text
    for way in ("", "add/", "remove/", "delete/"):
        assert ada.post(f"/audiences/{audience.pk}/{way}", {"username": "ada"}).status_code == 404, way
    assert not belongs(ada, community)
    assert not audience.members.filter(user=ada.user).exists()


def test_an_administrator_who_belongs_still_lets_people_in_at_the_door_only(alice, ada, carol):
    community = make_community("Hidden", by=alice.user, visibility="private")
    make_member(community, ada.user)
    audience = community.members_audience
    answer = ada.post(f"/audiences/{audience.pk}/add/", {"username": "carol"}, follow=True)
    assert "These are the members of a community" in answer.text
    assert not audience.members.filter(user=carol.user).exists()
