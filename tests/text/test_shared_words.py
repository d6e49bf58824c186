"""Words that several texts share are found and marked, and nothing else of the HTML changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.rendering import render
from kmsite.text.shared_words import shared_words, stem

OL = "<p>a process of developing, retaining, and transferring knowledge within an organization</p>"
KM = "<p>the process of identifying, organizing, storing and disseminating information in an organisation</p>"
MARKS = re.compile(r'<mark class="said-by-(?:all|some)">(.*?)</mark>|<span class="said-by-one">(.*?)</span>')


def without_marks(html):
    return MARKS.sub(lambda found: found[1] or found[2], html)


def test_what_both_say_and_what_only_one_says_is_told_apart():
    words = shared_words([[OL], [KM]])
    assert words.shared == ("process", "organization")
    assert words.only == (
        ("developing", "retaining", "transferring", "knowledge"),
        ("identifying", "organizing", "storing", "disseminating", "information"),
    )
    assert words.partly == ()


def test_of_three_texts_some_words_stand_in_several():
    words = shared_words(
        [["<p>knowledge process</p>"], ["<p>process people</p>"], ["<p>process knowledge</p>"]]
    )
    assert words.shared == ("process",)
    assert words.partly == ("knowledge",)
    assert words.only == ((), ("people",), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("transferring", "transfer"),
        ("creation", "create"),
        ("created", "creating"),
        ("processes", "process"),
        ("businesses", "business"),
        ("organizational", "organisation"),
        ("Sharing", "shared"),
        ("capabilities", "capability"),
        ("KM's", "KM"),
        ("cafés", "cafe"),
    ],
)
def test_forms_of_one_word_count_as_one(one, other):
    assert stem(one) == stem(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("organisation", "organising"), ("leader", "leadership"), ("analysis", "analyst")]
)
def test_different_words_stay_different(one, other):
    assert stem(one) != stem(other)


def test_small_words_count_for_nothing():
    assert [stem(word) for word in ("the", "within", "Which", "a", "being")] == [""] * 5


def test_only_words_in_the_text_are_marked():
    html = '<p>Share &amp; <a href="/share?a=share" title="share > all">share</a> <code>share</code></p>'
    marked = shared_words([[html], ["<p>sharing</p>"]]).marked(html)
    assert marked.count('<mark class="said-by-all">') == 2
    assert "<code>share</code>" in marked
    assert 'href="/share?a=share" title="share > all"' in marked
    assert "&amp;" in marked
    assert without_marks(marked) == html


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
def test_without_its_marks_a_text_is_what_it_was(sources):
    pieces = [[render(source).html] for source in sources]
    words = shared_words(pieces)
    for (html,) in pieces:
        assert without_marks(words.marked(html)) == html
