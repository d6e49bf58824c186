"""Planning events: times that clocks show, who may plan, what two change at once, what came of it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from communities.events import attending, planning
from communities.events.meeting import Meeting, is_shown_by_a_clock
from communities.life import changing
from communities.models import Event
from kmsite.pages.integrity import violations
from kmsite.pages.saving.drafts import Draft
from kmsite.talk.models import Notice
from tests.make import make_community, make_event, make_member

pytestmark = pytest.mark.django_db


def form_of(**fields):
    """Return what a person sends to plan an event, a month from now unless said otherwise."""
    begins = (timezone.now() + timedelta(days=30)).strftime("%Y-%m-%dT10:00")
    return {
        "title": "Spring meeting",
        "entry_starts": begins,
        "entry_time_zone": "Europe/Berlin",
        "body": "We *meet*.",
        "key": "k1",
        **fields,
    }


@pytest.fixture
def sharers(alice):
    return make_community(by=alice.user)


def test_who_leads_a_community_plans_an_event_of_it(alice, sharers, carol):
    answer = alice.post("/events/new/", form_of(entry_place="Room 1", entry_capacity="3"))
    event = Event.objects.get()
    assert answer.url == event.get_absolute_url() == "/events/spring-meeting/"
    assert (event.parent_id, event.capacity, event.ends_at - event.starts_at) == (
        sharers.pk,
        3,
        timedelta(hours=1),
    )
    page = carol.get("/events/spring-meeting/").content.decode()
    assert "Room 1" in page
    assert "<em>meet</em>" in page
    assert "0 of 3 places are taken" in page
    assert list(violations()) == []


def test_who_has_no_role_plans_nothing(carol, sharers):
    make_member(sharers, carol.user)
    assert carol.get("/events/new/").status_code == 403
    assert carol.post("/events/new/", form_of()).status_code == 403
    assert not Event.objects.exists()


def test_an_event_of_a_community_that_is_not_theirs_to_plan_in_is_refused_like_one_that_is_not_there(
    alice, bob, sharers
):
    make_community("Hidden", by=bob.user, visibility="private")
    for slug in ("hidden", "nothing"):
        answer = alice.post("/events/new/", form_of(entry_community=slug))
        assert answer.status_code == 422
        assert "There is no such community, or you plan no events there." in answer.content.decode()
        assert "We *meet*." in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"entry_starts": "2027-02-31T10:00"}, "is no day of the calendar"),
        ({"entry_starts": "2027-03-28T02:30"}, "No clock in Europe/Berlin shows 02:30 on 2027-03-28"),
        ({"entry_starts": "0001-01-01T00:00"}, "Choose a year from 2000 to 2099"),
        ({"entry_starts": "9999-12-31T23:59"}, "Choose a year from 2000 to 2099"),
        ({"entry_starts": "tomorrow"}, "is no day of the calendar"),
        ({"entry_starts": ""}, "This field is required"),
        ({"entry_starts": "2027-05-03T10:00", "entry_ends": "2027-05-03T09:00"}, "must end after it began"),
        ({"entry_starts": "2027-05-03T10:00", "entry_ends": "2027-09-03T09:00"}, "31 days at most"),
        ({"entry_time_zone": "Mars/Olympus"}, "There is no time zone with this name"),
        ({"entry_link": "javascript:alert(1)"}, "beginning with https:// or http://"),
        ({"entry_link": "https://"}, "beginning with https:// or http://"),
        ({"entry_link": "https://[::1"}, "beginning with https:// or http://"),
        ({"entry_capacity": "0"}, "greater than or equal to 1"),
        ({"entry_host": "nobody"}, "There is no such person"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_everything_typed_stays(alice, sharers, fields, said):
    answer = alice.post("/events/new/", form_of(entry_place="The room above the bakery", **fields))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.replace("&gt;", ">")
    for typed in ("The room above the bakery", "We *meet*.", fields.get("entry_starts", "")):
        assert typed in page
    assert not Event.objects.exists()


def test_a_time_that_no_browser_can_show_stays_in_a_plain_field(alice, sharers):
    page = alice.post("/events/new/", form_of(entry_starts="2027-02-31T10:00")).content.decode()
    assert 'type="text" name="entry_starts" value="2027-02-31T10:00"' in page


@pytest.mark.parametrize(
    ("moment", "zone", "utc"),
    [
        ("2027-03-27T10:00", "Europe/Berlin", "2027-03-27T09:00"),
        ("2027-03-28T10:00", "Europe/Berlin", "2027-03-28T08:00"),
        ("2027-10-31T02:30", "Europe/Berlin", "2027-10-31T00:30"),
        ("2027-03-13T10:00", "America/New_York", "2027-03-13T15:00"),
        ("2027-03-14T10:00", "America/New_York", "2027-03-14T14:00"),
        ("2027-07-01T10:00", "Asia/Kathmandu", "2027-07-01T04:15"),
        ("2027-04-03T10:00", "Australia/Lord_Howe", "2027-04-02T23:00"),
        ("2027-04-05T10:00", "Australia/Lord_Howe", "2027-04-04T23:30"),
    ],
)
def test_a_clock_on_the_wall_means_the_right_moment(moment, zone, utc):
    said = Meeting(datetime.fromisoformat(moment), datetime.fromisoformat(moment), zone)
    assert said.starts_at.strftime("%Y-%m-%dT%H:%M") == utc


def test_the_half_hour_that_lord_howe_leaves_out_is_no_time():
    assert not is_shown_by_a_clock(datetime(2027, 10, 3, 2, 15), "Australia/Lord_Howe")
    assert is_shown_by_a_clock(datetime(2027, 10, 3, 2, 30), "Australia/Lord_Howe")


def test_the_next_one_is_at_the_same_time_on_the_wall_over_a_clock_change(alice, sharers):
    event = make_event(
        community=sharers,
        by=alice.user,
        starts=datetime(2027, 3, 15, 9),
        time_zone="Europe/Berlin",
        place="Room 1",
        decisions="Done.",
    )
    page = alice.get(f"/events/new/?after={event.slug}&weeks=4").content.decode()
    assert 'value="2027-04-12T09:00"' in page
    assert 'value="2027-04-12T10:00"' in page
    assert "Room 1" in page
    assert "Done." not in page
    said = planning.later(Meeting.of(Draft.of(event.current).entry), 4)
    assert said.starts_at.hour == 7
    assert alice.get("/events/new/?after=nothing&weeks=x").status_code == 200


def test_an_event_is_shown_on_its_own_clock_and_on_the_readers(alice, carol, sharers):
    make_event(community=sharers, by=alice.user, starts=datetime(2027, 7, 1, 9), time_zone="Europe/Berlin")
    type(carol.user).objects.filter(pk=carol.user.pk).update(time_zone="Asia/Kathmandu")
    page = carol.get("/events/monthly-meeting/").content.decode()
    assert "Thursday, 1 July 2027, 09:00" in page
    assert "(Europe/Berlin, UTC+2:00)" in page
    assert "1 Jul 2027, 12:45" in page
    type(carol.user).objects.filter(pk=carol.user.pk).update(time_zone="Europe/Paris")
    assert "For you" not in carol.get("/events/monthly-meeting/").content.decode()
    unknown = alice.get("/events/monthly-meeting/").content.decode()
    assert 'hidden data-elsewhere="Europe/Berlin">For you' in unknown, "a script shows it where it differs"


def test_what_is_inside_a_listed_community_only_members_read(alice, carol, mallory):
    listed = make_community("Listed", by=alice.user, visibility="listed")
    make_member(listed, carol.user)
    alice.post("/events/new/", form_of(entry_community=listed.slug))
    address = Event.objects.get().get_absolute_url()
    assert carol.get(address).status_code == 200
    assert mallory.get(address).status_code == 404
    assert "Spring meeting" in carol.get("/events/").content.decode()
    assert "Spring meeting" not in mallory.get("/events/").content.decode()
    assert "Spring meeting" not in mallory.get("/communities/listed/events/").content.decode()


def test_a_host_edits_their_event_and_others_do_not(alice, carol, mallory, sharers):
    make_member(sharers, carol.user)
    make_event(community=sharers, by=alice.user, host=carol.user.pk)
    assert carol.get("/events/monthly-meeting/edit/").status_code == 200
    assert mallory.get("/events/monthly-meeting/edit/").status_code == 403


def edited(event, **fields):
    """Return the form of `event` as somebody sends it who changed `fields`."""
    said = Meeting.of(Draft.of(event.current).entry)
    return {
        "title": event.title,
        "entry_starts": said.starts.isoformat(),
        "entry_ends": said.ends.isoformat(),
        "entry_time_zone": said.time_zone,
        "entry_place": said.place,
        "base_revision": event.current.number,
        "key": "k2",
        **fields,
    }


def test_two_who_change_different_things_are_merged_and_the_same_thing_is_shown_to_the_second(
    alice, bob, sharers
):
    make_member(sharers, bob.user, "core")
    event = make_event(community=sharers, by=alice.user, place="Room 1")
    assert bob.post("/events/monthly-meeting/edit/", edited(event, entry_place="Room 2")).status_code == 302
    assert alice.post("/events/monthly-meeting/edit/", edited(event, title="Weekly")).status_code == 302
    now = Event.objects.get()
    assert (now.title, now.place) == ("Weekly", "Room 2")
    answer = alice.post("/events/weekly/edit/", edited(event, entry_place="Room 3", body="And more."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Room 2" in page
    assert 'value="Room 3"' in page
    assert "And more." in page
    assert 'value="Weekly"' in page
    assert 'name="base_revision" value="3"' in page
    assert Event.objects.get().place == "Room 2"


def test_who_wants_to_come_is_told_of_another_time_and_of_nothing_small(alice, carol, bob, sharers):
    event = make_event(community=sharers, by=alice.user, place="Room 1")
    attending.answer(event, "maybe", by=carol.user)
    attending.answer(event, "no", by=bob.user)
    alice.post("/events/monthly-meeting/edit/", edited(event, body="A word."))
    assert not Notice.objects.exists()
    event = Event.objects.with_current().get()
    alice.post("/events/monthly-meeting/edit/", edited(event, entry_place="Room 2", key="k3"))
    assert [(one.user, one.kind) for one in Notice.objects.all()] == [(carol.user, "event_changed")]


def test_a_cancelled_event_stays_and_can_be_taken_back(alice, carol, sharers):
    event = make_event(community=sharers, by=alice.user)
    attending.answer(event, "yes", by=carol.user)
    form = {"base_revision": 1, "entry_why_text": ""}
    assert alice.post("/events/monthly-meeting/cancel/", form).status_code == 422
    alice.post("/events/monthly-meeting/cancel/", {**form, "entry_why_text": "The hall burnt down."})
    page = carol.get("/events/monthly-meeting/").content.decode()
    assert "The hall burnt down." in page
    assert "nothing is answered any more" in page
    assert "cancelled" in carol.get("/events/").content.decode()
    assert [one.kind for one in Notice.objects.filter(user=carol.user)] == ["event_cancelled"]
    alice.post("/events/monthly-meeting/cancel/", {"base_revision": 2})
    assert not Event.objects.get().is_cancelled
    assert Event.objects.get().sequence == 2
    assert [one.kind for one in Notice.objects.filter(user=carol.user).order_by("id")][1:] == [
        "event_changed"
    ]


def test_what_came_of_it_is_a_version_and_the_host_is_asked_for_it(alice, carol, sharers):
    past = datetime.now() - timedelta(days=2)
    make_event(community=sharers, by=alice.user, starts=past, host=alice.user.pk)
    assert "Write down what came of it" in alice.get("/events/monthly-meeting/").content.decode()
    assert "nobody has written down" in alice.get("/events/").content.decode()
    assert "Write down what came of it" not in carol.get("/events/monthly-meeting/").content.decode()
    form = {
        "entry_decisions_text": "* **Buy** a pump",
        "entry_notes_text": "",
        "entry_recording": "https://video.example/1",
        "base_revision": 1,
    }
    assert alice.post("/events/monthly-meeting/outcome/", form).status_code == 302
    page = carol.get("/events/monthly-meeting/").content.decode()
    assert "<strong>Buy</strong> a pump" in page
    assert "https://video.example/1" in page
    assert "Write down what came of it" not in alice.get("/events/monthly-meeting/").content.decode()
    assert "**Buy**" in carol.get("/events/monthly-meeting/compare/1..2/").content.decode()


def test_a_list_asks_a_fixed_number_of_questions(alice, carol, sharers, django_assert_max_num_queries):
    for number in range(3):
        make_event(f"Meeting {number}", community=sharers, by=alice.user)
    with django_assert_max_num_queries(9):
        carol.get("/events/")
    for number in range(3, 25):
        make_event(f"Meeting {number}", community=sharers, by=alice.user)
    with django_assert_max_num_queries(9):
        page = carol.get("/events/").content.decode()
    assert "older=" in page


def test_an_event_follows_who_reads_its_community_at_the_moment_it_is_planned(alice, sharers, mallory):
    changing.settle(sharers, visibility="listed", joining="open", by=alice.user)
    begins = datetime.now() + timedelta(days=9)
    meeting = Meeting(starts=begins, ends=begins + timedelta(hours=1), link="https://meet.example.org/x")
    event = planning.plan(sharers, title="Planned meanwhile", meeting=meeting, by=alice.user).page
    assert mallory.get(event.get_absolute_url()).status_code == 404
    assert alice.get(event.get_absolute_url()).status_code == 200
