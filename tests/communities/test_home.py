"""The list of communities, and the home of one: what somebody finds there before and after joining."""

from datetime import date, timedelta

import pytest

from communities.charters.charter import Charter
from communities.life import changing
from tests.make import make_community, make_discussion, make_event, make_member

pytestmark = pytest.mark.django_db

CHARTER = Charter(domain="Pumps of all kinds", rhythm="First Tuesday")


@pytest.fixture
def pumps(alice):
    return make_community(
        "Pump people", "We keep pumps alive.", by=alice.user, charter=CHARTER, tags=["pumps"]
    )


def test_the_list_shows_what_somebody_may_know_and_their_own_first(anonymous, alice, carol, pumps):
    make_community("Board", by=alice.user, visibility="private")
    make_community("Aardvarks", by=carol.user)
    seen = anonymous.get("/communities/").text
    assert "Pump people" in seen
    assert "1 member<" in seen
    assert "Board" not in seen
    mine = alice.get("/communities/").text
    assert mine.index("Board") < mine.index("Pump people") < mine.index("Aardvarks")


def test_the_list_is_narrowed_by_words_tag_and_stage(carol, alice, pumps):
    make_community("Valve people", by=alice.user)
    for ask, found in (
        ("q=pump+alive", "Pump people"),
        ("tag=pumps", "Pump people"),
        ("q=valve", "Valve people"),
    ):
        page = carol.get(f"/communities/?{ask}").text
        other = "Valve people" if found == "Pump people" else "Pump people"
        assert found in page
        assert other not in page
    assert "No community is like that" in carol.get("/communities/?stage=steady").text
    changing.archive(pumps, by=alice.user)
    assert "Pump people" not in carol.get("/communities/").text
    assert "Pump people" in carol.get("/communities/?stage=archived").text
    assert carol.get("/communities/?stage=nonsense&q=%00&tag=%00&older=1~2").status_code == 200


def test_an_empty_list_invites_to_propose_the_first_community(carol, anonymous):
    assert "Propose the first one" in carol.get("/communities/").text
    assert "Sign in to propose one" in anonymous.get("/communities/").text


def test_the_list_asks_the_database_a_fixed_number_of_times(carol, alice, django_assert_max_num_queries):
    for number in range(12):
        make_community(f"Community {number}", by=alice.user, tags=[f"tag {number}"])
    with django_assert_max_num_queries(10):
        carol.get("/communities/")


def test_a_guest_reads_the_charter_and_how_to_join_a_member_reads_what_is_going_on(anonymous, alice, pumps):
    guest = anonymous.get("/communities/pump-people/").text
    assert "Pumps of all kinds" in guest
    assert "Sign in to join" in guest
    inside = alice.get("/communities/pump-people/").text
    assert "Pumps of all kinds" not in inside
    assert "Sign in to join" not in inside


def test_a_home_shows_its_work_ideas_questions_and_next_event(alice, pumps):
    make_discussion("A wall of pumps", community=pumps, by=alice.user, sort="idea")
    make_discussion("Why do pumps sing?", community=pumps, by=alice.user)
    make_event("Pump clinic", community=pumps, by=alice.user)
    home = alice.get("/communities/pump-people/").text
    for said in ("A wall of pumps", "Why do pumps sing?", "Pump clinic", "leader"):
        assert said in home


def test_a_guest_of_a_listed_community_sees_nothing_of_what_is_inside(anonymous, carol, alice):
    community = make_community("Listeners", by=alice.user, visibility="listed")
    make_discussion("Hidden question", community=community, by=alice.user)
    make_discussion("Hidden idea", community=community, by=alice.user, sort="idea")
    make_event("Hidden event", community=community, by=alice.user)
    for guest in (anonymous, carol):
        page = guest.get("/communities/listeners/").text
        assert "Hidden" not in page
        assert "/communities/listeners/discussions/" not in page
    assert "Hidden question" in alice.get("/communities/listeners/").text


def test_the_home_asks_the_database_a_fixed_number_of_times(
    alice, carol, pumps, django_assert_max_num_queries
):
    make_member(pumps, carol.user, "core")
    for number in range(8):
        make_discussion(f"Question {number}", community=pumps, by=carol.user)
        make_event(f"Event {number}", community=pumps, by=alice.user)
    alice.get("/communities/pump-people/")
    with django_assert_max_num_queries(48):
        alice.get("/communities/pump-people/")


def test_those_who_write_the_charter_are_reminded_to_look_at_it_again(alice, carol):
    due = Charter(domain="Pumps", review_due=date.today() - timedelta(days=1))
    make_community("Pump people", by=alice.user, charter=due)
    assert "Look at it now" in alice.get("/communities/pump-people/").text
    assert "Look at it now" not in carol.get("/communities/pump-people/").text


def test_the_front_door_shows_communities_that_somebody_may_know(alice, anonymous, pumps):
    make_community("Board", by=alice.user, visibility="private")
    assert "Pump people" in anonymous.get("/").text
    assert "Board" not in anonymous.get("/").text
    assert "You belong to it" in alice.get("/").text


def test_no_community_gets_an_address_that_means_something_else(alice):
    assert make_community("New", by=alice.user).slug != "new"
    assert make_discussion("New", by=alice.user).slug != "new"


def test_a_community_is_read_as_markdown_and_as_a_feed_with_what_stands_in_it(alice, anonymous, pumps):
    make_discussion("Why do pumps sing?", community=pumps, by=alice.user)
    source = anonymous.get("/communities/pump-people.md").text
    assert source.startswith("# Pump people\n\nWe keep pumps alive.\n")
    assert "## Our subject\n\nPumps of all kinds" in source
    feed = anonymous.get("/communities/pump-people.atom").text
    assert "Pump people" in feed
    assert "Why do pumps sing?" in feed


def test_the_feed_of_a_listed_community_tells_strangers_nothing_of_its_discussions(alice, anonymous):
    community = make_community("Listeners", by=alice.user, visibility="listed")
    make_discussion("Hidden question", community=community, by=alice.user)
    assert "Hidden" not in anonymous.get("/communities/listeners.atom").text
    assert "Hidden" in alice.get("/communities/listeners.atom").text


def test_those_who_keep_a_community_going_find_their_pages_at_the_top_of_its_home(alice, carol, pumps):
    mine, theirs = (who.get("/communities/pump-people/").text for who in (alice, carol))
    for address in (
        "/communities/pump-people/figures/",
        "/communities/pump-people/requests/",
        "/moderation/",
    ):
        assert f'href="{address}"' in mine
        assert f'href="{address}"' not in theirs


def test_the_list_leads_to_what_all_communities_ask_and_plan(carol):
    page = carol.get("/communities/").text
    for address in ("/discussions/", "/events/", "/people/", "/stewardship/"):
        assert f'href="{address}"' in page
