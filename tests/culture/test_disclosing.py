"""What is told of answers: which sets of people, how finely, and with what covered."""

from random import Random

import pytest

from kmsite.culture.disclosure.disclosing import Cell, Told, in_bands, keeps_the_rest, picture, tell, tellable
from tests.culture.attacker import learns, pairs


@pytest.mark.parametrize(
    ("sizes", "others", "shown"),
    [
        ({"A": 4}, 0, []),
        ({"A": 3, "B": 6}, 0, []),
        ({"A": 8, "B": 7, "C": 3}, 0, ["A"]),
        ({"A": 8, "B": 7, "C": 5}, 0, ["A", "B", "C"]),
        ({"A": 40}, 1, []),
        ({"A": 40}, 5, ["A"]),
        ({"A": 40}, 4, []),
        ({"A": 5}, 0, ["A"]),
        ({"A": 9, "B": 8, "C": 7, "D": 1}, 0, ["A", "B"]),
        ({"A": 9, "B": 8, "C": 7, "D": 1}, 4, ["A", "B", "C"]),
        ({"A": 9, "B": 2, "C": 3}, 0, ["A"]),
        ({"A": 9, "B": 2, "C": 2}, 0, []),
        ({"A": 9, "B": 4, "C": 1}, 0, ["A"]),
        ({"A": 6, "B": 6, "C": 6, "D": 0}, 0, ["A", "B", "C"]),
    ],
)
def test_a_part_is_told_only_if_nobody_else_can_be_found_by_subtracting(sizes, others, shown):
    assert tellable(sizes, others) == shown


def test_a_part_that_is_barred_is_never_the_only_one_that_is_left():
    assert tellable({"A": 9, "B": 8, "C": 7}, 0, barred={"A"}) == ["B"]
    assert tellable({"A": 9, "B": 8}, 0, barred={"B"}) == []


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ((0, 1, 0, 1, 2), None),
        ((1, 0, 2, 1, 1), [(1, 1), (2, 2), (2, 2)]),
        ((0, 0, 2, 0, 3), [(0, 0), (2, 2), (3, 3)]),
        ((0, 0, 0, 2, 3), [(0, 1), (0, 1), (4, 5)]),
        ((0, 0, 1, 2, 2), [(0, 1), (0, 1), (4, 5)]),
        ((3, 4, 1, 0, 0), [(7, 8), (0, 1), (0, 1)]),
        ((2, 2, 2, 2, 2), [(2, 2), (2, 2), (2, 2), (2, 2), (2, 2)]),
        ((1, 2, 4, 5, 0), [(0, 1), (2, 2), (4, 4), (5, 5), (0, 1)]),
        ((0, 0, 0, 5, 6), [(0, 1), (0, 1), (10, 11)]),
        ((0, 0, 2, 28, 10), [(0, 3), (0, 3), (37, 40)]),
        ((3, 4, 6, 20, 7), [(0, 3), (4, 4), (6, 6), (20, 20), (7, 7)]),
    ],
)
def test_extremes_are_told_as_ranges_and_few_answers_in_bands(counts, cells):
    told = tell(counts)
    assert (told and pairs(told)) == cells


@pytest.mark.parametrize("people", [5, 6, 9, 10, 11, 12, 19, 20, 21, 40])
def test_of_a_group_of_one_mind_one_person_at_least_may_differ(people):
    for place in range(5):
        counts = [0] * 5
        counts[place] = people
        told = tell(counts)
        largest = max(told.cells, key=lambda cell: cell.most)
        assert largest.least < people
        assert {tell(other) for other in _one_differs(counts, place)} == {told}


def _one_differs(counts, place):
    """Yield counts in which one of a unanimous group stands in another band."""
    band = in_bands([number == place for number in range(5)]).index(1)
    for other in range(5):
        if in_bands([number == other for number in range(5)]).index(1) != band:
            yield [count - (at == place) + (at == other) for at, count in enumerate(counts)]


def _spread(people, draw):
    """Return counts of so many `people`: often all the same, often all but one, else anything."""
    counts = [0] * 5
    favourite, mood = draw.randrange(5), draw.random()
    for number in range(people):
        alike = mood < 0.4 or (mood < 0.7 and number)
        counts[favourite if alike else draw.randrange(5)] += 1
    return counts


@pytest.mark.parametrize("seed", range(60))
def test_an_attacker_with_everything_that_is_told_learns_nothing_of_anybody(seed):
    draw = Random(seed)
    sizes = {key: draw.randint(1, 8) for key in "ABC"[: draw.choice([1, 2, 2, 3])]}
    others = draw.choice([0, 0, 1, 3, 6])
    parts = {key: _spread(people, draw) for key, people in sizes.items()}
    told = picture(parts, _spread(others, draw), draw)
    if told.whole is not None:
        assert list(learns(told, sizes, others)) == []


@pytest.mark.parametrize("seed", range(20))
def test_an_attacker_learns_nothing_where_a_hidden_part_is_of_one_mind(seed):
    parts = {"A": [4, 1, 0, 0, 0], "B": [0, 0, 0, 0, 5], "C": [0, 0, 0, 0, 3]}
    told = picture(parts, [0] * 5, Random(seed))
    assert [*told.parts] == ["A"]
    assert list(learns(told, {"A": 5, "B": 5, "C": 3}, 0)) == []


def test_the_attacker_would_learn_from_exact_figures_and_from_a_hidden_part_alone():
    exact = tell((4, 1, 0, 0, 8)), tell((4, 1, 0, 0, 0))
    naive = picture({}, [4, 1, 0, 0, 8], Random(1))
    naive = type(naive)(exact[0], {"A": Told(5, (Cell(5, 5), Cell(0, 0), Cell(0, 0)))})
    said = list(learns(naive, {"A": 5, "B": 5, "C": 3}, 0))
    assert "that all who are in no part that is told said the same" in said
    assert "the figures of C, which is not told" in said
    assert not keeps_the_rest(naive.whole, naive.parts.values())


def test_what_is_rounded_never_says_more_than_there_are():
    for seed in range(50):
        told = picture({"A": [0, 0, 0, 0, 5], "B": [0, 0, 0, 0, 6]}, [0] * 5, Random(seed))
        for part in (told.whole, *told.parts.values()):
            assert all(0 <= cell.least < cell.most <= part.answers for cell in part.cells)
