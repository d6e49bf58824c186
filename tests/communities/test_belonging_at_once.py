"""Many people at the door of a community at one moment: what was decided first holds for who comes after."""

import pytest

from communities import integrity
from communities.models import Admission, Community, Membership
from communities.people import admitting, appointing, belonging
from communities.people.belonging import BelongingRefused
from communities.standing import is_member, roles_in
from kmsite.pages.endings.archiving import archive
from kmsite.pages.integrity import violations
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import AudienceMember
from kmsite.pages.retrying import in_one_transaction
from tests.make import make_community, make_member
from tests.pages.test_at_once import at_once
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CROWD = 50


@pytest.fixture
def facilitator():
    return make_user("alice", "author")


@pytest.fixture
def community(facilitator):
    return make_community(by=facilitator)


@pytest.fixture(autouse=True)
def holds():
    """After each of these, everything that must hold of communities does."""
    yield
    assert [*integrity.violations(), *violations()] == []


@in_one_transaction
def close(community):
    """Let people join by invitation only, as the settings of a community do."""
    lock_pages([community.pk])
    Community.objects.filter(pk=community.pk).update(joining="invitation")


def refusals(answers):
    """Return how many were refused; anything else that was raised is a fault."""
    refused = [answer for answer in answers if isinstance(answer, BelongingRefused)]
    assert [one for one in answers if isinstance(one, Exception) and one not in refused] == []
    return len(refused)


def test_while_the_door_closes_everybody_is_in_or_was_told(community):
    crowd = [make_user(f"person{n}", "reader") for n in range(CROWD)]

    def act(n):
        return close(community) if n == CROWD else admitting.join(community, by=crowd[n])

    answers = at_once(act, CROWD + 1)
    inside = Membership.objects.filter(user__in=crowd, left_at=None).count()
    assert inside + refusals(answers) == CROWD
    assert AudienceMember.objects.filter(user__in=crowd).count() == inside
    with pytest.raises(BelongingRefused):
        admitting.join(community, by=make_user("late", "reader"))


def test_two_facilitators_who_end_each_others_role_leave_one(community, facilitator):
    other = make_user("bob", "author")
    make_member(community, other, "facilitator", "leader")
    pair = (facilitator, other)
    answers = at_once(
        lambda n: appointing.relieve(community, pair[1 - n], "facilitator", by=pair[n]), count=2
    )
    assert refusals(answers) == 1
    assert sorted("facilitator" in roles_in(user, community) for user in pair) == [False, True]


def test_two_facilitators_who_leave_at_one_moment_leave_one_behind(community, facilitator):
    other = make_user("bob", "author")
    make_member(community, other, "facilitator")
    pair = (facilitator, other)
    answers = at_once(lambda n: belonging.let_go(community, pair[n], by=pair[n]), count=2)
    assert refusals(answers) == 1
    assert sorted(is_member(user, community) for user in pair) == [False, True]


def test_who_leaves_while_being_given_a_role_does_not_keep_it(community, facilitator):
    carol = make_user("carol", "reader")
    for _round in range(5):
        admitting.join(community, by=carol)
        answers = at_once(
            lambda n: (
                belonging.let_go(community, carol, by=carol)
                if n
                else appointing.appoint(community, carol, "greeter", by=facilitator)
            ),
            count=2,
        )
        assert refusals(answers) <= 1
        assert not is_member(carol, community)
        assert roles_in(carol, community) == frozenset()


def test_joining_and_being_taken_out_end_in_one_of_both(community, facilitator):
    carol = make_user("carol", "reader")
    admitting.join(community, by=carol)
    at_once(
        lambda n: (
            admitting.join(community, by=carol)
            if n % 2
            else admitting.take_out(community, carol, reason="A mistake.", by=facilitator)
        ),
        count=10,
    )
    row = Membership.objects.get(user=carol)
    assert AudienceMember.objects.filter(user=carol).exists() == (row.left_at is None)


def test_a_request_that_two_decide_differently_is_decided_once(community, facilitator):
    Community.objects.filter(pk=community.pk).update(joining="request")
    other, carol = make_user("bob", "author"), make_user("carol", "reader")
    make_member(community, other, "facilitator")
    admitting.ask(community, by=carol)
    asked, pair = Admission.objects.get(), (facilitator, other)
    answers = at_once(
        lambda n: admitting.decide(asked, accept=bool(n), reason="So it is.", by=pair[n]), count=2
    )
    assert refusals(answers) == 1
    asked.refresh_from_db()
    assert is_member(carol, community) == asked.is_accepted


def test_ten_invitations_for_one_person_are_one(community, facilitator):
    carol = make_user("carol", "reader")
    answers = at_once(lambda n: admitting.invite(community, carol, by=facilitator), count=10)
    assert refusals(answers) == 9
    assert Admission.objects.count() == 1


def test_nobody_slips_into_a_community_that_goes_to_the_archive(community, facilitator):
    ada, crowd = make_user("ada", "administrator"), [make_user(f"person{n}", "reader") for n in range(10)]
    answers = at_once(
        lambda n: archive(community, by=ada) if n == 10 else admitting.join(community, by=crowd[n]), 11
    )
    assert Membership.objects.filter(user__in=crowd).count() + refusals(answers) == 10
