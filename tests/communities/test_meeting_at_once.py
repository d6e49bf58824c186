"""Two deeds in one community at one moment: seats, roles, and the archive against whatever is begun in it."""

from datetime import datetime, timedelta

import pytest

from communities import integrity
from communities.discussions import asking
from communities.events import attending, planning
from communities.events.meeting import Meeting
from communities.life import changing
from communities.models import Event, Rsvp
from communities.people import admitting, belonging
from communities.standing import is_member, roles_in
from kmsite.pages.integrity import violations
from kmsite.pages.models import Page
from kmsite.pages.saving.drafts import Draft
from kmsite.stewardship import entrusting
from kmsite.stewardship import integrity as stewardship
from kmsite.stewardship.models import Stewardship
from kmsite.talk import commenting
from kmsite.text.refusal import TextRefused
from tests.make import make_article, make_community, make_discussion, make_event, make_member
from tests.pages.test_at_once import at_once
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def alice():
    return make_user("alice", "author")


@pytest.fixture
def community(alice):
    return make_community(by=alice)


@pytest.fixture(autouse=True)
def holds():
    """After each of these, everything that must hold does."""
    yield
    assert [*integrity.violations(), *stewardship.violations(), *violations()] == []


def both(*acts):
    """Do `acts` at the same moment; return which of them was refused, and let any other fault be seen."""
    answers = at_once(lambda n: acts[n](), len(acts))
    faults = [one for one in answers if isinstance(one, Exception) and not isinstance(one, TextRefused)]
    assert faults == []
    return [isinstance(one, TextRefused) for one in answers]


def seats(event):
    """Return who has a seat and who waits."""
    answers = Rsvp.objects.filter(event=event, answer="yes").order_by("at", "pk")
    return [[one.user.username for one in answers if one.is_waiting is waits] for waits in (False, True)]


def test_two_who_want_the_last_seat_get_it_and_the_first_place_in_the_list(alice, community):
    event = make_event(community=community, by=alice, capacity=1)
    pair = [make_user(name, "reader") for name in ("bob", "carol")]
    both(*(lambda one=one: attending.answer(event, "yes", by=one) for one in pair))
    seated, waiting = seats(event)
    assert (len(seated), len(waiting)) == (1, 1)
    assert sorted(seated + waiting) == ["bob", "carol"]


def test_a_seat_given_up_while_somebody_asks_and_there_is_more_room_stays_with_nobody(alice, community):
    event = make_event(community=community, by=alice, capacity=1)
    bob, carol, mallory = (make_user(name, "reader") for name in ("bob", "carol", "mallory"))
    for one in (bob, carol):
        attending.answer(event, "yes", by=one)
    now = Event.objects.with_current().get(pk=event.pk)
    roomier = Meeting(**{**Meeting.of(Draft.of(now.current).entry).parts(), "capacity": 2})
    both(
        lambda: attending.answer(event, "no", by=bob),
        lambda: attending.answer(event, "yes", by=mallory),
        lambda: planning.change(now, base=1, meeting=roomier, by=alice),
    )
    assert seats(event) == [["carol", "mallory"], []]


def test_of_two_facilitators_one_leaves_and_one_is_taken_out_and_one_stays(alice, community):
    bob, leader = make_user("bob", "author"), make_user("leader", "author")
    make_member(community, bob, "facilitator")
    make_member(community, leader, "leader")
    refused = both(
        lambda: belonging.let_go(community, alice, by=alice),
        lambda: admitting.take_out(community, bob, reason="A mistake.", by=leader),
    )
    assert sorted(refused) == [False, True]
    left = [one for one in (alice, bob) if is_member(one, community)]
    assert ["facilitator" in roles_in(one, community) for one in left] == [True]


def test_what_is_begun_while_a_community_goes_to_the_archive_goes_with_it_or_is_refused(alice, community):
    ada = make_user("ada", "administrator")
    question = make_discussion(community=community, by=alice)
    event, pump = make_event(community=community, by=alice), make_article("Pump")
    starts = datetime.now() + timedelta(days=3)
    meeting = Meeting(starts=starts, ends=starts + timedelta(hours=1))
    archived, asked, planned, *_others = both(
        lambda: changing.archive(community, by=ada),
        lambda: asking.ask(title="Where?", body="I ask.", by=alice, community=community),
        lambda: planning.plan(community, title="Soon", body="", meeting=meeting, by=alice),
        lambda: commenting.comment(question, body="Here.", by=alice),
        lambda: attending.answer(event, "yes", by=ada),
        lambda: entrusting.entrust(pump, community=community, by=None),
    )
    inside = Page.objects.filter(parent=community)
    assert not archived
    assert inside.filter(title="Where?").exists() is not asked
    assert inside.filter(title="Soon").exists() is not planned
    assert not inside.filter(archived_at=None).exists()
    assert not Stewardship.objects.filter(community=community).exists()
