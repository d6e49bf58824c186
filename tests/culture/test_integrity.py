"""What must hold of rounds, broken on purpose."""

import pytest
from django.db import connection

from kmsite.culture import answering, holding, integrity
from kmsite.culture.models import Round
from tests.culture.rounds import RIGHT, answer_all, make_people, open_round
from tests.make import make_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice):
    return make_community("Lessons learned", by=alice.user)


def break_it(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
    return [line.split(" ", 2)[2] for line in integrity.violations()]


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        (
            "UPDATE culture_round SET closed_at = clock_timestamp()",
            "is closed and its answers are still there",
        ),
        ("DELETE FROM culture_participation", "has not as many answers as people who took part"),
        (
            "INSERT INTO culture_result (round_id, item_id)"
            " SELECT r.id, i.id FROM culture_round r, culture_item i",
            "is open and something is told of it",
        ),
    ],
)
def test_an_open_round_that_was_tampered_with_is_found(alice, community, sql, complaint):
    round = open_round(community, alice.user)
    answering.answer(round, RIGHT, by=alice.user)
    assert list(integrity.violations()) == []
    assert break_it(sql) == [complaint]


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("UPDATE culture_result SET answers = 4", "tells figures of fewer than five"),
        ("UPDATE culture_result SET answers = NULL", "tells figures of fewer than five"),
        ("UPDATE culture_round SET took_part = 3", "says that fewer than five took part"),
        ("UPDATE culture_result SET community_id = round.community_id FROM culture_round AS round",
         "of a community tells of parts of it"),
    ],
)  # fmt: skip
def test_a_result_that_was_tampered_with_is_found(alice, community, sql, complaint):
    round = open_round(community, alice.user)
    answer_all(round, make_people(5, community), RIGHT)
    holding.close(round, by=alice.user)
    assert list(integrity.violations()) == []
    assert break_it(sql) == [complaint]
    assert Round.objects.count() == 1
