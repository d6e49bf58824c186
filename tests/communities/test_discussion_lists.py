"""Lists of discussions: what waits first, what narrows them, and that they tell of nothing hidden."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.discussions import accepting
from communities.models import Discussion
from kmsite.pages.models import Page
from kmsite.pages.saving import editing
from kmsite.talk import commenting
from tests.make import make_community, make_discussion, make_member, make_term

pytestmark = pytest.mark.django_db


def titles(answer):
    return [row.title for row, _days in answer.context["rows"]]


def aged(page, days):
    Page.objects.filter(pk=page.pk).update(created_at=timezone.now() - timedelta(days=days))


def test_what_nobody_answered_comes_first_the_oldest_on_top(alice, bob, anonymous):
    for name in ("First", "Second", "Third"):
        make_discussion(name, by=alice.user)
    commenting.comment(Discussion.objects.get(title="Second"), body="Yes.", by=bob.user)
    make_discussion("News", by=bob.user, sort="announcement")
    assert titles(anonymous.get("/discussions/")) == ["First", "Third"]
    assert titles(anonymous.get("/discussions/?tab=open")) == ["Third", "Second", "First"]
    assert titles(anonymous.get("/discussions/?tab=announcements")) == ["News"]
    assert len(titles(anonymous.get("/discussions/?tab=all"))) == 4


def test_where_nobody_waits_all_is_shown(alice, bob, anonymous):
    page = make_discussion(by=alice.user)
    said = commenting.comment(page, body="Yes.", by=bob.user)
    accepting.accept(page, said.pk, by=alice.user)
    assert titles(anonymous.get("/discussions/")) == ["How do we begin?"]
    assert titles(anonymous.get("/discussions/?tab=answered")) == ["How do we begin?"]
    assert "Nobody waits for an answer" in anonymous.get("/discussions/?tab=unanswered").text


def test_lists_and_their_counts_tell_of_nothing_hidden(alice, mallory):
    community = make_community("Zeppelins", by=alice.user, visibility="private")
    make_discussion("Secret", community=community, by=alice.user)
    make_discussion("Open", by=alice.user)
    for tab in ("unanswered", "open", "all"):
        page = mallory.get(f"/discussions/?tab={tab}")
        assert titles(page) == ["Open"]
        assert "Zeppelins" not in page.text
    assert mallory.get("/discussions/").context["choice"].waiting == 1
    assert alice.get("/discussions/").context["choice"].waiting == 2
    assert mallory.get(f"/communities/{community.slug}/discussions/").status_code == 404
    assert titles(mallory.get(f"/discussions/?tab=all&community={community.slug}")) == []


def test_a_list_is_narrowed_by_tag_term_community_and_words(alice, carol):
    term = make_term("Knowledge management")
    community = make_community("Pump people", by=alice.user)
    mine = make_discussion("Valves", "They leak.", community=community, by=carol.user, about=(term.pk,))
    editing.revise(mine, base=1, body="They leak.", tags=["Repair"], by=carol.user)
    make_discussion("Other", by=carol.user)
    for narrowing in (f"term={term.slug}", "tag=repair", f"community={community.slug}", "q=leaks"):
        assert titles(carol.get(f"/discussions/?{narrowing}")) == ["Valves"], narrowing
    for nonsense in ("term=nowhere", "tag=%00", "community=x", "q=zzzz", "q=-leak", "q=%22", "older=x~y"):
        assert carol.get(f"/discussions/?tab=all&{nonsense}").status_code == 200
    assert titles(carol.get("/discussions/?term=nowhere")) == []
    assert titles(carol.get(f"/communities/{community.slug}/discussions/?tab=all")) == ["Valves"]


def test_a_long_list_goes_on_and_costs_the_same(alice, carol):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            carol.get("/discussions/?tab=unanswered")
        return len(asked)

    for number in range(3):
        make_discussion(f"Question {number}", by=alice.user)
    few = statements()
    for number in range(3, 33):
        make_discussion(f"Question {number}", by=alice.user)
    assert statements() == few
    page = carol.get("/discussions/?tab=unanswered")
    assert titles(page)[0] == "Question 0"
    rest = carol.get("/discussions/" + page.context["slice"].older)
    assert titles(rest) == ["Question 30", "Question 31", "Question 32"]


def test_what_waits_too_long_is_marked_and_facilitators_see_it_on_the_home(alice, carol):
    community = make_community(by=alice.user)
    aged(make_discussion("Anybody?", community=community, by=carol.user), days=5)
    assert "waiting for 5 days" in carol.get("/discussions/").text
    home = community.get_absolute_url()
    assert "has waited for a reply" in alice.get(home).text
    assert "has waited for a reply" not in carol.get(home).text
    assert "Anybody?" in carol.get(home).text


def test_the_home_shows_what_waits_first_and_what_is_announced_today(alice, bob, carol):
    community = make_community(by=alice.user)
    replied = make_discussion("Replied", community=community, by=carol.user)
    commenting.comment(replied, body="Well.", by=bob.user)
    make_discussion("Waits", community=community, by=carol.user)
    today = timezone.localdate()
    for title, since, until in (
        ("Shown", None, today),
        ("Over", None, today - timedelta(days=1)),
        ("Not yet", today + timedelta(days=1), None),
    ):
        days = {"shown_from": since, "shown_until": until}
        make_discussion(title, community=community, by=alice.user, sort="announcement", **days)
    page = carol.get(community.get_absolute_url()).text
    assert page.index("Waits") < page.index("Replied")
    assert "Shown" in page
    assert "Over" not in page
    assert "Not yet" not in page


def test_who_does_not_read_inside_sees_no_question_on_the_home(alice, carol, mallory):
    community = make_community(by=alice.user, visibility="listed")
    make_member(community, carol.user)
    make_discussion("Inside", community=community, by=alice.user)
    assert "Inside" in carol.get(community.get_absolute_url()).text
    assert "Inside" not in mallory.get(community.get_absolute_url()).text


def test_what_is_announced_to_everybody_stands_above_the_list(bob, anonymous):
    make_discussion("We close early", by=bob.user, sort="announcement")
    assert "We close early" in anonymous.get("/discussions/").text
