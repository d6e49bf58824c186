"""What is written down when a round closes, attacked by differences: of groups, of "can't say", of rounds."""

from random import Random

import pytest

from kmsite.culture.asking import wording
from kmsite.culture.disclosure.disclosing import Picture
from kmsite.culture.disclosure.results import lines
from kmsite.culture.models import Item, Response, Result, Round
from kmsite.culture.rounds import holding
from tests.culture.attacker import learns
from tests.culture.rounds import LEFT, RIGHT, answer_all, make_people, open_round
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db


def held(community, alice, people, answers):
    """Hold a round of `people` and return what is told of it."""
    round = open_round(community, alice.user)
    answer_all(round, people, answers)
    holding.close(round, by=alice.user)
    return lines(Round.objects.get(pk=round.pk))


@pytest.mark.parametrize("unsure", [0, 1, 2, 3])
def test_that_nobody_of_a_small_community_could_say_is_found_by_no_difference(ada, unsure):
    big, middle, small = (make_community(name, by=ada.user) for name in ("Big", "Middle", "Small"))
    round = open_round(None, ada.user, lens="organisation")
    answer_all(round, make_people(8, big, name="b"), RIGHT, community=big)
    answer_all(round, make_people(7, middle, name="m"), LEFT, community=middle)
    silent = [[None, *LEFT[1:]]] * unsure + [LEFT] * (3 - unsure)
    answer_all(round, make_people(3, small, name="s"), silent, community=small)
    holding.close(round, by=ada.user)
    told = Result.objects.exclude(community=None).exclude(cells=None)
    shown = {(row.item.place, row.community) for row in told.select_related("item", "community")}
    assert shown == {(place, big) for place in range(1, 12)}


@pytest.mark.parametrize(("before", "now"), [(6, 5), (8, 6), (7, 5)])
def test_the_word_that_is_told_of_almost_the_same_people_is_no_proof_of_one_mind(alice, before, now):
    people = make_people(before, community := make_community("Lessons learned", by=alice.user))
    held(community, alice, people, [4] * 11)
    one_differs = [LEFT, *[RIGHT] * (now - 1)]
    worlds = [held(community, alice, people[:now], answers) for answers in (RIGHT, one_differs)]
    assert {line.told for told in worlds for line in told} == {None}
    assert {line.moved for told in worlds for line in told} == {0}


def test_a_comma_in_the_wording_does_not_let_one_newcomer_be_subtracted(ada, alice):
    people = make_people(6, community := make_community("Lessons learned", by=alice.user))
    held(community, alice, people, [LEFT, RIGHT, RIGHT, RIGHT, LEFT, LEFT])
    pairs = [(item.from_text, item.to_text) for item in Item.objects.order_by("place")]
    again = [(f"{left},", right) for left, right in pairs]
    wording.reword(again, base=1, reason="A comma.", by=ada.user)
    make_member(community, ada.user)
    told = held(community, alice, [*people, ada.user], RIGHT)
    assert {line.item.assessment.version for line in told} == {2}
    assert [(line.told, line.moved) for line in told] == [(None, None)] * 11


@pytest.mark.parametrize("seed", range(3))
def test_an_attacker_who_reads_every_row_of_a_round_of_all_learns_nothing_of_anybody(ada, seed):
    draw = Random(seed)
    groups = {make_community(name, by=ada.user): size for name, size in (("A", 7), ("B", 5), ("C", 3))}
    groups[None] = 2
    round = open_round(None, ada.user, lens="organisation")
    for community, size in groups.items():
        alike = [draw.choice([1, 5]) for _place in range(11)]
        said = [[position if draw.random() < 0.8 else None for position in alike] for _person in range(size)]
        answer_all(round, make_people(size, community, name=f"of-{community}"), said, community=community)
    silent = {
        community: [
            sum(row.answers[place] is None for row in Response.objects.filter(community=community))
            for place in range(11)
        ]
        for community in groups
    }
    holding.close(round, by=ada.user)
    for place, whole in enumerate(lines(round)):
        told = {community: lines(round, community) for community in groups if community}
        parts = {key: rows[place].told for key, rows in told.items() if rows and rows[place].told}
        sizes = {key: size - silent[key][place] for key, size in groups.items() if key}
        others = groups[None] - silent[None][place]
        if whole.told:
            assert list(learns(Picture(whole.told, parts), sizes, others)) == []


def test_rounds_of_two_communities_are_not_subtracted_from_that_of_the_organisation(ada, alice):
    big, small = make_community("Big", by=alice.user), make_community("Small", by=alice.user)
    of_big, of_small = make_people(8, big, name="b"), make_people(7, small, name="s")
    assert held(big, alice, of_big, RIGHT)[0].told
    assert held(small, alice, of_small, RIGHT)[0].told
    round = open_round(None, ada.user, lens="community")
    answer_all(round, [*of_big, *of_small], RIGHT)
    answer_all(round, [ada.user], LEFT)
    holding.close(round, by=ada.user)
    assert [(line.told, line.moved) for line in lines(Round.objects.get(pk=round.pk))] == [(None, None)] * 11


def test_a_community_is_not_found_in_the_organisation_less_the_others(ada, alice):
    big, small = make_community("Big", by=alice.user), make_community("Small", by=alice.user)
    of_big, of_small = make_people(8, big, name="b"), make_people(7, small, name="s")
    round = open_round(None, ada.user, lens="community")
    answer_all(round, [*of_big, *of_small], RIGHT)
    holding.close(round, by=ada.user)
    assert lines(Round.objects.get(pk=round.pk))[0].told
    assert held(big, alice, of_big, RIGHT)[0].told
    assert held(small, alice, of_small[1:], RIGHT)[0].told is None
