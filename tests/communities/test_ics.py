"""Calendar files, read back by a parser that has not written them, whatever happens to events."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import vobject

from communities.events import planning
from communities.events.meeting import Meeting
from communities.models import Event
from kmsite.accounts.models import User
from kmsite.pages.endings import trashing
from kmsite.pages.saving.drafts import Draft
from tests.make import make_community, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def sharers(alice):
    return make_community(by=alice.user)


def read(person, address="/events/monthly-meeting.ics"):
    """Return the one entry in the calendar file at `address`, as another program reads it."""
    answer = person.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return vobject.readOne(answer.content.decode()).vevent


def meeting_of(event):
    return Meeting.of(Draft.of(event.current).entry)


def test_a_file_says_what_when_and_where(alice, carol, sharers):
    make_event(
        community=sharers,
        by=alice.user,
        body="We look at **pumps**; valves, too.",
        starts=datetime(2027, 7, 1, 9),
        time_zone="Europe/Berlin",
        place="Room 1, first floor",
        host=alice.user.pk,
    )
    entry = read(carol)
    assert entry.uid.value == str(Event.objects.get().uid)
    assert entry.summary.value == "Monthly meeting"
    assert entry.dtstart.value == datetime(2027, 7, 1, 7, tzinfo=UTC)
    assert entry.dtend.value == datetime(2027, 7, 1, 8, tzinfo=UTC)
    assert entry.location.value == "Room 1, first floor"
    assert "We look at pumps; valves, too." in entry.description.value
    assert "2027-07-01 09:00" in entry.description.value
    assert "Europe/Berlin" in entry.description.value
    assert entry.url.value.endswith("/events/monthly-meeting/")
    assert entry.status.value == "CONFIRMED"
    assert entry.sequence.value == "0"


def test_the_calendar_around_it_has_a_name_and_is_published(alice, carol, sharers):
    make_event(community=sharers, by=alice.user)
    calendar = vobject.readOne(carol.get("/events/monthly-meeting.ics").content.decode())
    assert calendar.method.value == "PUBLISH"
    assert calendar.x_wr_calname.value == "Monthly meeting"
    assert calendar.refresh_interval.value == "PT1H"
    assert calendar.version.value == "2.0"


def test_the_uid_stays_through_move_rename_zone_cancellation_and_trash_and_the_sequence_rises(
    alice, ada, carol, sharers
):
    event = make_event(community=sharers, by=alice.user, starts=datetime(2027, 3, 20, 9))
    seen = [read(carol)]
    steps = (
        {"meeting": {"starts": datetime(2027, 4, 20, 9), "ends": datetime(2027, 4, 20, 10)}},
        {"title": "Spring meeting"},
        {"meeting": {"time_zone": "Asia/Kathmandu"}},
        {"meeting": {"is_cancelled": True, "why_cancelled": "Snow."}},
        {"meeting": {"is_cancelled": False, "why_cancelled": ""}},
    )
    for step in steps:
        now = Event.objects.with_current().get(pk=event.pk)
        parts = {**meeting_of(now).parts(), **step.get("meeting", {})}
        title = {"title": step["title"]} if "title" in step else {}
        planning.change(now, base=now.current.number, meeting=Meeting(**parts), by=alice.user, **title)
        seen.append(read(carol, f"/events/{Event.objects.get().slug}.ics"))
    batch = trashing.trash([event], by=ada.user)
    trashing.restore(batch, by=ada.user)
    seen.append(read(carol, "/events/spring-meeting.ics"))
    assert len({one.uid.value for one in seen}) == 1
    assert [one.sequence.value for one in seen] == ["0", "1", "2", "3", "4", "5", "7"]
    assert [one.status.value for one in seen].index("CANCELLED") == 4
    assert "Snow." in seen[4].description.value
    assert seen[2].summary.value == "Spring meeting"
    starts = [one.dtstart.value for one in seen]
    assert starts[0] == datetime(2027, 3, 20, 9, tzinfo=UTC)
    assert starts[1] == datetime(2027, 4, 20, 9, tzinfo=UTC)
    assert starts[3] == datetime(2027, 4, 20, 3, 15, tzinfo=UTC)
    assert all(b.last_modified.value >= a.last_modified.value for a, b in pairwise(seen))


@pytest.mark.parametrize(
    ("zone", "before", "after", "apart"),
    [
        ("Europe/Berlin", datetime(2027, 3, 27, 9), datetime(2027, 3, 28, 9), timedelta(hours=23)),
        ("America/New_York", datetime(2027, 11, 6, 9), datetime(2027, 11, 7, 9), timedelta(hours=25)),
        ("Asia/Kathmandu", datetime(2027, 3, 27, 9), datetime(2027, 3, 28, 9), timedelta(hours=24)),
        ("Australia/Lord_Howe", datetime(2027, 4, 3, 9), datetime(2027, 4, 4, 9), timedelta(hours=24.5)),
    ],
)
def test_the_same_hour_on_both_sides_of_a_clock_change(alice, carol, sharers, zone, before, after, apart):
    for number, starts in enumerate((before, after)):
        make_event(f"Day {number}", community=sharers, by=alice.user, starts=starts, time_zone=zone)
    first, second = (read(carol, f"/events/day-{number}.ics").dtstart.value for number in (0, 1))
    assert second - first == apart


def test_hostile_words_stay_words_and_lines_are_folded_between_letters(alice, carol, sharers):
    title = "a,b;c\\d “ü” " + "日本語の会議" * 20
    make_event(
        title, community=sharers, by=alice.user, place="x\nBEGIN:VEVENT", body="Line one\n\nEND:VCALENDAR"
    )
    event = Event.objects.get()
    content = carol.get(f"{event.get_absolute_url()[:-1]}.ics").content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.decode().count("\r\nBEGIN:VEVENT") == 1
    assert content.count(b"\r\nEND:VCALENDAR") == 1
    for line in content.split(b"\r\n"):
        line.decode()  # no letter is cut in two
    entry = vobject.readOne(content.decode()).vevent
    assert entry.summary.value == title
    assert "END:VCALENDAR" in entry.description.value


def test_no_address_of_mail_is_in_a_file(alice, carol, sharers):
    make_event(community=sharers, by=alice.user, host=alice.user.pk)
    entry = read(carol)
    content = carol.get("/events/monthly-meeting.ics").content.decode()
    assert User.objects.get(pk=alice.user.pk).email not in content
    assert "mailto" not in content.lower()
    assert entry.organizer.value.endswith("/people/alice/")
    assert entry.organizer.params["CN"] == ["Alice"]


def test_a_program_that_has_it_is_told_so(alice, carol, sharers):
    make_event(community=sharers, by=alice.user)
    first = carol.get("/events/monthly-meeting.ics")
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = carol.get("/events/monthly-meeting.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_who_may_not_read_the_event_gets_no_file(alice, mallory):
    hidden = make_community("Hidden", by=alice.user, visibility="private")
    event = make_event(community=hidden, by=alice.user)
    assert mallory.get(f"{event.get_absolute_url()[:-1]}.ics").status_code == 404
    assert alice.get(f"{event.get_absolute_url()[:-1]}.ics").status_code == 200
