"""Calendar files as other programs read them: two parsers that have not written them find the same in each.

`vobject` is that of Radicale, `ical` that of Home Assistant.
"""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from communities.events import calendars, planning
from communities.events.meeting import Meeting
from communities.models import Event
from kmsite.pages.endings import trashing
from kmsite.pages.saving.drafts import Draft
from tests.make import make_community, make_event, make_member

pytestmark = pytest.mark.django_db

ONCE = ("PRODID", "VERSION", "METHOD", "CALSCALE", "NAME", "REFRESH-INTERVAL")
ONCE_PER_EVENT = ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "STATUS")
FOUND = ("uid", "sequence", "status", "summary", "location", "description", "starts", "ends")


def as_vobject(text):
    """Yield what Radicale's parser finds of each event."""
    for entry in vobject.readOne(text).contents.get("vevent", []):
        said = {name: lines[0].value for name, lines in entry.contents.items()}
        words = [said.get(name) for name in ("status", "summary", "location", "description")]
        yield (said["uid"], int(said["sequence"]), *words, said["dtstart"], said["dtend"])


def as_ical(text):
    """Yield what Home Assistant's parser finds of each event."""
    for entry in IcsCalendarStream.calendar_from_ics(text).events:
        words = (entry.summary, entry.location, entry.description)
        yield (entry.uid, entry.sequence, entry.status.value, *words, entry.dtstart, entry.dtend)


def keep_to_the_standard(content):
    """Hold a file against RFC 5545 and RFC 5546, 3.2.1, line by line, as no parser does."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line)[0] for line in lines]
    events = names.count("BEGIN") - 1
    assert [names.count(name) for name in ONCE] == [1] * len(ONCE)
    assert [names.count(name) for name in ONCE_PER_EVENT] == [events] * len(ONCE_PER_EVENT)
    assert "METHOD:PUBLISH" in lines
    assert [line for line in lines if "TZID" in line] == []  # so no VTIMEZONE is owed
    moments = [line for line in lines if re.match("DT|CREATED|LAST-MODIFIED", line)]
    assert [line for line in moments if not re.fullmatch(r"[A-Z-]+:\d{8}T\d{6}Z", line)] == []


def entries(content):
    """Return what every program finds in a calendar, in the order of time."""
    keep_to_the_standard(content)
    found, again = (sorted(read(content.decode()), key=lambda one: one[-1]) for read in (as_vobject, as_ical))
    assert found == again
    return [SimpleNamespace(**dict(zip(FOUND, one, strict=True))) for one in found]


@pytest.fixture
def community(alice, carol):
    community = make_community(by=alice.user, visibility="private")
    make_member(community, carol.user)
    return community


@pytest.fixture
def feed(anonymous, carol, community):
    """Return a function that reads Carol's calendar of the community; that of all of hers says the same."""
    addresses = [calendars.renew(carol.user, one) for one in (community, None)]

    def read():
        one, whole = (entries(anonymous.get(f"/calendar/{at.nonce}.ics").content) for at in addresses)
        assert one == whole
        return one

    return read


def change(event, by, **parts):
    now = Event.objects.with_current().get(pk=event.pk)
    meeting = Meeting(**{**Meeting.of(Draft.of(now.current).entry).parts(), **parts})
    planning.change(now, base=now.current.number, meeting=meeting, by=by)


def test_a_calendar_without_an_event_is_read(feed):
    assert feed() == []


def test_an_event_that_is_moved_cancelled_and_thrown_away_stays_one_event_in_every_program(
    alice, carol, community, feed
):
    event = make_event(community=community, by=alice.user, starts=datetime(2027, 3, 20, 9), place="Room 1")
    told = feed()
    assert entries(carol.get(f"/events/{event.slug}.ics").content) == told
    change(event, alice.user, starts=datetime(2027, 4, 20, 9), ends=datetime(2027, 4, 20, 11), place="Room 2")
    told += feed()
    change(event, alice.user, is_cancelled=True, why_cancelled="Snow.")
    told += feed()
    assert entries(carol.get(f"/events/{event.slug}.ics").content) == told[-1:]
    trashing.trash([event], by=alice.user)
    told += feed()
    assert [one.uid for one in told] == [str(event.uid)] * 4
    assert [one.sequence for one in told] == [0, 1, 2, 3]
    assert [one.status for one in told] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED"]
    assert [one.location for one in told] == ["Room 1", "Room 2", "Room 2", None]
    assert [one.starts.month for one in told] == [3, 4, 4, 4]
    assert told[1].ends == datetime(2027, 4, 20, 11, tzinfo=UTC)
    assert "Snow." in told[2].description


def test_meetings_across_both_clock_changes_are_at_the_right_moment_everywhere(alice, community, feed):
    days = [datetime(2027, month, day, 9) for month, day in ((3, 27), (3, 28), (10, 30), (10, 31))]
    for day in days:
        make_event(f"{day:%d %b}", community=community, by=alice.user, starts=day, time_zone="Europe/Berlin")
    night = datetime(2027, 10, 31, 1)  # until four on the wall, which shows two o'clock twice
    make_event("Night", community=community, by=alice.user, starts=night, hours=3, time_zone="Europe/Berlin")
    told = {one.summary: one for one in feed()}
    assert [told[f"{day:%d %b}"].starts.hour for day in days] == [8, 7, 7, 8]
    assert (told["Night"].ends - told["Night"].starts).total_seconds() == 4 * 3600


def test_long_and_hostile_words_reach_every_program_as_they_are(alice, community, feed):
    title = "Größe, “Maß”; a\\n b: 日本語の会議 🎉 " + "x" * 90
    body = "Odd&#8232;BEGIN:VEVENT&#8233;END:VCALENDAR&#133;`\\n`, \\\\; and\n\nUID:1\n\n" + "Wörter " * 700
    make_event(title, community=community, by=alice.user, body=body, place='"Room"; 1, ^n\\N')
    (entry,) = feed()
    assert (entry.summary, entry.location) == (title, '"Room"; 1, ^n\\N')
    assert "Odd\nBEGIN:VEVENT\nEND:VCALENDAR" in entry.description
    assert "UID:1\n" in entry.description
    assert entry.description.count("Wörter") > 500
