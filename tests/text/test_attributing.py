"""Each line belongs to the version that first said it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.attributing import Version, attribute, lines_of

LINES = st.lists(st.sampled_from(["One.", "Two.", " Two. ", "Three.", "", "- a"]), max_size=6)
HISTORIES = st.lists(LINES.map("\n".join), min_size=1, max_size=8)


def versions(*texts):
    """Return `texts`, given from the first on, as the walk wants them: the newest first."""
    first = {}
    for number, text in enumerate(texts, 1):
        first.setdefault(text, number)
    return [Version(number, text, first[text]) for number, text in enumerate(texts, 1)][::-1]


def numbers(*texts, **bounds):
    return list(attribute(versions(*texts), **bounds).numbers)


def test_a_new_line_is_from_the_version_that_put_it_in():
    assert numbers("a\nb\n", "a\nx\nb\n", "a\nx\nb\ny\n") == [1, 2, 1, 3]


def test_a_changed_word_makes_a_line_new():
    assert numbers("the old pump\nb", "the new pump\nb") == [2, 1]


def test_white_space_alone_takes_no_line_away_from_its_writer():
    assert numbers("a pump\n- b\n", "  a   pump\n    - b \n") == [1, 1]


def test_a_line_that_was_moved_stays_its_writers():
    assert numbers("a\nb\nc\nd", "b\nc\nd\na") == [1, 1, 1, 1]


def test_a_line_that_comes_back_belongs_to_who_wrote_it():
    assert numbers("a\nb\nc", "a\nc", "a\nc\nd", "a\nb\nc\nd") == [1, 1, 1, 3]


def test_a_line_that_stood_once_and_stands_twice_was_written_twice():
    assert numbers("a\nb", "a\nb\na") == [1, 1, 2]


def test_a_text_that_comes_back_as_a_whole_gives_back_every_line():
    assert numbers("a\nb", "a\nb\nc", "ruined", "a\nb\nc", "a\nb\nc\nd") == [1, 1, 2, 4 + 1]


def test_what_was_written_in_between_is_still_found_when_a_text_came_back():
    assert numbers("a", "a\nmine", "a", "a\nmine\nyours") == [1, 2, 4]


def test_a_walk_that_ends_early_says_what_is_older():
    early = attribute(versions("a", "a\nb", "a\nb\nc", "a\nb\nc\nd")[:2])
    assert early.numbers == (None, None, None, 4)
    assert early.back_to == 3
    assert not early.is_whole


def test_enough_ends_the_walk_between_two_versions():
    asked = iter([False, True])
    found = attribute(versions("a", "a\nb", "a\nb\nc"), is_enough=lambda: next(asked))
    assert found.numbers == (None, None, 3)
    assert found.back_to == 2


def test_an_empty_text_has_no_lines():
    assert attribute(versions("a", "")).numbers == ()
    assert attribute(versions("a", "")).is_whole


def test_without_a_version_there_is_nothing_to_tell():
    with pytest.raises(ValueError, match="no version"):
        attribute([])


@given(HISTORIES)
def test_every_line_is_from_a_version_that_says_it(texts):
    found = attribute(versions(*texts))
    assert found.is_whole
    for line, number in zip(lines_of(texts[-1]), found.numbers, strict=True):
        assert line.split() in [other.split() for other in lines_of(texts[number - 1])]


@given(HISTORIES)
def test_a_first_version_is_all_its_writers(texts):
    assert set(numbers(texts[0])) <= {1}


@given(HISTORIES, st.integers(0, 6), st.integers(1, 3))
def test_lines_around_what_is_put_in_last_keep_their_versions(texts, place, count):
    lines = lines_of(texts[-1])
    fresh = [f"fresh {number}" for number in range(count)]
    found = numbers(*texts, "\n".join([*lines[:place], *fresh, *lines[place:], "end"]))
    before = numbers(*texts)
    assert found == [*before[:place], *[len(texts) + 1] * count, *before[place:], len(texts) + 1]


@given(HISTORIES)
def test_an_undone_change_changes_nothing(texts):
    assert numbers(*texts, "something else", texts[-1]) == numbers(*texts)


@given(HISTORIES, st.integers(1, 8))
def test_an_early_end_tells_nothing_else(texts, steps):
    whole = numbers(*texts)
    early = attribute(versions(*texts)[:steps])
    for now, then in zip(early.numbers, whole, strict=True):
        assert now is None or now >= then


def test_a_long_text_with_many_versions_is_walked_in_time():
    lines = [f"line {number} of a text" for number in range(2_000)]
    texts = ["\n".join([*lines[: 1_000 + number], *lines[1_010 + number :]]) for number in range(100)]
    began = time.thread_time()
    assert attribute(versions(*texts)).is_whole
    assert time.thread_time() - began < 2


def test_lines_that_are_all_the_same_cost_no_more():
    texts = ["x\n" * count for count in (100_000, 1, 90_000, 2)]
    began = time.thread_time()
    assert numbers(*texts) == [1, 1]
    assert time.thread_time() - began < 2
