"""What a search is narrowed to stands in its address, whatever somebody writes there."""

import pytest
from django.http import QueryDict

from kmsite.search.choosing import Choice


def test_all_that_is_chosen_is_in_the_address_and_read_from_it():
    choice = Choice(
        kinds=("article", "term"),
        tags=("red", "blue"),
        section="handbook",
        community="sharers",
        person="alice",
        status="approved",
        language="german",
        since="week",
        sort="title",
        in_archive=True,
        exactly=True,
    )
    address = choice.address("knowledge & co", 3)
    assert Choice.of(QueryDict(address[1:])) == choice
    assert QueryDict(address[1:])["q"] == "knowledge & co"
    assert QueryDict(address[1:])["page"] == "3"


def test_an_address_says_nothing_that_goes_without_saying():
    assert Choice().address("pump") == "?q=pump"


@pytest.mark.parametrize(
    "rubbish",
    [
        "kind=nothing&since=ever&sort=worst",
        "tag=%00&section=a/b&person=<script>&status=%27;&language=x y",
        "tag=" + "x" * 1000,
        "archive=2&exactly=yes",
        "kind&tag&since",
        "%ff=%ff&tag=%ff",
    ],
)
def test_what_nobody_can_have_meant_is_left_out(rubbish):
    assert Choice.of(QueryDict(rubbish)) == Choice()


def test_a_value_is_taken_and_given_up():
    choice = Choice().toggled("tag", "red").toggled("kind", "term").toggled("status", "draft")
    assert choice == Choice(tags=("red",), kinds=("term",), status="draft")
    assert choice.has("tag", "red")
    assert choice.toggled("status", "approved").status == "approved"
    assert choice.toggled("tag", "red").toggled("kind", "term").toggled("status", "draft") == Choice()


def test_giving_up_all_facets_keeps_order_and_archive():
    choice = Choice(tags=("red",), sort="newest", in_archive=True)
    assert choice.is_narrowed
    assert choice.cleared() == Choice(sort="newest", in_archive=True)
    assert not choice.cleared().is_narrowed
