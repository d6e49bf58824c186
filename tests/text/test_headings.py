"""Where a heading went when its text was written anew."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.headings import followed, moved, sections
from kmsite.text.rendering import render

PARTS = "The pump has a housing, a wheel and a seal against dirt."
CARE = "Once a year somebody opens the lid and looks whether water came in."
COSTS = "A new one costs forty crowns, and a used one half of that."


def went(old, new):
    """Return where headings went between two Markdown texts, the ids without their common beginning."""
    pairs = moved(sections(render(old).html), sections(render(new).html))
    return {a.removeprefix("user-content-"): b.removeprefix("user-content-") for a, b in pairs.items()}


def text(*parts):
    return "\n\n".join(parts)


OLD = text("# Pump", "## Parts", PARTS, "## Care", CARE, "## Costs", COSTS)


def test_what_stayed_needs_nothing():
    assert went(OLD, OLD) == {}
    assert went(OLD, text("## Costs", COSTS, "# Care", CARE, "# Pump", "### Parts", PARTS)) == {}


def test_a_reworded_heading_is_found_by_what_stands_below_it():
    assert went(OLD, OLD.replace("## Parts", "## What it is made of")) == {"parts": "what-it-is-made-of"}


def test_it_is_found_where_it_was_moved_to_as_well():
    new = text("# Pump", "## Costs", COSTS, "## Care", CARE, "## What it is made of", PARTS)
    assert went(OLD, new) == {"parts": "what-it-is-made-of"}


def test_headings_that_swap_their_names_are_real_both():
    assert went(OLD, text("# Pump", "## Care", PARTS, "## Parts", CARE, "## Costs", COSTS)) == {}


def test_all_headings_reworded_at_once_find_their_own():
    new = text("# A machine", "## Prices", COSTS, "## Look after it", CARE, "## Inside", PARTS)
    assert went(OLD, new) == {
        "pump": "a-machine",
        "parts": "inside",
        "care": "look-after-it",
        "costs": "prices",
    }


def test_a_section_written_anew_is_found_between_its_neighbours_by_its_title():
    new = OLD.replace("## Care", "## Care and repair").replace(CARE, "Call the workshop.")
    assert went(OLD, new) == {"care": "care-and-repair"}


def test_a_heading_over_headings_is_found_by_its_place():
    old = text("# Pump", "## Installing", "### Linux", PARTS, "### Windows", CARE)
    assert went(old, old.replace("## Installing", "## Setting up")) == {"installing": "setting-up"}


def test_another_section_in_the_place_of_a_gone_one_is_not_taken_for_it():
    new = OLD.replace("## Care", "## Zebra").replace(CARE, "Stripes.")
    assert went(OLD, new) == {"care": "pump"}


def test_a_section_that_another_took_up_is_found_there():
    assert went(OLD, text("# Pump", "## Parts", PARTS, CARE, "## Costs", COSTS)) == {"care": "parts"}


def test_a_heading_that_is_gone_leads_to_what_it_stood_in():
    assert went(OLD, text("# Pump", "## Parts", PARTS, "## Costs", COSTS)) == {"care": "pump"}


def test_a_heading_that_stood_in_nothing_is_gone():
    assert went("## Parts\n\n" + PARTS, "All is new.") == {}


def test_a_repeated_heading_that_is_numbered_anew_keeps_its_words():
    old = text("## A", "### Example", PARTS, "## B", "### Example", CARE)
    new = text("## A", "All said.", "## B", "### Example", CARE)
    assert went(old, new) == {"example-1": "example"}


def test_headings_with_marks_and_odd_letters_are_followed_too():
    assert went(f"## The *old* `pump` & ä\n\n{PARTS}", f"## ö <b> & “x”\n\n{PARTS}") == {
        "the-old-pump-ä": "ö-b-x"
    }


def test_an_alias_follows_its_heading_in_one_step():
    assert followed({"a": "b"}, {"b": "c"}, {"c"}) == {"a": "c", "b": "c"}


def test_an_alias_ends_when_its_name_is_real_again_or_its_heading_is_gone():
    assert followed({"a": "b"}, {}, {"a", "b"}) == {}
    assert followed({"a": "b"}, {}, {"c"}) == {}


HEADINGS = st.lists(
    st.tuples(
        st.sampled_from(["#", "##", "###"]), st.sampled_from("abcde"), st.sampled_from([PARTS, CARE, ""])
    ),
    max_size=8,
).map(lambda rows: "\n\n".join(f"{mark} {name}\n\n{body}" for mark, name, body in rows))


@given(HEADINGS, HEADINGS)
def test_who_is_gone_lands_at_a_real_heading_and_nobody_else_is_moved(old, new):
    before, after = sections(render(old).html), sections(render(new).html)
    ids, present = {section.id for section in before}, {section.id for section in after}
    found = moved(before, after)
    assert found.keys() <= ids - present
    assert {*found.values()} <= present


@given(st.lists(HEADINGS, min_size=2, max_size=6))
def test_aliases_kept_over_many_saves_are_one_step_and_hide_nothing(texts):
    aliases, before = {}, sections(render(texts[0]).html)
    for source in texts[1:]:
        after = sections(render(source).html)
        present = {section.id for section in after}
        aliases = followed(aliases, moved(before, after), present)
        assert {*aliases.values()} <= present
        assert not aliases.keys() & present
        before = after


TITLES = {
    "short": ("A", "B"),
    "long": ("a" * 300, "ab" * 150),
    "of many words": (" ".join(map(str, range(80))), " ".join(map(str, range(70, 150)))),
    "the same": ("Parts", "Parts"),
}
WORDS = {
    "like": (PARTS, f"{PARTS} {CARE}"),
    "unlike": (PARTS, CARE),
    "long": (f"{PARTS} " * 30, f"{CARE} " * 30),
}


@pytest.mark.parametrize("count", [50, 300, 3_000])
@pytest.mark.parametrize("titles", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_a_text_full_of_headings_costs_little_whatever_was_reworded(count, titles, words):
    old, new = (
        [
            f'<h2 id="{side}{number}">{titles[side]}</h2><p>{words[side]} {number}</p>'
            for number in range(min(count, 400_000 // len(titles[side] + words[side])))
        ]
        for side in (0, 1)
    )
    old, new = sections("".join(old)), sections("".join(new))
    began = time.thread_time()
    moved(old, new)
    assert time.thread_time() - began < 1.5
