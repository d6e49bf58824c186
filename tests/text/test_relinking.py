"""A link is written with a new name, and nothing else of a text changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.relinking import relinked
from kmsite.text.rendering import render

NAMES = {"old": "New title", "hall/old": "Hall/New title"}
ADDRESSES = {"/articles/old": "/articles/new-title", "/articles/größe": "/articles/neue-größe"}


def new(source):
    return relinked(source, names=NAMES, addresses=ADDRESSES)


# ruff: noqa: E501 (a text and what becomes of it, side by side)
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See [[Old]].", "See [[New title]]."),
        ("See [[ Old ]].", "See [[New title]]."),
        ("the [[old]] one", "the [[new title]] one"),
        ("See [[OLD|the thing]].", "See [[New title|the thing]]."),
        ("See [[Old#Part one]] and [[Old#Part|it]].", "See [[New title#Part one]] and [[New title#Part|it]]."),
        ("See [[Hall/Old]] or [[Hall / Old#x|x]].", "See [[Hall/New title]] or [[Hall/New title#x|x]]."),
        ("[x](/articles/old/)", "[x](/articles/new-title/)"),
        ("[x](/articles/old#part \"T\")", "[x](/articles/new-title#part \"T\")"),
        ("[x](</articles/old/>) [y]\n\n[y]: /articles/old/ 'T'", "[x](</articles/new-title/>) [y]\n\n[y]: /articles/new-title/ 'T'"),
        ("[x](/articles/gr%C3%B6%C3%9Fe/)", "[x](/articles/neue-gr%C3%B6%C3%9Fe/)"),
        ("[x](/articles/größe/)", "[x](/articles/neue-größe/)"),
        ("| a | b |\n| - | - |\n| [[Old\\|x]] | [[Old]] |", "| a | b |\n| - | - |\n| [[New title\\|x]] | [[New title]] |"),
        ("- [[Old]]\n  - > **[[Old]]**\n\n# [[Old]]\n", "- [[New title]]\n  - > **[[New title]]**\n\n# [[New title]]\n"),
        ("Note[^1].\n\n[^1]: See [[Old]].", "Note[^1].\n\n[^1]: See [[New title]]."),
    ],
)  # fmt: skip
def test_links_of_every_kind_get_the_new_name(source, expected):
    assert new(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "`[[Old]]` and ``[x](/articles/old/)``",
        "```\n[[Old]]\n```",
        "    [[Old]]\n    [x](/articles/old/)",
        "~~~ markdown\n[[Old]]\n~~~",
        "\\[[Old]]",
        "\\[x](/articles/old/)",
        "<!-- [[Old]] -->",
        "[[Older]] [[Old/Part]] [[Yard/Old]]",
        "/articles/old/ and https://example.org/articles/old/",
        "[x](/articles/older/) [x](/articles/old/history/)",
        "[x](https://example.org/articles/old/)",
        "![a](/articles/old/)",
        "[[Old",
        "[[Old|]]",
        "Nothing at all.",
        "",
    ],
)
def test_what_only_looks_like_a_link_stays(source):
    assert new(source) == source


def test_code_stays_beside_links_that_change():
    assert new("`[[Old]]` [[Old]]\n\n    [[Old]]\n") == "`[[Old]]` [[New title]]\n\n    [[Old]]\n"


def test_a_name_that_needs_its_section_is_shown_without_it():
    source = "See [[Old]], [[Old|it]] and [[Old#Part]]."
    written = relinked(source, names={"old": "Hall/New"}, addresses={})
    assert written == "See [[Hall/New|New]], [[Hall/New|it]] and [[Hall/New#Part]]."


@pytest.mark.parametrize("title", ["A [draft]", "This | that", "C# or F#, a choice", "[[x]]"])
def test_a_title_that_cannot_stand_in_a_link_changes_nothing(title):
    assert relinked("See [[Old]].", names={"old": title}, addresses={}) == "See [[Old]]."


def test_a_text_that_cannot_be_rendered_stays():
    source = "> " * 400 + "[[Old]]"
    assert new(source) == source


PIECES = st.sampled_from(
    [
        "[[Old]]", "[[old|label]]", "[[Old#Part]]", "[x](/articles/old/)", "[[Hall/Old]]", "[[Other]]", "`", "``",
        "```\n", "\n", "\n\n", "    ", "\\", "*", "**", "> ", "- ", "1. ", "| ", "|---|\n", "# ", "[", "]", "(", ")",
        "<!--", "-->", "text ", "[^1]", "[^1]: ", "/articles/old/", "!", "&amp;", "<b>", "==", "~~",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_only_links_to_the_page_look_different(source):
    written = new(source)
    before, after = render(source), render(written)
    renamed = {"old": "new title", "hall/old": "hall/new title", "/articles/old": "/articles/new-title"}
    if written != source:
        links = {(renamed.get(link.key, link.key), link.anchor) for link in before.links}
        assert links == {(link.key, link.anchor) for link in after.links}
    assert plain(before.html) == plain(after.html)


def plain(html):
    """Return HTML without what a renamed link may change: its key, its words, ids made from them."""
    html = re.sub(r'<a class="wikilink"[^>]*>[^<]*</a>', "<link>", html)
    html = html.replace("/articles/new-title", "/articles/old")
    return re.sub(r'(id="|href="#)[^"]*"', r'\1"', html)
