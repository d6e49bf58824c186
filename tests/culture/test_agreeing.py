"""What a group makes of its round: a consensus, and two commitments at most."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.culture.agreed import agreeing
from kmsite.culture.models import Commitment, Consensus, Item
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import holding
from kmsite.talk.models import Notice
from tests.culture.rounds import open_round
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice, carol):
    community = make_community("Lessons learned", by=alice.user)
    make_member(community, carol.user)
    return community


@pytest.fixture
def round(alice, community):
    return holding.close(open_round(community, alice.user), by=alice.user)


def commit(round, owner, by, *, days=30, text="We hold a peer assist."):
    due = timezone.localdate() + timedelta(days=days)
    return agreeing.commit(round, Item.objects.get(place=8), text=text, owner=owner, due=due, by=by)


def test_the_group_settles_on_a_position_and_may_settle_anew(alice, round):
    item = Item.objects.get(place=1)
    agreeing.settle(round, item, position=2, note="Half of us.", by=alice.user)
    agreeing.settle(round, item, position=4, note="After talking.", by=alice.user)
    assert [(one.position, one.note) for one in Consensus.objects.all()] == [(4, "After talking.")]
    agreeing.unsettle(round, item, by=alice.user)
    assert not Consensus.objects.exists()


def test_a_third_commitment_is_refused_and_the_owner_of_one_is_told(alice, carol, round):
    first = commit(round, carol.user, alice.user)
    commit(round, alice.user, alice.user)
    with pytest.raises(RoundRefused, match="two commitments"):
        commit(round, carol.user, alice.user)
    assert [(told.user, told.kind) for told in Notice.objects.filter(kind="commitment_given")] == [
        (carol.user, "commitment_given")
    ]
    agreeing.withdraw(first, by=alice.user)
    assert commit(round, carol.user, alice.user).place == 1


def test_an_owner_says_what_became_of_it_and_then_it_stands(alice, carol, round):
    mine = commit(round, carol.user, alice.user)
    agreeing.report(mine, state="kept", outcome="Held in May.", by=carol.user)
    assert Commitment.objects.get().state == "kept"
    with pytest.raises(RoundRefused, match="settled"):
        agreeing.change(mine, text="Other", owner=carol.user, due=mine.due, by=alice.user)


def test_members_and_strangers_write_down_nothing(carol, mallory, alice, round):
    item = Item.objects.get(place=1)
    for somebody in (carol, mallory):
        with pytest.raises(RoundRefused):
            agreeing.settle(round, item, position=2, note="", by=somebody.user)
        with pytest.raises(RoundRefused):
            commit(round, carol.user, somebody.user)
    kept = commit(round, alice.user, alice.user)
    with pytest.raises(RoundRefused):
        agreeing.report(kept, state="dropped", outcome="", by=carol.user)
    with pytest.raises(RoundRefused, match="belongs to the community"):
        commit(round, mallory.user, alice.user)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_that_is_over_or_far_away_is_refused(alice, round, days):
    with pytest.raises(RoundRefused, match="within a year"):
        commit(round, alice.user, alice.user, days=days)


def test_an_open_round_is_not_discussed(alice, community):
    opened = open_round(community, alice.user)
    with pytest.raises(RoundRefused, match="open"):
        agreeing.settle(opened, Item.objects.get(place=1), position=2, note="", by=alice.user)
