"""Answering an event: seats, the waiting list, and who may answer."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from communities.events import attending, planning
from communities.events.attending import AnswerRefused
from communities.events.meeting import Meeting
from communities.models import Event, Rsvp
from communities.people import belonging
from kmsite.pages.endings import archiving, trashing
from kmsite.pages.saving.drafts import Draft
from kmsite.talk.models import Notice
from tests.make import make_community, make_event, make_member
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sharers(alice):
    return make_community(by=alice.user)


def said(event, user):
    row = Rsvp.objects.get(event=event, user=user)
    return "waits" if row.is_waiting else row.answer


def changed(event, by, **parts):
    """Save a version of `event` with other parts of its meeting."""
    now = Event.objects.with_current().get(pk=event.pk)
    whole = Meeting(**{**Meeting.of(Draft.of(now.current).entry).parts(), **parts})
    planning.change(now, base=now.current.number, meeting=whole, by=by)


def test_who_says_yes_to_a_full_event_waits_and_moves_up_when_somebody_leaves(alice, bob, carol, sharers):
    event = make_event(community=sharers, by=alice.user, capacity=1)
    bob.post("/events/monthly-meeting/answer/", {"answer": "yes"})
    page = carol.post("/events/monthly-meeting/answer/", {"answer": "yes"}, follow=True).content.decode()
    assert "number 1 on the waiting list" in page
    assert (said(event, bob.user), said(event, carol.user)) == ("yes", "waits")
    bob.post("/events/monthly-meeting/answer/", {"answer": "maybe"})
    assert (said(event, bob.user), said(event, carol.user)) == ("maybe", "yes")
    assert [(one.user, one.kind) for one in Notice.objects.all()] == [(carol.user, "seat_free")]
    bob.post("/events/monthly-meeting/answer/", {"answer": "yes"})
    assert said(event, bob.user) == "waits"


def test_those_who_wait_move_up_in_their_order_when_there_is_more_room(alice, sharers):
    event = make_event(community=sharers, by=alice.user, capacity=1)
    people = [make_user(f"p{number}", "reader") for number in range(4)]
    for one in people:
        attending.answer(event, "yes", by=one)
    changed(event, alice.user, capacity=3)
    assert [said(event, one) for one in people] == ["yes", "yes", "yes", "waits"]
    changed(event, alice.user, capacity=None)
    assert said(event, people[3]) == "yes"


def test_nobody_loses_a_seat_when_there_is_less_room(alice, carol, sharers):
    event = make_event(community=sharers, by=alice.user, capacity=3)
    people = [make_user(f"p{number}", "reader") for number in range(3)]
    for one in people:
        attending.answer(event, "yes", by=one)
    changed(event, alice.user, capacity=1)
    assert [said(event, one) for one in people] == ["yes"] * 3
    assert "nobody loses theirs" in carol.get("/events/monthly-meeting/").content.decode()
    attending.answer(event, "yes", by=carol.user)
    attending.answer(event, "no", by=people[0])
    assert said(event, carol.user) == "waits"
    for one in people[1:]:
        attending.answer(event, "no", by=one)
    assert said(event, carol.user) == "yes"


def test_an_event_that_is_over_cancelled_archived_or_trashed_takes_no_answer(alice, carol, sharers):
    past = make_event("Past", community=sharers, by=alice.user, starts=datetime.now() - timedelta(days=2))
    off = make_event("Off", community=sharers, by=alice.user, is_cancelled=True)
    kept = make_event("Kept", community=sharers, by=alice.user)
    archiving.archive(kept, by=None)
    gone = make_event("Gone", community=sharers, by=alice.user)
    trashing.trash([gone], by=alice.user)
    for event in (past, off, kept, gone):
        with pytest.raises(AnswerRefused):
            attending.answer(event, "yes", by=carol.user)
    assert not Rsvp.objects.exists()
    page = carol.post("/events/past/answer/", {"answer": "yes"}, follow=True).content.decode()
    assert "The event is over" in page
    assert carol.post("/events/gone/answer/", {"answer": "yes"}).status_code == 404


def test_an_answer_that_is_none_is_refused(alice, carol, sharers):
    event = make_event(community=sharers, by=alice.user)
    page = carol.post("/events/monthly-meeting/answer/", {"answer": "perhaps"}, follow=True).content.decode()
    assert "Say yes, maybe or no." in page
    assert not Rsvp.objects.filter(event=event).exists()


def test_strangers_see_the_event_of_an_open_community_and_nobody_who_comes(alice, carol, anonymous, sharers):
    event = make_event(community=sharers, by=alice.user)
    attending.answer(event, "yes", by=carol.user)
    page = anonymous.get("/events/monthly-meeting/").content.decode()
    assert "Monthly meeting" in page
    assert "Sign in to say whether you come" in page
    assert "Carol" not in page
    assert "Carol" in alice.get("/events/monthly-meeting/").content.decode()
    assert anonymous.post("/events/monthly-meeting/answer/", {"answer": "yes"}).status_code == 302
    assert Rsvp.objects.count() == 1


def test_the_seat_of_somebody_who_leaves_a_private_community_goes_to_who_waits(alice, bob, carol, mallory):
    hidden = make_community("Hidden", by=alice.user, visibility="private")
    for one in (bob, carol):
        make_member(hidden, one.user)
    event = make_event(community=hidden, by=alice.user, capacity=1)
    for one in (bob, carol):
        attending.answer(event, "yes", by=one.user)
    with pytest.raises(AnswerRefused):
        attending.answer(event, "yes", by=mallory.user)
    belonging.let_go(hidden, bob.user, by=bob.user)
    assert said(event, carol.user) == "yes"
    assert not Rsvp.objects.filter(user=bob.user).exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_who_answer_at_once_get_exactly_the_seats_there_are():
    alice = make_user("alice", "author")
    event = make_event(community=make_community(by=alice), by=alice, capacity=7)
    people = [make_user(f"p{number}", "reader") for number in range(50)]
    ready = threading.Barrier(10)
    failures = []

    def answer(some):
        try:
            ready.wait()
            for one in some:
                attending.answer(event, "yes", by=one)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(people[n::10],)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Rsvp.objects.filter(is_waiting=False).count() == 7
    assert Rsvp.objects.filter(is_waiting=True).count() == 43
    waiting = list(Rsvp.objects.filter(is_waiting=True).order_by("at", "pk"))
    attending.answer(event, "no", by=Rsvp.objects.filter(is_waiting=False).first().user)
    assert not Rsvp.objects.get(pk=waiting[0].pk).is_waiting
    assert Rsvp.objects.filter(is_waiting=True).count() == 42
