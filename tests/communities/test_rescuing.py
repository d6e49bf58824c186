"""A community that nobody leads gets a facilitator from outside, by somebody who reads nothing of it."""

import pytest

from communities.standing import roles_in
from kmsite.accounts.models import User
from tests.communities.members import told
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db

NOTHING = "Nothing was changed"


@pytest.fixture
def circle(alice, bob, carol):
    """A private community of Alice, who leads it, Bob and Carol."""
    community = make_community("Circle", by=alice.user, visibility="private")
    make_member(community, bob.user, by=alice.user)
    make_member(community, carol.user, by=alice.user)
    return community


@pytest.fixture
def left_alone(circle, alice):
    User.objects.filter(pk=alice.user.pk).update(is_active=False)
    return circle


def rescue(person, community, username):
    form = {"slug": f"https://wiki.example.org{community.get_absolute_url()}", "username": username}
    return person.post("/leaderless/", form, follow=True)


def test_ada_names_a_member_of_a_circle_that_she_cannot_read(ada, bob, carol, left_alone):
    assert "Nobody leads this community any more" in bob.get(left_alone.get_absolute_url()).text
    assert "Bob facilitates it now" in rescue(ada, left_alone, "@bob").text
    assert roles_in(bob.user, left_alone) == {"facilitator"}
    assert ("role_given", "") in told(bob)
    assert ("rescued", "") in told(carol)
    assert ada.get(left_alone.get_absolute_url()).status_code == 404
    assert "Nobody leads" not in bob.get(left_alone.get_absolute_url()).text


def test_whatever_hinders_it_the_answer_is_the_same(ada, mallory, left_alone):
    unknown = ada.post("/leaderless/", {"slug": "nowhere", "username": "bob"})
    for username in ("ada", "mallory", "nobody", "alice"):
        answer = rescue(ada, left_alone, username)
        assert answer.status_code == unknown.status_code == 422
        assert NOTHING in answer.text
        assert NOTHING in unknown.text
    assert "Circle" not in answer.text


def test_a_community_with_somebody_who_leads_it_is_left_to_them(ada, bob, circle):
    assert NOTHING in rescue(ada, circle, "bob").text
    assert roles_in(bob.user, circle) == set()


def test_nobody_but_who_looks_after_people_may(bob, left_alone):
    assert rescue(bob, left_alone, "bob").status_code == 403
