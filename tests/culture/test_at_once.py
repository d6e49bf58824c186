"""Many answer at the same moment, and somebody closes the round."""

import threading

import pytest
from django.db import connection

from kmsite.culture import integrity
from kmsite.culture.disclosure.results import lines
from kmsite.culture.models import Participation, Response, Round
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import answering, holding
from tests.culture.rounds import RIGHT, answer_all, make_people, open_round
from tests.make import make_community, make_member
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all `deeds` in threads that begin together; return what refused each, None where nothing did."""
    ready, said = threading.Barrier(len(deeds)), [AssertionError("did not end")] * len(deeds)

    def do(place, deed):
        try:
            ready.wait()
            deed()
            said[place] = None
        except Exception as refused:
            said[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one is None or isinstance(one, RoundRefused) for one in said), said
    return said


def test_of_fifty_last_answers_each_is_counted_as_a_whole_or_refused_while_the_round_closes():
    alice = make_user("alice", "author")
    community = make_community("Lessons learned", by=alice)
    round = open_round(community, alice)
    people = make_people(56, community)
    answer_all(round, people[:6], RIGHT)
    deeds = [lambda user=user: answering.answer(round, RIGHT, by=user) for user in people[6:]]
    *refused, closing = at_once(*deeds, lambda: holding.close(round, by=alice))
    assert closing is None
    counted = 6 + refused.count(None)
    assert Round.objects.get().took_part == Participation.objects.count() == counted
    assert {line.told.answers for line in lines(Round.objects.get())} == {counted}
    assert not Response.objects.exists()
    assert list(integrity.violations()) == []


def test_somebody_who_sends_twice_at_once_is_counted_once_and_two_who_close_close_once():
    alice = make_user("alice", "author")
    community = make_community("Lessons learned", by=alice)
    round = open_round(community, alice)
    twice = at_once(*[lambda: answering.answer(round, RIGHT, by=alice)] * 4)
    assert twice.count(None) == 1
    assert Response.objects.count() == Participation.objects.count() == 1
    assert at_once(*[lambda: holding.close(round, by=alice)] * 3).count(None) == 1
    assert at_once(*[lambda: open_round(community, alice)] * 3).count(None) == 1
    assert Round.objects.count() == 2


def test_of_two_rounds_that_close_at_once_the_one_newcomer_cannot_be_subtracted():
    alice = make_user("alice", "author")
    rounds = [open_round(make_community(title, by=alice), alice) for title in ("Pumps", "Valves")]
    people = make_people(6, rounds[0].community)
    for user in people:
        make_member(rounds[1].community, user)
    answer_all(rounds[0], people, RIGHT)
    answer_all(rounds[1], [*people, alice], RIGHT)
    assert at_once(*[lambda round=round: holding.close(round, by=alice) for round in rounds]) == [None] * 2
    told = [{line.told is None for line in lines(round)} for round in rounds]
    assert {False} in told
    assert {True} in told
