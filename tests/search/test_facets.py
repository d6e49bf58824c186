"""Facets: how many pages each choice would leave, with all other choices as they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.accounts.people import deactivate
from kmsite.pages import kinds
from kmsite.pages.models import Tag
from kmsite.pages.tags.retagging import change
from kmsite.search.facets import MOST_VALUES
from tests.make import make_article, make_audience, make_community, make_discussion, make_term
from tests.search.asking_for import ask, counts, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def wells(alice, bob, cleo):
    handbook = make_article("Handbook", "water", by=alice.user, tags=["red"])
    make_article("Well", "water", by=bob.user, tags=["red", "blue"], parent=handbook)
    make_article("River", "water", by=bob.user, language="german")
    make_article("Cistern", "water", at=timezone.now() - timedelta(days=90))
    make_term("Water", body="water", by=cleo.user)
    make_discussion("Why water?", "water", by=alice.user)


def test_each_value_is_counted(wells):
    answer = ask("water")
    assert counts(answer, "kind") == {"article": 4, "term": 1, "discussion": 1}
    assert counts(answer, "tag") == {"red": 2, "blue": 1}
    assert counts(answer, "section") == {"handbook": 2}
    assert counts(answer, "person") == {"alice": 2, "bob": 2, "cleo": 1}
    assert counts(answer, "status") == {"approved": 1, "open": 1}
    assert counts(answer, "language") == {"english": 5, "german": 1}
    assert counts(answer, "since") == {"day": 5, "week": 5, "month": 5, "year": 6}


def test_each_choice_leaves_as_many_as_its_count_said(wells):
    for facet, value in [("kind", "term"), ("tag", "red"), ("section", "handbook"), ("person", "bob"),
                         ("status", "approved"), ("language", "german"), ("since", "week")]:  # fmt: skip
        name = {"kind": "kinds", "tag": "tags"}.get(facet, facet)
        answer = ask("water", **{name: (value,) if name in ("kinds", "tags") else value})
        assert answer.total == counts(ask("water"), facet)[value], facet


def test_a_facet_is_counted_as_if_it_were_not_chosen_and_the_others_as_they_are(wells):
    answer = ask("water", kinds=("article",), person="bob")
    assert answer.total == 2
    assert counts(answer, "kind") == {"article": 2}
    assert counts(answer, "person") == {"bob": 2, "alice": 1}
    assert counts(answer, "tag") == {"red": 1, "blue": 1}


def test_a_page_must_carry_all_tags_that_are_chosen(wells):
    assert titles("water", tags=("red", "blue")) == ["Well"]
    assert counts(ask("water", tags=("red",)), "tag") == {"red": 2, "blue": 1}


def test_of_two_kinds_either_will_do(wells):
    assert set(titles("water", kinds=("term", "discussion"))) == {"Water", "Why water?"}


def test_values_have_the_names_that_people_know(wells):
    labels = {value.key: value.label for facet in ask("water").facets for value in facet.values}
    assert labels["handbook"] == "Handbook"
    assert labels["alice"] == "Alice"
    assert labels["german"] == "Deutsch"
    assert labels["approved"] == "approved"
    assert labels["week"] == "in the last 7 days"


def test_a_chosen_value_stays_to_be_given_up_although_nothing_has_it(wells):
    (facet,) = [facet for facet in ask("water", person="nobody").facets if facet.name == "person"]
    (value,) = facet.chosen
    assert (value.key, value.label, value.count) == ("nobody", "nobody", 0)
    assert ask("water", person="nobody").total == 0


def test_pages_that_were_not_changed_for_long_are_counted_apart(alice):
    make_article("Old", "water", at=timezone.now() - timedelta(days=20))
    make_article("New", "water")
    assert counts(ask("water"), "since") == {"day": 1, "week": 1, "month": 2, "year": 2}
    assert titles("water", since="week") == ["New"]


def test_whoever_has_no_account_any_more_is_no_value(wells, alice, ada):
    deactivate(alice.user, by=ada.user)
    assert counts(ask("water"), "person") == {"bob": 2, "cleo": 1}
    assert ask("water", person="alice").total == 0


def test_a_community_is_a_value_of_what_stands_in_it(alice):
    community = make_community("Sharers", by=alice.user)
    make_discussion("Why water?", "water", by=alice.user, community=community)
    make_article("Well", "water")
    assert counts(ask("water", alice), "community") == {"sharers": 1}
    assert titles("water", alice, community="sharers") == ["Why water?"]


def test_the_most_frequent_values_are_shown_and_the_chosen_ones_always():
    for number in range(MOST_VALUES + 3):
        make_article(f"Page {number}", "water", tags=["all", f"tag-{number:02}"])
    answer = ask("water", tags=("tag-14",))
    assert counts(answer, "tag") == {"tag-14": 1, "all": 1}
    assert len(counts(ask("water"), "tag")) == MOST_VALUES
    assert counts(ask("water"), "tag")["all"] == MOST_VALUES + 3


def test_what_one_may_not_see_is_in_no_count(wells, alice, mallory):
    board = make_audience("board", alice.user)
    make_article("Merger", "water", by=alice.user, tags=["secret", "red"], audience=board)
    assert counts(ask("water", alice), "tag") == {"red": 3, "blue": 1, "secret": 1}
    for facet in ask("water", mallory).facets:
        assert counts(ask("water", mallory), facet.name) == counts(ask("water"), facet.name)


def test_a_former_address_of_a_tag_chooses_the_tag_of_today(wells, cleo):
    change(Tag.objects.get(slug="red"), was="red", name="Crimson", description="", by=cleo.user)
    answer = ask("water", tags=("red",))
    assert answer.total == 2
    (chosen,) = [value for facet in answer.facets for value in facet.chosen]
    assert (chosen.key, chosen.label, chosen.count) == ("red", "Crimson", 2)


def test_states_are_called_as_people_call_them(cleo, alice):
    make_term("Water", by=cleo.user, status="review")
    make_discussion("Why water?", by=alice.user)
    make_article("Well", "water")
    answer = ask("water", alice)
    labels = {value.key: value.label for facet in answer.facets for value in facet.values}
    assert (labels["review"], labels["open"]) == ("in review", "open")
    assert str(kinds.of("community").called("winding")) == "winding down"
    assert {one.status: one.status_label for one in answer.found}["review"] == "in review"
