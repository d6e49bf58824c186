"""What time brings is told once: the end of a term, and an event that nobody wrote down."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from communities.events import planning
from communities.events.meeting import Meeting
from communities.models import Holding
from communities.people import reminding
from kmsite.pages.saving.drafts import Draft
from kmsite.talk.models import Notice
from tests.make import make_community, make_event, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def pumps(alice, bob):
    community = make_community("Pumps", by=alice.user)
    make_member(community, bob.user, "greeter", "expert", by=alice.user)
    return community


def kinds_told(person):
    return list(Notice.objects.filter(user=person.user, by=None).values_list("kind", flat=True))


def test_bob_is_told_once_that_the_term_of_his_roles_is_over(alice, bob, pumps):
    days = {"since": timezone.localdate() - timedelta(days=9), "until": timezone.localdate()}
    Holding.objects.filter(membership__user=bob.user).update(**days)
    assert reminding.remind() == 0, "the last day is part of the term"
    days["until"] -= timedelta(days=1)
    Holding.objects.filter(membership__user=bob.user).update(**days)
    assert [reminding.remind(), reminding.remind()] == [1, 0]
    assert "A role of yours in “Pumps” has come to the end of its term." in bob.get("/me/notices/").text
    assert kinds_told(alice) == []


def test_a_term_that_ended_long_ago_is_no_news(bob, pumps):
    long_ago = timezone.localdate() - timedelta(days=60)
    Holding.objects.filter(membership__user=bob.user).update(since=long_ago, until=long_ago)
    assert reminding.remind() == 0


def test_a_host_is_asked_once_for_what_came_of_an_event(bob, pumps):
    yesterday = (datetime.now() - timedelta(days=1)).replace(microsecond=0)
    event = make_event("Visit", pumps, starts=yesterday, host=bob.user.pk)
    make_event("Without a host", pumps, starts=yesterday)
    assert [reminding.remind(), reminding.remind()] == [1, 0]
    assert kinds_told(bob) == ["outcome_asked"]
    assert f'href="{event.get_absolute_url()}outcome/"' in bob.get("/me/notices/").text


def test_a_host_who_wrote_it_down_is_not_asked(bob, pumps):
    yesterday = (datetime.now() - timedelta(days=1)).replace(microsecond=0)
    event = make_event("Visit", pumps, starts=yesterday, host=bob.user.pk)
    meeting = Meeting.of({**Draft.of(event.current).entry, "decisions": "We go again."})
    planning.change(event, base=1, meeting=meeting, by=bob.user)
    assert reminding.remind() == 0
