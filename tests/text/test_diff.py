"""Comparing two texts, by line and by word."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.diff import compare, new_text

TEXTS = st.lists(
    st.sampled_from(["One. ", "Two words here. ", "three", "\n", "\n\n", "- a\n", "é"]), max_size=12
)
TEXTS = TEXTS.map("".join)


def pieces(row):
    return [text for text, changed in row.old if changed], [text for text, changed in row.new if changed]


def test_a_changed_word_is_marked_in_both_lines():
    (row,) = compare("the quick brown fox", "the slow brown fox").rows
    assert row.kind == "changed"
    assert pieces(row) == (["quick"], ["slow"])


def test_lines_keep_their_numbers():
    rows = compare("a\nb\nc", "a\nx\nb\nc").rows
    assert [(row.kind, row.old_number, row.new_number) for row in rows] == [
        ("same", 1, 1),
        ("added", None, 2),
        ("same", 2, 3),
        ("same", 3, 4),
    ]


def test_what_stayed_is_folded_but_for_three_lines():
    old = "\n".join(map(str, range(100)))
    rows = compare(old, old.replace("50", "fifty")).rows
    assert [row.kind for row in rows] == [
        "folded",
        *["same"] * 3,
        "removed",
        "added",
        *["same"] * 3,
        "folded",
    ]
    assert rows[0].count == 47
    assert rows[-1].old_number == 55


def test_nothing_changed_says_so():
    assert compare("a\nb", "a\nb").is_same
    assert not compare("a", "a\n").is_same


def test_altered_lines_find_their_counterparts():
    rows = compare(
        "alpha beta gamma\nsome other words", "new line first\nalpha beta delta\nsome other words!"
    ).rows
    assert [row.kind for row in rows] == ["added", "changed", "changed"]


def test_pieces_are_text_and_not_markup():
    row = compare("<scr", "<script>").rows[-1]
    assert "".join(text for text, _ in row.new) == "<script>"


@given(TEXTS, TEXTS)
def test_a_comparison_leads_from_the_old_text_to_the_new(old, new):
    comparison = compare(old, new)
    assert new_text(comparison, old) == new
    assert comparison.is_same == (old == new)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_comparison_of_anything_leads_to_the_new_text(old, new):
    assert new_text(compare(old, new), old) == new


def _words(seed, count=20_000):
    chosen = random.Random(seed)
    return [
        chosen.choice(["alpha", "beta", "gamma", "x", "the", "of", f"w{chosen.randrange(900)}"])
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ".join(_words(1)), " ".join(_words(2))),
        ("a b " * 25_000, "b a c " * 17_000),
        ("a" * 100_000, "b" * 100_000),
        ("\n".join(_words(1)), "\n".join(_words(2))),
        ("x\n" * 10_000, "x\ny\n" * 5_000),
    ],
)
def test_long_texts_are_compared_in_half_a_second(old, new):
    times = []
    for _ in range(3):
        before = time.thread_time()
        comparison = compare(old, new)
        times.append(time.thread_time() - before)
        if times[-1] < 0.5:
            break
    assert min(times) < 0.5
    assert new_text(comparison, old) == new
