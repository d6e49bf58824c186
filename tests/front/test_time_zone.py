"""Times in the zone that a person chose, without a script."""

import datetime

from tests.make import make_article

NOON = datetime.datetime(2026, 1, 15, 12, 0, tzinfo=datetime.UTC)


def history_of(person, **fields):
    for name, value in fields.items():
        setattr(person.user, name, value)
    person.user.save()
    make_article("Pump", at=NOON)
    return person.get("/articles/pump/history/").content.decode()


def test_carol_reads_times_in_the_zone_she_chose(carol):
    page = history_of(carol, time_zone="Asia/Tokyo")
    assert "15 Jan 2026, 21:00" in page
    assert "15 Jan 2026, 12:00" not in page


def test_a_zone_that_is_no_more_counts_as_none(carol):
    assert "15 Jan 2026, 12:00" in history_of(carol, time_zone="Atlantis/Lost")


def test_somebody_without_a_zone_reads_the_times_of_the_site(carol, anonymous):
    history_of(carol, time_zone="Asia/Tokyo")
    assert "15 Jan 2026, 12:00" in anonymous.get("/articles/pump/history/").content.decode()
