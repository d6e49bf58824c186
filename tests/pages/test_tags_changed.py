"""Tags are renamed and merged: pages, names and search follow, revisions stay as they were written."""

import pytest
from django.db import connection

from kmsite.pages.index import rewording
from kmsite.pages.integrity import violations
from kmsite.pages.models import Page, PageTag, SearchEntry, Tag
from kmsite.pages.refusing import TextRefused
from kmsite.pages.saving import editing
from kmsite.pages.tags import retagging
from kmsite.pages.tags.retagging import ChangedMeanwhile, NameOfAnother
from tests.make import make_article, make_audience


def tag(name):
    return Tag.objects.get(name=name)


def rename(one, name, by, **fields):
    return retagging.change(one, was=one.name, name=name, by=by.user, **{"description": "", **fields})


def found_by(page):
    """Return the words of the search entry of `page` that are not those of its text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(ts_filter(words, '{a,b}')) FROM pages_searchentry WHERE page_id = %s",
            [page.pk],
        )
        return {*cursor.fetchone()[0]}


def carried(page):
    return sorted(page.tags.names())


def whole():
    """Bring search up to date, as the view and the house do, and look for what does not hold."""
    assert rewording.catch_up()
    return list(violations(deep=True)) == []


@pytest.fixture
def pump(alice):
    return make_article("Pump", tags=["Water", "Machine"], by=alice.user)


def test_a_renamed_tag_stays_on_its_pages_and_its_old_name_means_it(pump, bob):
    rename(tag("Water"), "H2O", bob, description="All that flows.")
    assert carried(pump) == ["H2O", "Machine"]
    assert tag("Water").merged_into == tag("H2O")
    valve = make_article("Valve", tags=["water", "H2o"])
    assert carried(valve) == ["H2O"]
    assert valve.current.structure["tags"] == ["H2O"]
    assert tag("H2O").description == "All that flows."
    assert whole()


def test_no_revision_is_written_anew(pump, bob):
    rename(tag("Water"), "H2O", bob)
    pump.refresh_from_db()
    assert pump.current.number == 1
    assert pump.current.structure["tags"] == ["Machine", "Water"]


def test_what_a_page_says_by_former_names_is_no_change(pump, bob):
    rename(tag("Water"), "H2O", bob)
    again = {"base": 1, "body": pump.current.body, "by": bob.user}
    assert editing.revise(pump, tags=["H2O", "Machine"], **again).outcome == "unchanged"
    assert editing.revise(pump, tags=["Machine"], **again).outcome == "saved"
    assert carried(pump) == ["Machine"]
    editing.restore(pump, number=1, base=2, by=bob.user)
    assert carried(pump) == ["H2O", "Machine"]
    assert whole()


def test_a_tag_taken_off_by_one_does_not_come_back_by_its_new_name(pump, bob):
    rename(tag("Water"), "H2O", bob)
    text = {"base": 1, "body": pump.current.body, "by": bob.user}
    editing.revise(pump, tags=["H2O", "Machine", "Steel"], **text)
    editing.revise(pump, tags=["Machine"], **text)
    assert carried(pump) == ["Machine", "Steel"]
    assert whole()


def test_going_back_to_a_former_name_leaves_one_former_name(pump, bob):
    rename(rename(tag("Water"), "H2O", bob), "Water", bob)
    assert tag("H2O").merged_into == tag("Water")
    assert tag("Water").slug == "water"
    assert carried(pump) == ["Machine", "Water"]
    assert whole()


def test_another_case_is_the_same_tag(pump, bob):
    rename(tag("Water"), "WATER", bob)
    assert Tag.objects.count() == 2
    assert carried(pump) == ["Machine", "WATER"]
    assert whole()


def test_a_merged_tag_lends_its_pages_names_and_description(pump, bob):
    make_article("Well", tags=["Wells"])
    make_article("Sea", tags=["Wells", "Water"])
    rename(tag("Wells"), "Holes", bob, description="Deep.")
    retagging.merge(tag("Holes"), into=tag("Water"), by=bob.user)
    assert PageTag.objects.filter(tag=tag("Water")).count() == 3
    assert {one.merged_into for one in Tag.objects.filter(name__in=["Wells", "Holes"])} == {tag("Water")}
    assert tag("Water").description == "Deep."
    assert carried(make_article("Pit", tags=["Wells", "holes", "WATER"])) == ["Water"]
    assert whole()


def test_search_finds_pages_by_the_new_name(pump, bob):
    rename(tag("Water"), "Liquid", bob)
    assert not rewording.catch_up(0)
    assert list(violations(deep=True)) == []
    assert rewording.catch_up()
    assert found_by(pump) == {"liquid", "machin", "pump"}
    retagging.merge(tag("Liquid"), into=tag("Machine"), by=bob.user)
    assert list(violations(deep=True)) == []
    assert rewording.catch_up()
    assert SearchEntry.objects.get(page=pump).tags == [tag("Machine").pk]
    assert whole()


def test_the_name_of_another_tag_or_a_former_one_of_it_is_refused(pump, bob):
    rename(tag("Water"), "H2O", bob)
    for name in ("h2o", "WATER"):
        with pytest.raises(NameOfAnother) as refused:
            rename(tag("Machine"), name, bob)
        assert refused.value.tag == tag("H2O")


def test_a_tag_that_one_may_not_know_is_no_hindrance(pump, alice, bob):
    board = make_audience("Board", alice.user)
    plan = make_article("Plan", audience=board, tags=["Merger"], by=alice.user)
    renamed = rename(tag("Water"), "merger", bob)
    assert (renamed.name, renamed.slug) == ("merger", "merger")
    assert carried(plan) == ["merger"]
    assert {one.name: one.pages for one in Tag.objects.counted_for(bob.user)} == {"Machine": 1, "merger": 1}
    assert whole()


def test_of_two_who_rename_at_once_the_second_is_told(pump, alice, bob):
    seen_by_both = tag("Water")
    rename(seen_by_both, "H2O", bob)
    with pytest.raises(ChangedMeanwhile, match="H2O"):
        rename(seen_by_both, "Aqua", alice)
    retagging.merge(tag("H2O"), into=tag("Machine"), by=bob.user)
    with pytest.raises(ChangedMeanwhile):
        retagging.change(seen_by_both, was="H2O", name="Aqua", description="", by=alice.user)


@pytest.mark.parametrize("name", ["", "_", "x" * 61])
def test_a_tag_needs_a_name(name, pump, bob):
    with pytest.raises(TextRefused):
        rename(tag("Water"), name, bob)


def test_pages_with_the_tag_are_shown_anew(pump, bob):
    before = Page.objects.values_list("shown__version", flat=True).get(pk=pump.pk)
    rename(tag("Water"), "H2O", bob)
    assert Page.objects.values_list("shown__version", flat=True).get(pk=pump.pk) == before + 1
