"""Links and images are found where Markdown has them, and code is never touched."""

import time

import pytest

from kmsite.transfer.links import rewrite


def marked(found):
    """Show what was found: a link as <label→destination>, an image with an exclamation mark."""
    return f"<{'!' * found.image}{found.label}→{found.destination}>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](b.md)", "<a→b.md>"),
        ("![a](b.png)", "<!a→b.png>"),
        ("[a [b] c](d.md)", "<a [b] c→d.md>"),
        ("[a](<b c.md>)", "<a→b c.md>"),
        ("[a](b_(c).md)", "<a→b_(c).md>"),
        ('[a](b.md "c")', "<a→b.md>"),
        ("[a](b.md 'c')", "<a→b.md>"),
        ("[a]()", "<a→>"),
        ("[a\nb](c.md)", "<a\nb→c.md>"),
        ("[![a](b.png)](c.md)", "<<!a→b.png>→c.md>"),
        ("[a][r]\n\n[r]: b.md", "<a→b.md>\n"),
        ("[r][]\n\n[R]: b.md 'c'", "<r→b.md>\n"),
        ("[r]\n\n[r]: <b.md>", "<r→b.md>\n"),
        ("![a][r]\n\n[r]: b.png", "<!a→b.png>\n"),
        ('<img src="a.png" alt="b" width="3"/>', "<!b→a.png>"),
        ("<img src=a.png>", "<!→a.png>"),
        ('<a href="a.md">b</a>', "<b→a.md>"),
        ('<a href="a.md"><img src="b.png"></a>', "<<!→b.png>→a.md>"),
        ("| [a](b.md) | c |", "| <a→b.md> | c |"),
        ("[[1]](#notes)", r"<\[1\]→#notes>"),
    ],
)
def test_a_link_is_found(source, expected):
    assert rewrite(source, marked) == expected


@pytest.mark.parametrize(
    "source",
    [
        "`[a](b.md)`",
        "``[a](b.md) ` c``",
        "`a\n[b](c.md)`",
        "```\n[a](b.md)\n```",
        "~~~ md\n[a](b.md)\n~~~",
        "````\n```\n[a](b.md)\n````",
        "- a\n\n  ```\n  [b](c.md)\n  ```",
        "> ```\n> [a](b.md)\n> ```",
        "    [a](b.md)",
        "text\n\n    [a](b.md)\n\n    [c](d.md)",
        "<!-- [a](b.md) -->",
        r"\[a](b.md)",
        r"\![a]",
        "[[a|b]]",
        "[[a]] and [[b#c]]",
        "- [ ] a task (b)",
        "[a] (b.md)",
        "[^1]\n\n[^1]: a note",
        "[a",
        "[a](b.md",
        "![",
    ],
)
def test_what_is_no_link_stays_as_it_is(source):
    assert rewrite(source, marked) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a\n\n    [b](c.md)", "- a\n\n    <b→c.md>"),
        ("1. a\n    - [b](c.md)", "1. a\n    - <b→c.md>"),
        ("text\n    [b](c.md)", "text\n    <b→c.md>"),
        ("!!! note\n\n    [b](c.md)", "!!! note\n\n    <b→c.md>"),
        ("```\ncode\n```\n[b](c.md)", "```\ncode\n```\n<b→c.md>"),
        ("a ` b [c](d.md)", "a ` b <c→d.md>"),
        ("a `b` [c](d.md) `e`", "a `b` <c→d.md> `e`"),
    ],
)
def test_a_link_beside_code_or_in_a_list_is_found(source, expected):
    assert rewrite(source, marked) == expected


def test_a_link_says_on_which_line_and_whether_in_a_table():
    found = []
    rewrite("[a](b)\n\n| c | d |\n|---|---|\n| [e](f) | g |\n\n[h](i)", lambda link: found.append(link))
    assert [(link.label, link.line, link.in_table) for link in found] == [
        ("a", 1, False),
        ("e", 5, True),
        ("h", 7, False),
    ]


def test_a_definition_stays_while_a_link_needs_it():
    source = "[a][r] and [b][s]\n\n[r]: b.md\n[s]: https://example.org/"
    rewritten = rewrite(source, lambda link: "X" if link.destination == "b.md" else None)
    assert rewritten == "X and [b][s]\n\n[s]: https://example.org/"


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](", "[[", "`", "<img ", "[a][", "\\", "    [a](b)\n\n", "|-"]
)
def test_a_hostile_text_takes_no_more_than_a_moment(piece):
    source = piece * (64_000 // len(piece))
    started = time.thread_time()
    rewrite(source, marked)
    assert time.thread_time() - started < 5
