"""Saving a page: each save one revision for ever, nobody's text lost."""

import pytest

from kmsite.pages import editing
from kmsite.pages.editing import Conflict, TextRefused
from kmsite.pages.models import Page, Revision
from tests.make import make_article

BODY = "One.\n\nTwo.\n\nThree.\n"


@pytest.fixture
def pump(db):
    return make_article("Pump", BODY, lede="Moves water.", tags=["Water", "Steel"])


def revise(page, by, base=1, body=BODY, **fields):
    return editing.revise(page, base=base, body=body, by=by.user, **fields)


def test_a_save_is_a_new_revision_and_the_old_one_stays(bob, pump):
    saved = revise(pump, bob, body="One.\n", summary="Shorter", minor=True)
    assert saved.outcome == "saved"
    assert list(pump.revisions.order_by("number").values_list("number", "body", "minor")) == [
        (1, BODY, False),
        (2, "One.\n", True),
    ]
    assert Page.objects.get().current == saved.revision


def test_a_save_without_a_change_makes_no_revision(bob, pump):
    saved = revise(
        pump, bob, body=BODY.replace("\n", "\r\n") + "\n\n", title=" Pump", tags=["steel", "WATER"]
    )
    assert saved.outcome == "unchanged"
    assert saved.revision.number == 1
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("change", [{"lede": "Moves mud."}, {"tags": ["Water"]}, {"title": "PUMP"}])
def test_a_change_beside_the_text_is_a_revision_too(bob, pump, change):
    assert revise(pump, bob, **change).revision.number == 2


def test_the_same_form_sent_twice_makes_one_revision(bob, pump):
    first = revise(pump, bob, body="One.", key="form-1")
    second = revise(pump, bob, body="One.", key="form-1")
    assert (first.outcome, second.outcome) == ("saved", "repeated")
    assert first.revision == second.revision
    assert Revision.objects.count() == 2


def test_the_key_of_another_page_hides_no_save(bob, pump):
    revise(make_article("Valve"), bob, key="form-1")
    assert revise(pump, bob, body="One.", key="form-1").outcome == "saved"


def test_two_people_who_change_different_lines_both_find_their_text(alice, bob, pump):
    revise(pump, alice, body=BODY.replace("One", "First"))
    saved = revise(pump, bob, body=BODY.replace("Three", "Third"))
    assert saved.outcome == "merged"
    assert saved.revision.body == "First.\n\nTwo.\n\nThird.\n"
    assert (saved.revision.number, saved.revision.base.number) == (3, 1)


def test_two_people_who_change_one_line_get_a_conflict_with_both_texts(alice, bob, pump):
    theirs = revise(pump, alice, body=BODY.replace("Two", "Zwei")).revision
    mine = BODY.replace("Two", "Deux")
    with pytest.raises(Conflict) as conflict:
        revise(pump, bob, body=mine)
    assert conflict.value.fields == ("body",)
    assert conflict.value.base.body == BODY
    assert conflict.value.theirs == theirs
    assert conflict.value.mine == mine
    assert [(c.mine, c.theirs) for c in conflict.value.merge.conflicts] == [("Deux.\n", "Zwei.\n")]
    assert Revision.objects.count() == 2


def test_what_two_people_changed_alike_is_no_conflict_and_no_revision(alice, bob, pump):
    revise(pump, alice, body="One.\n")
    assert revise(pump, bob, body="One.\n").outcome == "unchanged"


def test_tags_of_two_people_are_merged_as_sets(alice, bob, pump):
    revise(pump, alice, tags=["Water", "Steel", "New"])
    saved = revise(pump, bob, body="Other.\n", tags=["Water", "Mine"])
    assert saved.revision.structure["tags"] == ["Mine", "New", "Water"]
    assert sorted(saved.page.tags.names()) == ["Mine", "New", "Water"]


def test_a_title_changed_by_one_and_a_text_by_the_other_are_merged(alice, bob, pump):
    revise(pump, alice, title="Big pump")
    saved = revise(pump, bob, title="Pump", body="Other.\n", lede="Moves water.")
    assert (saved.page.title, saved.revision.body) == ("Big pump", "Other.\n")


def test_two_different_new_titles_conflict(alice, bob, pump):
    revise(pump, alice, title="Big pump")
    with pytest.raises(Conflict) as conflict:
        revise(pump, bob, title="Old pump")
    assert conflict.value.fields == ("title",)
    assert Page.objects.get().title == "Big pump"


def test_a_save_on_a_revision_that_never_was_is_refused(bob, pump):
    with pytest.raises(TextRefused):
        revise(pump, bob, base=7, body="Lost?")
    assert Revision.objects.count() == 1


def test_a_refused_text_leaves_the_page_as_it_was(bob, pump):
    with pytest.raises(TextRefused):
        revise(pump, bob, body="word " * 60_000, title="Other")
    assert Page.objects.get().title == "Pump"


def test_a_page_in_the_trash_takes_no_save(bob, pump):
    Page.objects.update(trashed_at=pump.created_at)
    with pytest.raises(TextRefused):
        revise(pump, bob, body="Lost?")


def test_restoring_makes_a_new_revision_that_says_all_the_old_one_said(bob, pump):
    revise(pump, bob, title="Big pump", body="Other.\n", lede="", tags=[])
    saved = editing.restore(pump, number=1, base=2, by=bob.user)
    assert (saved.revision.number, saved.revision.body, saved.outcome) == (3, BODY, "saved")
    assert (saved.page.title, saved.page.lede, saved.page.slug) == ("Pump", "Moves water.", "pump")
    assert sorted(saved.page.tags.names()) == ["Steel", "Water"]
    assert saved.revision.summary == "Restore revision 1"


def test_restoring_the_current_revision_changes_nothing(bob, pump):
    assert editing.restore(pump, number=1, base=1, by=bob.user).outcome == "unchanged"
