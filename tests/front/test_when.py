"""Moments in pages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from kmsite.templatetags.when import when

MOMENT = datetime(2026, 11, 2, 14, 5, tzinfo=UTC)


def test_a_moment_is_exact_to_a_machine_and_short_to_a_person():
    assert when(MOMENT) == '<time datetime="2026-11-02T14:05:00Z" data-local>2 Nov 2026, 14:05</time>'


def test_a_moment_is_shown_in_the_zone_that_is_active():
    with timezone.override(ZoneInfo("Asia/Kolkata")):
        assert when(MOMENT) == '<time datetime="2026-11-02T14:05:00Z" data-local>2 Nov 2026, 19:35</time>'


def test_no_moment_is_nothing():
    assert when(None) == ""
