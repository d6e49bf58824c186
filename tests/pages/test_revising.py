"""Saving a page: each save one revision for ever, nobody's text lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kmsite.pages.models import AudienceMember, Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import Conflict, NoLongerAllowed, TextRefused
from tests.make import make_article, make_audience

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


def test_a_right_that_ended_meanwhile_counts_and_not_the_one_that_was_remembered(bob, pump):
    assert may(bob.user, "edit", pump)
    bob.user.groups.clear()
    assert may(bob.user, "edit", pump), "remembered on the object"
    with pytest.raises(NoLongerAllowed) as ended:
        revise(pump, bob, body="Mine.\n")
    assert ended.value.sees_page
    assert Revision.objects.count() == 1


def test_a_page_that_its_writer_may_no_longer_read_says_nothing_of_itself(bob):
    plan = make_article("Plan", BODY, audience=make_audience("Board", bob.user))
    AudienceMember.objects.all().delete()
    with pytest.raises(NoLongerAllowed) as ended:
        revise(plan, bob, body="Mine.\n")
    assert not ended.value.sees_page
    assert "Plan" not in str(ended.value)


def test_a_closed_account_saves_nothing(bob, pump):
    type(bob.user).objects.update(is_active=False)
    with pytest.raises(NoLongerAllowed):
        revise(pump, bob, body="Mine.\n")


def test_a_page_in_the_archive_takes_no_save(bob, pump):
    Page.objects.update(archived_at=pump.created_at)
    with pytest.raises(TextRefused):
        revise(pump, bob, body="Lost?")
    with pytest.raises(TextRefused):
        editing.create(type(pump), title="Valve", body="", parent=pump, by=bob.user)


def test_the_right_costs_one_statement_and_the_site_itself_asks_for_none(bob, pump):
    with CaptureQueriesContext(connection) as asked:
        revise(pump, bob, body="One.\n")
    statements = [query["sql"] for query in asked if "accounts_user_groups" in query["sql"]]
    assert len(statements) == 1
    with CaptureQueriesContext(connection) as unasked:
        editing.revise(pump, base=2, body="Two.\n", by=None)
    assert not [query for query in unasked if "accounts_user_groups" in query["sql"]]


def test_a_settled_conflict_remembers_where_its_writer_began(alice, bob, pump):
    revise(pump, alice, body=BODY.replace("Two", "Zwei"))
    saved = revise(pump, bob, base=2, body=BODY.replace("Two", "Deux"), began_on=1)
    assert (saved.outcome, saved.revision.number, saved.revision.base.number) == ("merged", 3, 1)


def test_a_beginning_that_never_was_is_refused(bob, pump):
    with pytest.raises(TextRefused):
        revise(pump, bob, body="Lost?", began_on=7)
