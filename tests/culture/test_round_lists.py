"""However many rounds were held and people answered, their pages ask a fixed number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kmsite.culture.models import Round
from kmsite.culture.rounds import holding
from tests.culture.rounds import SPLIT, answer_all, make_people, open_round
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db
HOME = "/communities/lessons-learned/culture/"
MOST = 45
"""Statements for the longest of these pages, those of the frame and of the session among them."""


def asked(person, path):
    with CaptureQueriesContext(connection) as told:
        assert person.get(path).status_code == 200
    return len(told)


def test_pages_of_rounds_cost_the_same_whatever_was_held(alice, carol):
    community = make_community("Lessons learned", by=alice.user)
    make_member(community, carol.user)
    people = make_people(8, community)

    def hold(times, number):
        for _time in range(times):
            round = open_round(community, alice.user)
            answer_all(round, people[:number], SPLIT)
            holding.close(round, by=alice.user)

    hold(2, 5)
    carol.get(HOME)
    few = [asked(carol, path) for path in (HOME, f"{HOME}2/", f"{HOME}2/picture.csv")]
    hold(4, 8)
    many = [asked(carol, path) for path in (HOME, f"{HOME}6/", f"{HOME}6/picture.csv")]
    assert many == few
    assert max(many) <= MOST


def test_long_lists_of_rounds_have_pages(alice, carol):
    community = make_community("Lessons learned", by=alice.user)
    make_member(community, carol.user)
    round = holding.close(open_round(community, alice.user, title="First of all"), by=alice.user)
    Round.objects.bulk_create(
        Round(
            assessment=round.assessment,
            community=community,
            number=number,
            title=f"Number {number}",
            lens="me",
            opened_at=round.opened_at,
            closes_at=round.closes_at,
            closed_at=round.closed_at,
        )
        for number in range(2, 80)
    )
    page = carol.get(HOME).text
    assert "Number 79" in page
    assert "First of all" not in page
    assert "older=" in page
