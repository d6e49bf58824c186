"""What holds of every merge, whatever two people wrote."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.merge import merge3

PIECES = ["One. ", "Two words here. ", "three", "four ", "\n", "\n\n", "- a\n", "é", "**", "`", "[x](y) "]
PIECES += ["```\n", "| a | b |\n", "# H\n", "[[L]] ", "> q\n", "<b>"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
WORDS = re.compile(r"\w+")


@st.composite
def meetings(draw):
    """A text of numbered words, and what two writers made of it: words put in, taken out, replaced."""
    count = draw(st.integers(4, 40))
    ends = [" ", " ", " ", ". ", "\n", "\n\n"]
    base = [f"w{n}{draw(st.sampled_from(ends))}" for n in range(count)]
    return "".join(base), _revised(draw, base, "mine"), _revised(draw, base, "theirs")


def _revised(draw, base, name):
    words = list(base)
    for step in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(words) - 1))
        new = f"{name}{step}{draw(st.sampled_from([' ', '. ', chr(10)]))}"
        width = draw(st.sampled_from([0, 0, 1, 1, 2, 5]))
        words[place : place + width] = draw(st.sampled_from([[new], [new], []])) if width else [new]
        words = words or [f"{name}left "]
    return "".join(words)


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_loses_nobodys_text(base, mine, theirs):
    merge = merge3(base, mine, theirs)
    for side, text in {"base": base, "mine": mine, "theirs": theirs}.items():
        assert "".join(getattr(chunk, side) for chunk in merge.chunks) == text
        for chunk in merge.chunks:
            if chunk.parts:
                assert "".join(getattr(part, side) for part in chunk.parts) == getattr(chunk, side)
    assert (merge.text is None) == any(chunk.kind == "conflict" for chunk in merge.chunks)


@given(TEXTS, TEXTS)
def test_one_sided_and_equal_changes_merge(base, text):
    assert merge3(base, text, base).text == text
    assert merge3(base, base, text).text == text
    assert merge3(base, text, text).text == text


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_is_the_same_from_either_side(base, mine, theirs):
    one, other = merge3(base, mine, theirs), merge3(base, theirs, mine)
    assert one.text == other.text
    assert [(c.base, c.mine, c.theirs) for c in one.conflicts] == [
        (c.base, c.theirs, c.mine) for c in other.conflicts
    ]


@given(meetings())
def test_what_one_put_in_stands_in_the_merge_once_and_what_one_took_out_does_not(meeting):
    base, mine, theirs = meeting
    merge = merge3(base, mine, theirs)
    words = {side: Counter(WORDS.findall(text)) for side, text in zip("bmt", meeting, strict=True)}
    if merge.text is not None:
        expected = {
            word: words["m"][word] + words["t"][word] - words["b"][word]
            for word in words["b"] | words["m"] | words["t"]
        }
        agreed = {word for word in words["b"] if not words["m"][word] and not words["t"][word]}
        found = Counter(WORDS.findall(merge.text))
        assert {word: found[word] for word in expected if word not in agreed} == {
            word: count for word, count in expected.items() if word not in agreed
        }
        assert not any(found[word] for word in agreed)


@given(meetings())
def test_each_way_to_decide_a_conflict_keeps_what_does_not_clash(meeting):
    for spot in merge3(*meeting).conflicts:
        for side in ("base", "mine", "theirs"):
            assert "".join(text for text, _clashes in spot.marked(side)) == spot.reading(side)
            assert "conflict" in {part.kind for part in (spot.parts or (spot,))}
