"""A round from its opening to its result."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.culture.disclosure.results import lines
from kmsite.culture.models import Assessment, Participation, Response, Result, Round
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import answering, holding
from tests.culture.rounds import LEFT, RIGHT, answer_all, make_people, open_round
from tests.make import make_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice):
    return make_community("Lessons learned", by=alice.user)


def test_six_people_answer_and_see_what_they_said_together_when_the_round_closes(alice, community):
    round = open_round(community, alice.user)
    people = make_people(5, community)
    answer_all(round, people, [LEFT, RIGHT, RIGHT, RIGHT, [3] * 11])
    answering.answer(round, [None, *[4] * 10], by=alice.user)
    assert lines(round) == []
    holding.close(round, by=alice.user)
    first, second, *_rest = lines(Round.objects.get())
    assert (first.told.answers, first.unsure) == (5, 1)
    assert [cell.least for cell in first.told.cells] == [1, 1, 3]
    assert [cell.least for cell in second.told.cells] == [1, 1, 4]
    assert Round.objects.get().took_part == 6
    assert not Response.objects.exists()
    assert Participation.objects.count() == 6


def test_four_answers_are_too_few_to_tell_anything(alice, community):
    round = open_round(community, alice.user)
    answer_all(round, make_people(4, community), RIGHT)
    holding.close(round, by=alice.user)
    assert not Result.objects.exists()
    assert not Response.objects.exists()
    assert Round.objects.get().took_part is None


def test_a_group_that_agrees_completely_is_told_with_one_person_open(alice, community):
    round = open_round(community, alice.user)
    answer_all(round, make_people(8, community), RIGHT)
    holding.close(round, by=alice.user)
    cells = lines(Round.objects.get())[0].told.cells
    assert [(cell.least, cell.most) for cell in cells] == [(0, 1), (0, 1), (7, 8)]


def test_a_round_with_one_newcomer_tells_only_the_direction(alice, community):
    people = make_people(6, community)
    first = open_round(community, alice.user)
    answer_all(first, people, [LEFT, RIGHT, RIGHT, RIGHT, LEFT, LEFT])
    holding.close(first, by=alice.user)
    second = open_round(community, alice.user)
    answer_all(second, people, RIGHT)
    answering.answer(second, LEFT, by=alice.user)
    holding.close(second, by=alice.user)
    told = lines(Round.objects.get(number=2))
    assert [(line.told, line.moved) for line in told] == [(None, 1)] * 11


def test_nobody_answers_twice_late_or_in_a_community_of_others(alice, mallory, community):
    round = open_round(community, alice.user)
    answering.answer(round, RIGHT, by=alice.user)
    with pytest.raises(RoundRefused, match="You have answered"):
        answering.answer(round, LEFT, by=alice.user)
    with pytest.raises(RoundRefused, match="no such round"):
        answering.answer(round, LEFT, by=mallory.user)
    Round.objects.update(opened_at=timezone.now() - timedelta(2), closes_at=timezone.now() - timedelta(1))
    person = make_people(1, community)[0]
    with pytest.raises(RoundRefused, match="closed"):
        answering.answer(round, LEFT, by=person)
    assert Response.objects.count() == Participation.objects.count() == 1


@pytest.mark.parametrize("answers", [[5] * 10, [5] * 12, [6, *[5] * 10], [0, *[5] * 10], ["5", *[5] * 10]])
def test_forged_positions_are_refused_and_nothing_is_counted(alice, community, answers):
    round = open_round(community, alice.user)
    with pytest.raises(RoundRefused):
        answering.answer(round, answers, by=alice.user)
    assert not Response.objects.exists()
    assert not Participation.objects.exists()


def test_the_statements_are_eleven_in_the_order_of_their_source():
    items = list(Assessment.objects.get().items.all())
    assert [item.place for item in items] == [*range(1, 12)]
    assert (items[0].from_text, items[0].to_text) == ("I know", "We know")
    assert items[10].to_text == "Admitting I don\u2019t know is the first step to learning"
