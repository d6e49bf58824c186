"""What those who keep a community going see of it: numbers that tell of nobody."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from communities.counted.columns import columns
from communities.counted.figures import figures_of, pooled
from communities.counted.figures_told import told
from communities.discussions import accepting
from communities.models import Community, Discussion, Membership
from kmsite.pages.endings.archiving import archive
from kmsite.pages.models import LedgerEntry, Page
from kmsite.recognition import crediting
from kmsite.talk import commenting
from tests.make import make_article, make_community, make_discussion, make_event, make_member
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(bob):
    return make_community("Knowledge sharers", by=bob.user)


def asked(community, by, days=0):
    page = make_discussion(f"Asked {days} days ago", by=by, community=community)
    at = timezone.now() - timedelta(days=days)
    Page.objects.filter(pk=page.pk).update(created_at=at)
    return page


def by_name(community):
    return {figure.name: figure for figure in told(figures_of(community))}


def test_who_keeps_it_going_sees_them_and_a_member_does_not(community, bob, carol, mallory, anonymous, ada):
    make_member(community, carol.user)
    make_member(community, make_user("sponsor", "reader"), "sponsor")
    address = f"{community.get_absolute_url()}figures/"
    assert "Newcomers who came back" in bob.get(address).text
    assert f'href="{address}"' in bob.get(community.get_absolute_url()).text
    assert f'href="{address}"' not in carol.get(community.get_absolute_url()).text
    assert [carol.get(address).status_code, mallory.get(address).status_code] == [403, 403]
    assert anonymous.get(address).status_code == 302
    assert ada.get(address).status_code == 200
    hidden = make_community("Quiet", by=bob.user, visibility="private")
    assert mallory.get(f"{hidden.get_absolute_url()}figures/").status_code == 404


def test_questions_are_counted_with_their_answers_replies_and_harvests(community, bob, carol):
    answered, waiting = asked(community, carol.user), asked(community, carol.user)
    asked(community, carol.user, days=40)
    reply = commenting.comment(answered, body="So.", by=bob.user)
    accepting.accept(answered, reply.pk, by=bob.user)
    crediting.record(answered, kind="created", people={}, by=bob.user, into=make_article(), revision=1)
    Discussion.objects.filter(pk=answered.pk).update(
        first_reply_at=Page.objects.get(pk=answered.pk).created_at + timedelta(hours=3)
    )
    seen = by_name(community)
    assert (seen["answered"].value, seen["answered"].n) == ("50 %", "of 2 questions")
    assert (seen["answered"].before, seen["answered"].year) == ("0 %", "33 %")
    assert (seen["waited"].value, seen["waited"].n) == ("3 hours", "of 1 thread")
    assert (seen["unanswered"].value, seen["unanswered"].n) == ("1", "of 2 threads")
    assert (seen["harvested"].value, seen["harvested"].n) == ("100 %", "of 1 answered question")
    Page.objects.filter(pk=waiting.pk).update(trashed_at=timezone.now())
    assert by_name(community)["unanswered"].value == "0"


def test_only_what_was_done_inside_counts_and_fewer_than_five_are_not_told(community, bob):
    other = make_community("Elsewhere", by=bob.user)
    people = [make_user(f"p{number}", "reader") for number in range(6)]
    for person in people:
        asked(other, person)
    assert figures_of(community).active.now == 1
    for person in people[:3]:
        asked(community, person)
    assert by_name(community)["active"].value == "fewer than five"
    asked(community, people[3])
    assert by_name(community)["active"].value == "5"
    assert by_name(community)["active"].before == "fewer than five"


def test_newcomers_came_back_when_they_did_something_on_two_days(community, bob):
    people = [make_user(f"p{number}", "reader") for number in range(9)]
    for person in people:
        make_member(community, person)
    Membership.objects.filter(user__in=people).update(joined_at=timezone.now() - timedelta(days=20))
    assert figures_of(community).newcomers[0] == (10, 0)
    for person in people[:5]:
        for days in (0, 3):
            page = asked(community, person)
            at = timezone.now() - timedelta(days=days)
            LedgerEntry.objects.filter(page=page).update(at=at)
    assert figures_of(community).newcomers[0] == (10, 5)
    assert by_name(community)["newcomers"].value == "50 %"


def test_meetings_that_are_over_count_with_their_notes(community, bob):
    noon = datetime.now().replace(minute=0, second=0, microsecond=0)
    make_event("Held", community, noon - timedelta(days=3), by=bob.user, notes="We spoke.")
    make_event("Held, too", community, noon - timedelta(days=4), by=bob.user)
    make_event("Called off", community, noon - timedelta(days=5), by=bob.user, is_cancelled=True)
    make_event("To come", community, by=bob.user)
    seen = by_name(community)["events"]
    assert (seen.value, seen.n, seen.year) == ("2", "1 with notes", "2, 50 % with notes")


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"a": 4, "b": 3}, [("", 7)]),
        ({"a": 9, "b": 6, "c": 2}, [("A", 9), ("", 8)]),
        ({"a": 9, "b": 6}, [("A", 9), ("B", 6)]),
        ({"a": 5, "": 1}, [("", 6)]),
        ({"a": 2}, []),
        ({}, []),
    ],
)
def test_nobody_is_found_by_subtracting_departments(members, told):
    assert pooled(members, {key: key.upper() for key in members}) == told


def test_columns_keep_within_their_drawing():
    drawn = columns([None, 0, 5, 10])
    assert [one.height for one in drawn] == [1, 1, 16.0, 32.0]
    assert drawn[-1].x + drawn[-1].width <= 120
    assert columns([]) == []


def test_an_archived_community_keeps_its_figures_and_a_new_one_says_that_there_is_little(community, bob):
    address = f"{community.get_absolute_url()}figures/"
    assert "little to count" in bob.get(address).text
    archive(Community.objects.get(pk=community.pk), by=None)
    assert bob.get(address).status_code == 200


def test_the_number_of_statements_is_fixed(community, bob, django_assert_num_queries):
    with django_assert_num_queries(6):
        figures_of(community)
    for number in range(3):
        asked(community, bob.user, days=number)
    with django_assert_num_queries(6):
        figures_of(community)
