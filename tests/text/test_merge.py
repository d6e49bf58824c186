"""Bringing two people's changes of one text together: what merges, and what is for people to decide."""

import random
import time

import pytest

from kmsite.text.merge import merge3

FOX = "The quick brown fox jumps over the lazy dog.\n"


def test_different_paragraphs_merge_by_themselves():
    assert merge3("One.\n\nTwo.", "Uno.\n\nTwo.", "One.\n\nDue.").text == "Uno.\n\nDue."


def test_adjacent_lines_merge_too():
    assert merge3("one\ntwo\n", "uno\ntwo\n", "one\ndue\n").text == "uno\ndue\n"


def test_words_apart_in_one_paragraph_merge():
    merge = merge3(FOX, FOX.replace("quick", "slow"), FOX.replace("lazy", "sleepy"))
    assert merge.text == "The slow brown fox jumps over the sleepy dog.\n"


def test_sentences_apart_in_one_line_merge():
    assert merge3("One. Two. Three.", "Uno. Two. Three.", "One. Two. Drei.").text == "Uno. Two. Drei."


def test_a_word_put_in_and_a_word_taken_out_merge():
    merge = merge3(FOX, FOX.replace("quick ", ""), FOX.replace("the lazy", "the very lazy"))
    assert merge.text == "The brown fox jumps over the very lazy dog.\n"


def test_a_new_line_above_a_line_that_the_other_changed_merges():
    assert merge3("- a\n- b\n", "- a\n- new\n- b\n", "- a\n- c\n").text == "- a\n- new\n- c\n"
    assert merge3("P.\n\nQ.\n", "P.\n\nQ, too.\n", "P.\n\nNew.\n\nQ.\n").text == "P.\n\nNew.\n\nQ, too.\n"


def test_cells_of_one_row_merge():
    assert merge3("| a | b | c |\n", "| x | b | c |\n", "| a | b | y |\n").text == "| x | b | y |\n"
    assert merge3("| a | b |\n", "| a | b | c |\n", "| x | b |\n").text == "| x | b | c |\n"


def test_words_inside_what_the_other_emphasised_merge():
    base = "Turn the big red valve slowly to the left now.\n"
    mine = base.replace("Turn", "**Turn").replace("now", "now**")
    merge = merge3(base, mine, base.replace("slowly", "gently"))
    assert merge.text == "**Turn the big red valve gently to the left now**.\n"


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        # one word, words that touch, one word between
        ("The pump is red.", "The pump is blue.", "The pump is green."),
        ("The pump is red.", "The pump was red.", "The pump is green."),
        ("The red valve", "The blue valve", "The red tap"),
        ("Open the valve", "Close the valve", "Open the tap"),
        ("One. Two.", "Uno. Two.", "One. Due."),
        ("unbelievable", "believable", "unbelievably"),
        ("state-of-the-art pump", "state-of-our-art pump", "state-of-the-craft pump"),
        # put in at one place, taken out and changed
        ("a\n", "a\nmine\n", "a\ntheirs\n"),
        ("a\nb\nc\n", "a\nc\n", "a\nb, and more\nc\n"),
        ("a\n\nlong\n\nc\n", "a\n\nc\n", "a\n\nlong\n\nnew\n\nc\n"),
        (
            "Keep this. Drop this sentence now. End.",
            "Keep this. End.",
            "Keep this. Drop this phrase now. End.",
        ),
        ("", "mine", "theirs"),
        # what carries structure
        ("# A title of four words\n", "# One title of four words\n", "# A title of four things\n"),
        ("[a]: http://x/y z\n", "[a]: http://x/q z\n", "[a]: http://x/y zz\n"),
        (f"{FOX}", FOX.replace("quick", "[quick](http://a/b)"), FOX.replace("lazy", "*lazy*")),
        (
            "See [it](http://h/one/two/three) now.",
            "See [it](http://h/1/two/three) now.",
            "See [it](http://h/one/two/3) now.",
        ),
        ("http://h/one/two/three", "http://h/1/two/three", "http://h/one/two/3"),
        (
            "a **b c d e f g** h",
            "a **b c** d **e f g** h",
            "a **b c d e *f g* ** h",
        ),
        ("`one two three four five`", "`1 two three four five`", "`one two three four 5`"),
        ("[[The old big brown pump]]", "[[A old big brown pump]]", "[[The old big brown tap]]"),
        ("```\nx = 1\ny = 2\n```\n", "```\nx = 2\ny = 2\n```\n", "```\nx = 1\ny = 3\n```\n"),
        (
            "```\nfor a in b c d e:\n```\n",
            "```\nfor x in b c d e:\n```\n",
            "```\nfor a in b c d f:\n```\n",
        ),
        ("P.\n\nQ.\n", "```\nP.\n\nQ.\n```\n", "P.\n\n```\ncode\n```\n\nQ.\n"),
    ],
)
def test_the_same_place_is_for_people_to_decide(base, mine, theirs):
    merge = merge3(base, mine, theirs)
    assert merge.text is None
    assert "".join(chunk.mine for chunk in merge.chunks) == mine
    assert "".join(chunk.theirs for chunk in merge.chunks) == theirs


def test_lines_of_code_with_a_line_between_them_merge():
    base = "```\na\nb\nc\n```\n"
    assert merge3(base, base.replace("a", "x"), base.replace("c", "y")).text == "```\nx\nb\ny\n```\n"


def test_two_blocks_of_code_in_different_places_merge():
    block = "```\ncode\n```\n\n"
    merge = merge3("P.\n\nQ.\n", f"{block}P.\n\nQ.\n", f"P.\n\n{block}Q.\n")
    assert merge.text == f"{block}P.\n\n{block}Q.\n"


def test_in_a_conflict_only_what_clashes_is_marked_and_the_rest_is_merged():
    base = "Wait a minute. Then open the valve again.\n"
    mine = "Wait a while. Then open the big valve again.\n"
    merge = merge3(f"Top.\n\n{base}", f"Top.\n\n{mine}", f"Top!\n\n{base.replace('minute', 'bit')}")
    (spot,) = merge.conflicts
    assert (spot.mine, spot.theirs) == (mine, base.replace("minute", "bit"))
    assert spot.reading("theirs") == "Wait a bit. Then open the big valve again.\n"
    assert spot.reading("base") == "Wait a minute. Then open the big valve again.\n"
    assert [piece for piece, clashes in spot.marked("mine") if clashes] == ["while"]


def test_lines_that_conflict_are_spots_of_their_own_when_something_stays_between_them():
    merge = merge3("a\nb\nc\n", "a1\nb\nc1\n", "a2\nb\nc2\n")
    assert [(spot.mine, spot.theirs) for spot in merge.conflicts] == [("a1\n", "a2\n"), ("c1\n", "c2\n")]


def test_words_of_any_script_stay_whole():
    merge = merge3("हिन्दी में लिखा है यह पाठ", "हिन्दू में लिखा है यह पाठ", "हिन्दी में लिखा है यह लेख")
    assert merge.text == "हिन्दू में लिखा है यह लेख"
    assert merge3("हिन्दी", "हिन्दू", "हन्दी").text is None


def test_twenty_thousand_lines_merge_in_two_seconds():
    lines = [f"line {number} some words" for number in range(20_000)]
    mine = "\n".join(line if n % 4 else line + " mine" for n, line in enumerate(lines))
    theirs = "\n".join(line if n % 4 != 2 else line + " theirs" for n, line in enumerate(lines))
    before = time.thread_time()
    merge = merge3("\n".join(lines), mine, theirs)
    assert time.thread_time() - before < 2
    assert merge.text.count("mine") == merge.text.count("theirs") == 5000


def _words(seed, between, size):
    chance = random.Random(seed)
    words = (chance.choice(["alpha", "the", "of", "x", f"w{chance.randrange(900)}"]) for _ in range(size))
    return between.join(words)[:size]


HOSTILE = ["[", "`", "](", "* ", "a ", "| ", "```\n", "<a", "\\", "&", "[[", "[^", "{:", "> ", "\n", "](((a)"]


@pytest.mark.parametrize("sign", [*HOSTILE, "words", "lines"])
def test_the_largest_texts_of_any_kind_are_merged_in_a_bounded_time(sign):
    size = 256 * 1024
    if sign in ("words", "lines"):
        texts = [_words(seed, " " if sign == "words" else "\n", size) for seed in range(3)]
    else:
        text = (sign * size)[:size]
        texts = [text, f"m{text[:-2]}M", f"{text[: size // 2]}T{text[size // 2 :]}"]
    before = time.thread_time()
    merge = merge3(*texts)
    assert time.thread_time() - before < 8
    assert "".join(chunk.mine for chunk in merge.chunks) == texts[1]


def test_what_both_changed_alike_beside_a_clash_belongs_to_it():
    (spot,) = merge3("Wait a minute now.\n", "Wait two minutes now.\n", "Wait five minutes now.\n").conflicts
    assert spot.reading("base") == "Wait a minute now.\n"
    assert [piece for piece, clashes in spot.marked("mine") if clashes] == ["two minutes"]
