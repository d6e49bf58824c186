"""One act on many pages: tried out, worked off step by step, and never for somebody who may not."""

from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group

from kmsite.accounts.models import User
from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.integrity import violations
from kmsite.pages.models import BulkRun, LedgerEntry, Page, Revision
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.runs import bulk
from kmsite.pages.runs.bulk import RunRefused
from tests.make import make_article, make_audience

Act = BulkRun.Act


@pytest.fixture
def editor(bob):
    return bob.user


@pytest.fixture
def house(db):
    """A hall with two pages in it, and a yard."""
    hall = make_article("Hall")
    return {
        "hall": hall,
        "pump": make_article("Pump", parent=hall, tags=["water"]),
        "valve": make_article("Valve", parent=hall),
        "yard": make_article("Yard"),
    }


def begun(editor, act, pages, trial=False, **choice):
    ids = [page.pk for page in pages]
    return bulk.begin(by=editor, act=act, pages=ids, choice=choice, trial=trial)


def worked_off(run):
    while not run.ended_at:
        run = bulk.step(run)
    return run


def outcomes(run):
    titles = dict(Page.objects.values_list("pk", "title"))
    return {titles[result["page"]]: result["outcome"] for result in run.results}


def reasons(run):
    return [result["why"] for result in run.results]


CHANGES = {
    Act.TAG: {"tags": ["steam"]},
    Act.UNTAG: {"tags": ["Water"]},
    Act.MOVE: {"parent": None},
    Act.AUDIENCE: {"audience": -1},
    Act.ARCHIVE: {},
    Act.TRASH: {},
}


def state_of_everything():
    return (
        list(Page.objects.order_by("pk").values()),
        Revision.objects.count(),
        LedgerEntry.objects.count(),
        list(Page.objects.filter(tags__name="steam")),
    )


@pytest.mark.parametrize("act", CHANGES)
def test_a_dry_run_says_what_will_happen_and_changes_nothing(editor, house, act):
    before = state_of_everything()
    trial = worked_off(begun(editor, act, [house["pump"]], trial=True, **CHANGES[act]))
    assert outcomes(trial) == {"Pump": "done"}
    assert state_of_everything() == before


@pytest.mark.parametrize("act", CHANGES)
def test_a_dry_run_that_is_confirmed_is_done_as_it_said(editor, house, act):
    trial = worked_off(begun(editor, act, [house["pump"]], trial=True, **CHANGES[act]))
    run = worked_off(bulk.confirm(trial, by=editor))
    assert outcomes(run) == {"Pump": "done"}
    again = begun(editor, act, [house["yard"]], **CHANGES[act])
    assert again.pk != run.pk
    assert list(violations(deep=True)) == []


def test_a_dry_run_is_confirmed_once(editor, house):
    trial = worked_off(begun(editor, Act.ARCHIVE, [house["pump"]], trial=True))
    assert bulk.confirm(trial, by=editor).pk == bulk.confirm(trial, by=editor).pk
    assert BulkRun.objects.count() == 2


def test_tags_are_added_and_taken_off_as_revisions(editor, house):
    worked_off(begun(editor, Act.TAG, [house["pump"], house["valve"]], tags=["steam", "water"]))
    pump, valve = (Page.objects.with_current().get(title=title) for title in ("Pump", "Valve"))
    assert {*pump.tags.names()} == {*valve.tags.names()} == {"steam", "water"}
    assert pump.current.by == editor
    assert pump.current.summary == "Add tags: steam, water"
    run = worked_off(begun(editor, Act.UNTAG, [house["pump"], house["yard"]], tags=["STEAM"]))
    assert outcomes(run) == {"Pump": "done", "Yard": "same"}
    assert {*pump.tags.names()} == {"water"}


def test_pages_move_together(editor, house):
    run = worked_off(begun(editor, Act.MOVE, [house["pump"], house["hall"]], parent=house["yard"].pk))
    assert outcomes(run) == {"Pump": "done", "Hall": "done"}
    assert {*house["yard"].children.values_list("title", flat=True)} == {"Pump", "Hall"}


def test_what_cannot_be_moved_is_refused_with_the_reason_and_the_rest_is_moved(editor, house):
    make_article("Valve", parent=house["yard"])
    run = worked_off(
        begun(editor, Act.MOVE, [house["yard"], house["valve"], house["pump"]], parent=house["yard"].pk)
    )
    assert outcomes(run) == {"Yard": "refused", "Valve": "refused", "Pump": "done"}
    assert reasons(run) == [
        "A page cannot stand below itself, or below a page that stands below it.",
        "A page there has this title already.",
        "",
    ]


def test_a_move_that_changes_who_may_read_says_so(editor, house):
    set_audience(house["yard"], make_audience("Board", editor))
    run = worked_off(begun(editor, Act.MOVE, [house["pump"]], trial=True, parent=house["yard"].pk))
    assert reasons(run) == ["Who may read it changes to: Board"]


def test_a_page_goes_into_the_trash_with_the_one_above_it(editor, house):
    run = worked_off(begun(editor, Act.TRASH, [house["hall"], house["pump"], house["yard"]]))
    assert outcomes(run) == {"Hall": "done", "Pump": "same", "Yard": "done"}
    assert Page.objects.live().count() == 0


def test_of_pages_one_of_which_is_hidden_nothing_is_done(editor, house):
    secret = make_article("Zeppelin", audience=make_audience("Board"))
    with pytest.raises(NotThere):
        begun(editor, Act.TRASH, [house["pump"], secret])
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("role", ["reader", "author", "curator"])
def test_only_editors_act_on_many_pages(house, editor, role):
    editor.groups.set([Group.objects.get_or_create(name=role)[0]])
    with pytest.raises(RunRefused):
        begun(User.objects.get(pk=editor.pk), Act.TAG, [house["pump"]], tags=["steam"])


def test_a_right_that_is_revoked_ends_a_run_at_its_next_page(editor, house):
    run = begun(editor, Act.TRASH, [house["pump"], house["valve"]])
    with patch.object(bulk, "STEP_PAGES", 1):
        bulk.step(run)
    editor.groups.clear()
    with pytest.raises(RunRefused):
        bulk.step(BulkRun.objects.get(pk=run.pk))
    assert Page.objects.live().filter(title="Valve").exists()


def test_a_page_that_became_hidden_meanwhile_is_left_alone(editor, house):
    run = begun(editor, Act.TRASH, [house["pump"]])
    set_audience(house["pump"], make_audience("Board"))
    assert outcomes(worked_off(run)) == {"Pump": "refused"}
    assert Page.objects.live().filter(title="Pump").exists()


def test_a_run_that_was_cut_off_goes_on_where_it_was(editor, house):
    run = begun(editor, Act.TAG, [house["pump"], house["valve"], house["yard"]], tags=["steam"])
    broken = RuntimeError("the power went off")
    with patch("kmsite.pages.runs.bulk._noted", side_effect=broken), pytest.raises(RuntimeError):
        bulk.step(run)
    assert not Page.objects.filter(tags__name="steam").exists()
    run = worked_off(BulkRun.objects.get(pk=run.pk))
    assert outcomes(run) == {"Pump": "done", "Valve": "done", "Yard": "done"}
    assert Revision.objects.filter(summary="Add tags: steam").count() == 3


def test_two_steps_at_once_do_no_page_twice(editor, house):
    run = begun(editor, Act.TAG, [house["pump"], house["valve"]], tags=["steam"])
    stale = BulkRun.objects.get(pk=run.pk)
    worked_off(run)
    assert bulk.step(stale).done == 2
    assert len(BulkRun.objects.get(pk=run.pk).results) == 2


def test_a_step_ends_after_a_while(editor, house):
    pages = [make_article(f"Page {n}") for n in range(3)]
    run = begun(editor, Act.ARCHIVE, pages)
    with patch.object(bulk, "STEP_SECONDS", -1):
        assert bulk.step(run).done == 0
    with patch.object(bulk, "STEP_PAGES", 2):
        assert bulk.step(run).done == 2
