"""What a file says about itself is read safely; what cannot be read is kept as text."""

from datetime import UTC, datetime

import pytest

from kmsite.transfer.front_matter import read_front_matter, split_heading


def test_title_tags_date_and_summary_are_read():
    front = read_front_matter(
        "---\ntitle: Pump\ntags: [a, b]\ndate: 2024-03-01\nsummary: It pumps.\n---\nBody\n"
    )
    assert (front.title, front.tags, front.lede, front.body) == ("Pump", ("a", "b"), "It pumps.", "Body\n")
    assert front.at == datetime(2024, 3, 1, tzinfo=UTC)
    assert front.lines == 6


@pytest.mark.parametrize(
    ("said", "tags"),
    [
        ("a, b", ("a", "b")),
        ("[a, b, a]", ("a", "b")),
        ("[2024, true]", ("2024", "True")),
        ("{a: b}", ()),
        ("", ()),
    ],
)
def test_tags_are_a_list_or_a_line(said, tags):
    assert read_front_matter(f"---\ntags: {said}\n---\n").tags == tags


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [\n---\nBody",
        "---\n- : : -\n  a: b: c\n---\nBody",
        "---\nx: !!python/object:os.system {}\n---\nBody",
    ],
)
def test_broken_yaml_is_named_and_kept_as_text(text):
    front = read_front_matter(text)
    assert front.body == text
    assert "kept as text" in front.problem


@pytest.mark.parametrize(
    "text", ["Text\n---\nmore", "---\nA sentence.\n---\nmore", "---\nno end", "----", ""]
)
def test_a_line_of_dashes_is_no_front_matter(text):
    front = read_front_matter(text)
    assert (front.body, front.problem) == (text, "")


def test_a_date_that_is_none_is_named():
    assert read_front_matter("---\ndate: soon\n---\n").problem == "date not understood: soon"


def test_what_is_not_used_is_named():
    assert read_front_matter("---\nlayout: post\nauthor: x\n---\n").ignored == ("author", "layout")


@pytest.mark.parametrize(
    ("body", "title", "rest", "lines"),
    [
        ("# Pump\n\nText", "Pump", "Text", 2),
        ("\n\n# Pump #\nText", "Pump", "Text", 3),
        ("Pump\n====\n\nText", "Pump", "Text", 3),
        ("# The *big* [pump](a.md) `x`\n", "The big pump x", "", 2),
        ("# snake_case \\_kept\\_", "snake_case _kept_", "", 1),
        ("## Second\n\nText", "", "## Second\n\nText", 0),
        ("Text\n\n# Later", "", "Text\n\n# Later", 0),
        ("#Tag", "", "#Tag", 0),
        ("", "", "", 0),
    ],
)
def test_the_first_heading_is_the_title_when_nothing_stands_before_it(body, title, rest, lines):
    assert split_heading(body) == (title, rest, lines)
