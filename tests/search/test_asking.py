"""What somebody asks for: words, phrases, or, minus, and whether the last word may go on."""

import pytest

from kmsite.search.asking import LONGEST, MOST_WORDS, Question


def groups(text):
    return [[piece.folded for piece in group] for group in Question.asked(text).groups]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Knowledge Audit", [["knowledge"], ["audit"]]),
        ('"knowledge audit" plan', [["knowledge audit"], ["plan"]]),
        ("“knowledge audit” plan", [["knowledge audit"], ["plan"]]),
        ('"not closed', [["not closed"]]),
        ("cat or dog food", [["cat", "dog"], ["food"]]),
        ('a or "b c" OR d', [["a", "b c", "d"]]),
        ("or", []),
        ("or cat or", [["cat"]]),
        ("knowledge-management", [["knowledge management"]]),
        ("learning/teaching", [["learning"], ["teaching"]]),
        ("Organizational café", [["organisational"], ["cafe"]]),
        ("node.js", [["node.js"]]),
        ("& | ! <-> :* ( )", []),
        ("a:*", [["a:*"]]),
        ("👍 pump", [["pump"]]),
    ],
)
def test_a_question_is_read_as_groups_of_pieces(text, asked):
    assert groups(text) == asked


def test_what_is_unwanted_stands_apart():
    question = Question.asked('pump -valve -"open water" well-known --leak')
    assert groups(question.text) == [["pump"], ["well known"]]
    assert [piece.folded for piece in question.unwanted] == ["valve", "open water", "leak"]
    assert not question.is_only_unwanted
    assert Question.asked("-valve").is_only_unwanted
    assert not Question.asked("").is_only_unwanted


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("knowl", "knowl"),
        ("the knowledge managem", "managem"),
        ("knowledge ", ""),
        ('"knowledge managem', ""),
        ("pump -valv", ""),
        ("pump or valv", "valv"),
        ("pump.", ""),
        ("a", ""),
        ("", ""),
    ],
)
def test_the_last_word_may_go_on_unless_something_ends_it(text, beginning):
    assert Question.asked(text).beginning == beginning


def test_no_more_than_twelve_words_are_asked_and_the_rest_is_named():
    question = Question.asked(" ".join(f"w{n}" for n in range(20)))
    assert len(question.words) == MOST_WORDS
    assert question.left_out == tuple(f"w{n}" for n in range(12, 20))


def test_a_question_is_cut_to_size_and_a_nul_is_no_part_of_it():
    assert Question.asked("x" * 100_000).text == "x" * LONGEST
    assert Question.asked("a\0b").text == "a b"


def test_only_words_may_be_a_name():
    assert Question.asked('"knowledge audit" plan').is_plain
    assert not Question.asked("audit -plan").is_plain
    assert not Question.asked("audit or plan").is_plain
