"""Private addresses for calendar programs: what they show, to whom, and for how long."""

from datetime import datetime, timedelta

import pytest
import vobject

from communities.events import attending, calendars
from communities.models import CalendarAddress
from communities.people import belonging
from kmsite.accounts.models import User
from kmsite.logs import without_secrets
from kmsite.pages.endings import trashing
from tests.make import make_community, make_event, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(alice, carol):
    community = make_community("Hidden", by=alice.user, visibility="private")
    make_member(community, carol.user)
    return community


def summaries(anonymous, address):
    """Return what a program without a session finds at `address`, by what the entries are called."""
    calendar = vobject.readOne(anonymous.get(f"/calendar/{address.nonce}.ics").content.decode())
    return sorted(entry.summary.value for entry in calendar.contents.get("vevent", []))


def test_somebody_makes_an_address_renews_it_and_ends_it(carol, anonymous, hidden, alice):
    make_event(community=hidden, by=alice.user)
    carol.post("/me/calendar/", {"community": hidden.slug, "do": "renew"})
    first = CalendarAddress.objects.get()
    assert first.nonce in carol.get("/me/calendar/").content.decode()
    assert first.nonce not in alice.get("/me/calendar/").content.decode()
    assert summaries(anonymous, first) == ["Monthly meeting"]
    carol.post("/me/calendar/", {"community": hidden.slug, "do": "renew"})
    assert anonymous.get(f"/calendar/{first.nonce}.ics").status_code == 404
    second = CalendarAddress.objects.get()
    assert summaries(anonymous, second) == ["Monthly meeting"]
    carol.post("/me/calendar/", {"community": hidden.slug, "do": "end"})
    assert anonymous.get(f"/calendar/{second.nonce}.ics").status_code == 404


def test_an_address_that_was_ended_answers_like_one_that_never_was(carol, anonymous, hidden):
    ended = calendars.renew(carol.user, hidden).nonce
    calendars.end(carol.user, hidden)
    answers = [anonymous.get(f"/calendar/{nonce}.ics") for nonce in (ended, ended[::-1])]
    told = [(one.status_code, {**one.headers, "X-Request-ID": ""}, one.text) for one in answers]
    assert told[0] == told[1]
    assert ended not in answers[0].text


def test_looking_at_the_page_makes_no_address(carol, hidden):
    carol.get("/me/calendar/")
    assert not CalendarAddress.objects.exists()


def test_leaving_a_community_empties_its_calendar_and_takes_its_name_away(carol, anonymous, alice, hidden):
    make_event(community=hidden, by=alice.user)
    one, whole = calendars.renew(carol.user, hidden), calendars.renew(carol.user, None)
    assert summaries(anonymous, one) == summaries(anonymous, whole) == ["Monthly meeting"]
    belonging.let_go(hidden, carol.user, by=carol.user)
    for address in (one, whole):
        content = anonymous.get(f"/calendar/{address.nonce}.ics").content
        assert b"Hidden" not in content
        assert b"VEVENT" not in content


def test_the_calendar_of_a_closed_account_is_gone(carol, anonymous, hidden):
    address = calendars.renew(carol.user, None)
    assert anonymous.get(f"/calendar/{address.nonce}.ics").status_code == 200
    User.objects.filter(pk=carol.user.pk).update(is_active=False)
    assert anonymous.get(f"/calendar/{address.nonce}.ics").status_code == 404


def test_a_persons_calendar_has_their_communities_and_what_they_said_yes_or_maybe_to(
    alice, bob, carol, anonymous
):
    mine, other = make_community("Mine", by=alice.user), make_community("Other", by=bob.user)
    make_member(mine, carol.user)
    make_event("Of mine", community=mine, by=alice.user)
    maybe = make_event("Maybe", community=other, by=bob.user)
    no = make_event("No", community=other, by=bob.user)
    make_event("Elsewhere", community=other, by=bob.user)
    attending.answer(maybe, "maybe", by=carol.user)
    attending.answer(no, "no", by=carol.user)
    assert summaries(anonymous, calendars.renew(carol.user, None)) == ["Maybe", "Of mine"]


def test_what_is_in_the_trash_is_cancelled_in_calendars_and_says_nothing_else(
    carol, ada, anonymous, alice, hidden
):
    make_member(hidden, ada.user)
    event = make_event("Zeppelin", community=hidden, by=alice.user, place="Hangar", body="Secret.")
    address = calendars.renew(carol.user, hidden)
    batch = trashing.trash([event], by=ada.user)
    content = anonymous.get(f"/calendar/{address.nonce}.ics").content.decode()
    entry = vobject.readOne(content).vevent
    assert (entry.status.value, entry.uid.value) == ("CANCELLED", str(event.uid))
    assert entry.sequence.value == "1"
    for word in ("Zeppelin", "Hangar", "Secret"):
        assert word not in content
    trashing.restore(batch, by=ada.user)
    assert summaries(anonymous, address) == ["Zeppelin"]


def test_a_calendar_goes_back_a_year(carol, anonymous, alice, hidden):
    for days in (100, 400):
        starts = datetime.now() - timedelta(days=days)
        make_event(f"{days} days ago", community=hidden, by=alice.user, starts=starts)
    assert summaries(anonymous, calendars.renew(carol.user, hidden)) == ["100 days ago"]


def test_an_address_is_kept_by_nobody_and_told_to_nobody(carol, anonymous, hidden):
    address = calendars.renew(carol.user, None)
    answer = anonymous.get(f"/calendar/{address.nonce}.ics")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert carol.get("/me/calendar/").headers["Cache-Control"] == "private, no-store"
    assert address.nonce not in without_secrets(f"GET /calendar/{address.nonce}.ics 500")
    assert len(address.nonce) >= 43


def test_an_address_works_where_only_people_with_an_account_may_read(carol, anonymous, hidden, settings):
    settings.READING = "signed-in"
    address = calendars.renew(carol.user, None)
    assert anonymous.get(f"/calendar/{address.nonce}.ics").status_code == 200
    assert anonymous.get("/calendar/nothing.ics").status_code == 404


def test_nobody_makes_an_address_for_a_community_that_they_may_not_know(mallory, hidden):
    for slug in (hidden.slug, "nothing"):
        assert mallory.post("/me/calendar/", {"community": slug, "do": "renew"}).status_code == 404
    assert "Hidden" not in mallory.get(f"/me/calendar/?community={hidden.slug}").content.decode()
    assert not CalendarAddress.objects.exists()


@pytest.mark.parametrize("nonce", ["x", "%00", "a" * 500, "..", "é"])
def test_a_guess_leads_nowhere(anonymous, nonce):
    assert anonymous.get(f"/calendar/{nonce}.ics").status_code == 404


def test_a_long_calendar_asks_a_fixed_number_of_questions(
    carol, anonymous, alice, hidden, django_assert_max_num_queries
):
    address = calendars.renew(carol.user, None)
    for number in range(12):
        make_event(f"Meeting {number}", community=hidden, by=alice.user)
    with django_assert_max_num_queries(6):
        anonymous.get(f"/calendar/{address.nonce}.ics")
