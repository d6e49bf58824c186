"""What must hold of communities is looked for, and found where it does not."""

import pytest
from django.utils import timezone

from communities.integrity import violations
from communities.models import Holding, Membership
from kmsite.pages.models import AudienceMember
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice, carol):
    community = make_community(by=alice.user, visibility="private")
    make_member(community, carol.user, "greeter")
    return community


def rules():
    return [line.split()[0] for line in violations()]


def test_a_community_as_its_writers_leave_it_holds(community):
    assert rules() == []


def test_who_reads_without_belonging_is_found_and_who_belongs_without_reading(community, carol, mallory):
    AudienceMember.objects.filter(user=carol.user).update(user=mallory.user)
    assert rules() == ["I30", "I30"]


def test_who_left_and_still_holds_a_role_is_found(community, carol):
    Membership.objects.filter(user=carol.user).update(left_at=timezone.now())
    AudienceMember.objects.filter(user=carol.user).delete()
    assert rules() == ["I31"]


def test_a_last_facilitator_who_was_ended_is_found_and_one_whose_account_was_closed_is_work(community, alice):
    type(alice.user).objects.filter(pk=alice.user.pk).update(is_active=False)
    assert rules() == []
    Holding.objects.filter(role="facilitator").update(ended_at=timezone.now(), until=timezone.localdate())
    assert rules() == ["I32"]
