"""What must hold of rounds, broken on purpose."""

import pytest
from django.db import connection

from kmsite.culture import integrity
from kmsite.culture.rounds import answering, holding
from tests.culture.rounds import RIGHT, answer_all, make_people, open_round
from tests.make import make_community

pytestmark = pytest.mark.django_db

OF_OPEN = (
    ("is closed and its answers are still there", "UPDATE culture_round SET closed_at = clock_timestamp()"),
    ("has not as many answers as people who took part", "DELETE FROM culture_participation"),
    (
        "is open and something is told of it",
        "INSERT INTO culture_result (round_id, item_id)"
        " SELECT r.id, i.id FROM culture_round r, culture_item i",
    ),
)
OF_CLOSED = (
    ("tells figures of fewer than five", "UPDATE culture_result SET answers = 4"),
    ("tells figures of fewer than five", "UPDATE culture_result SET answers = NULL"),
    ("says that fewer than five took part", "UPDATE culture_round SET took_part = 3"),
    (
        "of a community tells of parts of it",
        "UPDATE culture_result SET community_id = r.community_id FROM culture_round AS r",
    ),
)
BREAKS = (*OF_OPEN, *OF_CLOSED)
"""What is said of a round that was tampered with, and how it was."""


@pytest.fixture
def community(alice):
    return make_community("Lessons learned", by=alice.user)


def said_after(sql):
    assert list(integrity.violations()) == []
    with connection.cursor() as cursor:
        cursor.execute(sql)
    return [line.split(" ", 2)[2] for line in integrity.violations()]


@pytest.mark.parametrize(("complaint", "sql"), OF_OPEN)
def test_an_open_round_that_was_tampered_with_is_found(alice, community, complaint, sql):
    round = open_round(community, alice.user)
    answering.answer(round, RIGHT, by=alice.user)
    assert said_after(sql) == [complaint]


@pytest.mark.parametrize(("complaint", "sql"), OF_CLOSED)
def test_a_result_that_was_tampered_with_is_found(alice, community, complaint, sql):
    round = open_round(community, alice.user)
    answer_all(round, make_people(5, community), RIGHT)
    holding.close(round, by=alice.user)
    assert said_after(sql) == [complaint]
