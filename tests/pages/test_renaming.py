"""A changed title renames: the old address and the old name lead on for ever."""

import pytest

from articles.models import Article
from kmsite.pages.models import Link, Page, Redirect, Revision
from kmsite.pages.names.naming import resolve
from kmsite.pages.permissions import PageMoved, page_or_404
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import TitleTaken
from tests.make import make_article, make_audience


def rename(page, title):
    current = Page.objects.get(pk=page.pk).current
    return editing.revise(page, base=current.number, title=title, body=current.body, by=None).page


def redirects():
    return set(Redirect.objects.values_list("slug", "page__slug"))


def test_a_renamed_page_has_a_new_address_and_the_old_one_leads_there(carol):
    pump = rename(make_article("Pump"), "Water pump")
    assert pump.slug == "water-pump"
    with pytest.raises(PageMoved) as moved:
        page_or_404(carol.user, Article, "pump")
    assert moved.value.page == pump


def test_every_old_address_leads_on_in_one_hop(db):
    pump = make_article("Pump")
    for title in ("Water pump", "Big pump", "Old pump"):
        pump = rename(pump, title)
    assert redirects() == {("pump", "old-pump"), ("water-pump", "old-pump"), ("big-pump", "old-pump")}


def test_going_back_to_an_old_title_takes_the_old_address_back(db):
    pump = rename(rename(make_article("Pump"), "Water pump"), "Pump")
    assert pump.slug == "pump"
    assert redirects() == {("water-pump", "pump")}
    assert set(pump.names.values_list("text", "kind")) == {("Pump", "title"), ("Water pump", "former")}


def test_an_old_address_is_never_given_to_another_page(db):
    rename(make_article("Pump"), "Water pump")
    assert make_article("Pump").slug == "pump-2"


def test_the_address_of_a_page_in_the_trash_is_not_given_again(db):
    pump = make_article("Pump")
    Page.objects.update(trashed_at=pump.created_at)
    assert make_article("Pump").slug == "pump-2"


def test_a_title_that_only_changes_its_case_keeps_the_address(db):
    pump = rename(make_article("Pump"), "PUMP")
    assert (pump.title, pump.slug) == ("PUMP", "pump")
    assert redirects() == set()
    assert list(pump.names.values_list("text", "kind")) == [("PUMP", "title")]


def test_renaming_to_the_title_of_a_sibling_is_refused(db):
    make_article("Valve")
    pump = make_article("Pump")
    with pytest.raises(TitleTaken):
        rename(pump, "valve")
    assert Page.objects.get(pk=pump.pk).slug == "pump"


def test_links_through_the_old_name_keep_leading_to_the_page(db):
    pump = make_article("Pump")
    hall = make_article("Hall", "See [[Pump]].")
    rename(pump, "Water pump")
    assert hall.links.get().target == pump
    other = make_article("Yard", "See [[Pump]] too.")
    assert other.links.get().target == pump
    assert resolve(None, ["pump", "water pump"]) == {"pump": pump, "water pump": pump}


def test_a_rename_writes_no_revision_into_other_pages(db):
    pump = make_article("Pump")
    make_article("Hall", "See [[Pump]].")
    rename(pump, "Water pump")
    assert Revision.objects.exclude(page=pump).count() == 1


def test_a_rename_turns_red_links_to_the_new_title_blue(db):
    hall = make_article("Hall", "See [[Water pump]].")
    assert Link.objects.wanted().count() == 1
    pump = rename(make_article("Pump"), "Water pump")
    assert hall.links.get().target == pump


def test_a_page_that_has_the_old_title_gets_its_links_back(db):
    hall = make_article("Hall")
    pump = make_article("Pump")
    yard = make_article("Yard", "See [[Pump]].")
    second = make_article("Pump", parent=hall)
    assert yard.links.get().target == pump
    rename(pump, "Water pump")
    assert yard.links.get().target == second, "a live title comes before a former one"


def test_a_renamed_page_of_an_audience_keeps_its_address_unguessable(alice):
    board = make_audience("Board", alice.user)
    plan = rename(make_article("Plan", audience=board), "Merger")
    assert plan.slug.startswith("merger-")
    assert len(plan.slug) == len("merger-xxxx")
