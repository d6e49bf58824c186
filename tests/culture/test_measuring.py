"""What is computed of what is told, against figures that were worked out by hand."""

import pytest

from kmsite.culture.disclosure import measuring
from kmsite.culture.disclosure.disclosing import Cell, Told
from tests.culture.told import exactly

BY_HAND = [
    # counts, average, average deviation around the median, whether people agree
    ([0, 0, 10, 0, 0], 0, 0, True),
    ([0, 0, 0, 0, 12], 2, 0, True),
    ([12, 0, 0, 0, 0], -2, 0, True),
    ([2, 2, 2, 2, 2], 0, 1.2, False),
    ([5, 0, 0, 0, 5], 0, 2, False),
    ([0, 0, 2, 4, 6], 16 / 12, 8 / 12, True),
    ([6, 4, 2, 0, 0], -16 / 12, 8 / 12, True),
    ([1, 2, 4, 3, 2], 0.25, 11 / 12, False),
    ([1, 1, 1, 3, 6], 1, 1, False),
    ([0, 5, 5, 0, 0], -0.5, 0.5, True),
    ([3, 2, 3], 0, 0.75, False),
    ([4, 0, 4], 0, 1, False),
    ([0, 3, 5], 7.5 / 8, 3 / 8, True),
    ([1, 1, 6], 7.5 / 8, 3 / 8, True),
    ([0, 0, 5], 1.5, 0, True),
    ([5, 0, 0], -1.5, 0, True),
]


@pytest.mark.parametrize(("counts", "average", "deviation", "agrees"), BY_HAND)
def test_average_and_deviation_are_what_a_hand_works_out(counts, average, deviation, agrees):
    told = exactly(*counts)
    assert measuring.average(told) == pytest.approx(average)
    assert measuring.deviation(told) == pytest.approx(deviation)
    assert measuring.agrees(told) is agrees


@pytest.mark.parametrize(
    "counts", [[0, 2, 4, 4, 2], [0, 3, 4, 3, 2], [3, 1, 2, 10, 2], [0, 3, 7, 7, 7], [2, 4, 2]]
)
def test_people_agree_up_to_the_limit_itself(counts):
    """5/6 of a position (0.83) for five positions, half a band for three."""
    told = exactly(*counts)
    assert measuring.spread(told) == pytest.approx(1)
    assert measuring.agrees(told)


@pytest.mark.parametrize("counts", [[1, 2, 4, 3, 2], [0, 2, 4, 3, 3], [25, 49, 26]])
def test_one_answer_further_and_people_are_divided(counts):
    told = exactly(*counts)
    assert 1 < measuring.spread(told) < 1.13
    assert not measuring.agrees(told)


def test_a_range_counts_with_its_middle():
    few = Told(8, (Cell(0, 1), Cell(0, 1), Cell(7, 8)))
    assert measuring.shares(few) == pytest.approx((0.5 / 8.5, 0.5 / 8.5, 7.5 / 8.5))
    assert measuring.average(few) == pytest.approx(10.5 / 8.5)
    assert measuring.deviation(few) == pytest.approx(1.5 / 8.5)
    many = Told(20, (Cell(0, 1), *(Cell(n, n) for n in (3, 5, 6, 6))))
    assert measuring.average(many) == pytest.approx(14 / 20.5)
    assert measuring.deviation(many) == pytest.approx(18.5 / 20.5)


IN_THE_MIDDLE = exactly(0, 0, 100, 0, 0)


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        ([0, 0, 51, 49, 0], 0),  # +0.49
        ([0, 0, 50, 50, 0], 1),  # +0.50
        ([0, 49, 51, 0, 0], 0),
        ([0, 50, 50, 0, 0], -1),
        ([0, 0, 100, 0, 0], 0),
        ([50, 0, 0, 0, 50], 0),  # divided as never before, yet the average stayed
    ],
)
def test_an_average_has_moved_from_half_a_step_on(after, moved):
    assert measuring.moved(IN_THE_MIDDLE, exactly(*after)) == moved


def test_of_fewer_than_five_answers_nobody_knows_whether_they_moved():
    assert measuring.moved(exactly(2, 2, 0), exactly(0, 0, 5)) is None
    assert measuring.moved(exactly(5, 0, 0), exactly(0, 0, 4)) is None
    assert measuring.moved(None, exactly(0, 0, 5)) is None
    assert measuring.moved(exactly(5, 0, 0), exactly(0, 0, 5)) == 1


def test_five_positions_are_compared_with_three_bands_as_bands():
    everybody_more_right = exactly(0, 0, 0, 12, 0)
    assert measuring.moved(everybody_more_right, exactly(0, 0, 8)) == 0
    assert measuring.moved(exactly(0, 0, 8), exactly(0, 0, 0, 0, 12)) == 0
    assert measuring.moved(exactly(0, 0, 10, 0, 0), exactly(0, 2, 4)) == 1


def test_most_agreed_and_most_spread_never_name_the_same_statement():
    told = {1: exactly(0, 0, 10, 0, 0), 2: exactly(5, 0, 0, 0, 5), 3: exactly(3, 2, 3), 4: exactly(0, 3, 5)}
    assert measuring.most_agreed(told) == [1, 4, 3]
    assert measuring.most_spread(told, 2) == [2, 3]
    assert measuring.most_spread({1: exactly(0, 0, 5)}) == [1]
