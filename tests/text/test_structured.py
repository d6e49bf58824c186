"""What stands beside a text merges field by field and item by item; what both changed is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.structured import Clash, merge_structures

BASE = {"status": "draft", "notes": [{"id": "a", "text": "one", "kind": "usage"}, {"id": "b", "text": "two"}]}


def changed(**fields):
    return {**BASE, **fields}


def notes(*pairs):
    return [{"id": id, "text": text} for id, text in pairs]


def test_what_only_one_of_them_changed_is_kept_from_both():
    mine = changed(notes=[{"id": "a", "text": "mine", "kind": "usage"}, {"id": "b", "text": "two"}])
    theirs = changed(status="approved", notes=[*BASE["notes"], {"id": "c", "text": "three"}])
    merged, clashes = merge_structures(BASE, mine, theirs)
    assert clashes == []
    assert merged["status"] == "approved"
    assert [note["text"] for note in merged["notes"]] == ["mine", "two", "three"]


def test_two_people_change_different_fields_of_one_note():
    mine = changed(notes=[{"id": "a", "text": "mine", "kind": "usage"}, BASE["notes"][1]])
    theirs = changed(notes=[{"id": "a", "text": "one", "kind": "scope"}, BASE["notes"][1]])
    merged, clashes = merge_structures(BASE, mine, theirs)
    assert (merged["notes"][0], clashes) == ({"id": "a", "text": "mine", "kind": "scope"}, [])


def test_the_same_field_changed_differently_is_asked():
    mine, theirs = changed(status="review"), changed(status="approved")
    merged, clashes = merge_structures(BASE, mine, theirs)
    assert clashes == [Clash("status", "draft", "review", "approved")]
    assert merged["status"] == "approved"


def test_a_note_removed_by_one_and_changed_by_the_other_is_asked():
    mine = changed(notes=[BASE["notes"][0]])
    theirs = changed(notes=[BASE["notes"][0], {"id": "b", "text": "better"}])
    _merged, clashes = merge_structures(BASE, mine, theirs)
    assert [(clash.path, clash.mine) for clash in clashes] == [("notes/b", None)]


@pytest.mark.parametrize(("chosen", "left"), [(None, ["a"]), ({"id": "b", "text": "better"}, ["a", "b"])])
def test_what_was_chosen_decides(chosen, left):
    mine = changed(notes=[BASE["notes"][0]])
    theirs = changed(notes=[BASE["notes"][0], {"id": "b", "text": "better"}])
    merged, clashes = merge_structures(BASE, mine, theirs, {"notes/b": chosen})
    assert ([note["id"] for note in merged["notes"]], clashes) == (left, [])


def test_both_do_the_same():
    both = changed(status="approved", notes=[BASE["notes"][1]])
    assert merge_structures(BASE, both, both) == (both, [])


def test_an_order_that_only_i_changed_is_mine():
    mine = changed(notes=BASE["notes"][::-1])
    merged, _clashes = merge_structures(BASE, mine, BASE)
    assert [note["id"] for note in merged["notes"]] == ["b", "a"]


def test_what_was_derived_is_not_asked_about():
    base, mine, theirs = ({"sources": {"1": {"year": year}}} for year in (2017, 2018, 2019))
    assert merge_structures(base, mine, theirs) == (theirs, [])


texts = st.text(st.sampled_from("xyz"), max_size=2)
items = st.dictionaries(st.sampled_from("abcd"), texts, max_size=4).map(lambda made: notes(*made.items()))
structures = st.fixed_dictionaries({"status": texts, "notes": items})


@given(structures, structures)
def test_without_another_hand_everything_is_as_i_wrote_it(base, mine):
    assert merge_structures(base, mine, base) == (mine, [])
    assert merge_structures(base, base, mine)[1] == []


@given(structures, structures, structures)
def test_nothing_that_both_left_alone_is_lost(base, mine, theirs):
    merged, clashes = merge_structures(base, mine, theirs)
    kept = {note["id"]: note["text"] for note in merged["notes"]}
    asked = {clash.path.split("/")[1] for clash in clashes if "/" in clash.path}
    for note in base["notes"]:
        if note in mine["notes"] and note in theirs["notes"]:
            assert kept[note["id"]] == note["text"]
    known = {note["id"] for note in [*base["notes"], *theirs["notes"]]}
    for note in mine["notes"]:
        is_new = note["id"] not in known
        if is_new or (note["id"] not in asked and note not in base["notes"]):
            assert kept[note["id"]] == note["text"]
