"""Invitations to a community: given, answered, withdrawn, and what they show meanwhile."""

import pytest

from communities.charters.charter import Charter
from communities.models import Admission
from communities.people import admitting
from communities.people.belonging import BelongingRefused
from tests.communities.members import belongs, told
from tests.make import make_community, make_member
from tests.people import make_user

pytestmark = pytest.mark.django_db


def test_a_community_by_invitation_cannot_be_joined_or_asked(alice, carol):
    community = make_community(by=alice.user, joining="invitation")
    answer = carol.post(f"{community.get_absolute_url()}join/", {"message": "Let me in."})
    assert answer.status_code == 422
    assert "by invitation" in answer.text
    assert not Admission.objects.exists()
    assert not belongs(carol, community)


def test_who_is_invited_to_a_private_community_reads_its_charter_and_nothing_else(alice, carol):
    community = make_community(
        "Hidden", by=alice.user, visibility="private", charter=Charter(domain="What we keep.")
    )
    here = community.get_absolute_url()
    assert carol.get(f"{here}join/").status_code == 404
    alice.post(f"{here}invitations/", {"username": "carol", "message": "Come!"})
    assert told(carol) == [("invited", "")]
    assert "Hidden" in carol.get("/me/communities/").text
    door = carol.get(f"{here}join/").text
    assert "What we keep." in door
    assert "Come!" in door
    for way in ("", "members/", "roles/", "requests/", "leave/"):
        assert carol.get(f"{here}{way}").status_code == 404, way
    carol.post(f"{here}join/")
    assert belongs(carol, community)
    assert carol.get(f"{here}members/").status_code == 200


@pytest.mark.parametrize("end", ["declined", "withdrawn"])
def test_an_invitation_that_is_over_shows_nothing_any_more(alice, carol, end):
    community = make_community("Hidden", by=alice.user, visibility="private")
    here = community.get_absolute_url()
    admitting.invite(community, carol.user, by=alice.user)
    if end == "declined":
        assert carol.post(f"{here}join/withdraw/").status_code == 302
    else:
        invitation = Admission.objects.get()
        assert alice.post(f"{here}invitations/{invitation.pk}/withdraw/").status_code == 302
    assert carol.get(f"{here}join/").status_code == 404
    assert carol.post(f"{here}join/").status_code == 404
    assert "Hidden" not in carol.get("/me/communities/").text
    assert not belongs(carol, community)
    assert end in alice.get(f"{here}invitations/").text


def test_an_invitation_to_somebody_who_has_asked_lets_them_in(alice, carol):
    community = make_community(by=alice.user, joining="request")
    admitting.ask(community, by=carol.user)
    assert admitting.invite(community, carol.user, by=alice.user) == "joined"
    assert belongs(carol, community)
    assert told(carol) == [("admitted", "")]


@pytest.mark.parametrize(
    ("username", "words"),
    [
        ("nobody", "Nobody has this username."),
        ("alice", "is a member already"),
        ("gone", "Nobody has this username."),
    ],
)
def test_who_cannot_be_invited_is_refused_with_the_words_kept(alice, username, words):
    make_user("gone", "reader", is_active=False)
    community = make_community(by=alice.user)
    answer = alice.post(
        f"{community.get_absolute_url()}invitations/", {"username": username, "message": "Do come."}
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert "Do come." in answer.text


def test_an_invitation_is_given_once_until_it_is_answered(alice, carol):
    community = make_community(by=alice.user)
    admitting.invite(community, carol.user, by=alice.user)
    with pytest.raises(BelongingRefused):
        admitting.invite(community, carol.user, by=alice.user)
    admitting.withdraw(community, by=carol.user)
    assert admitting.invite(community, carol.user, by=alice.user) == "invited"


def test_only_who_admits_may_invite(alice, carol, mallory):
    community = make_community(by=alice.user)
    make_member(community, carol.user)
    answer = carol.post(f"{community.get_absolute_url()}invitations/", {"username": "mallory"})
    assert answer.status_code == 403
    with pytest.raises(BelongingRefused):
        admitting.invite(community, mallory.user, by=carol.user)
