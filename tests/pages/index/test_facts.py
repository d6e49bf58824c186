"""What search chooses by follows every deed that changes it, in the same transaction."""

import pytest
from django.db import connection

from communities.discussions import answering
from communities.life import changing
from kmsite.pages.endings import archiving, purging, trashing
from kmsite.pages.index import facts
from kmsite.pages.models import SearchEntry
from kmsite.pages.places import merging, moving
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from kmsite.stewardship import entrusting
from tests.make import make_article, make_audience, make_community, make_discussion, make_term

pytestmark = pytest.mark.django_db


def of(page):
    return SearchEntry.objects.get(page=page.pk)


@pytest.fixture(autouse=True)
def _nothing_is_wrong():
    yield
    with connection.cursor() as cursor:
        cursor.execute(facts.wrong())
        assert cursor.fetchall() == []


def test_tags_and_people_follow_a_save(alice, bob):
    page = make_article("Pump", by=alice.user, tags=["Water"])
    assert len(of(page).tags) == 1
    editing.revise(page, base=1, body="Other.", tags=["Water", "Iron"], by=bob.user)
    assert len(of(page).tags) == 2
    assert of(page).people == [bob.user.pk, alice.user.pk]


def test_a_moved_subtree_is_found_in_its_new_section(bob):
    hall, mill = make_article("Hall"), make_article("Mill")
    pump = make_article("Pump", parent=hall)
    valve = make_article("Valve", parent=pump)
    assert of(valve).section == hall.pk
    moving.move(pump, parent=mill, by=bob.user)
    assert of(pump).section == of(valve).section == mill.pk
    moving.move(pump, parent=None, by=bob.user)
    assert of(valve).section == pump.pk


def test_what_stood_below_a_merged_page_is_found_in_its_new_section(bob):
    old, new = make_article("Old"), make_article("New")
    leaf = make_article("Leaf", parent=make_article("Branch", parent=old))
    merging.merge(old, into=new, base=1, into_base=1, body="x", tags=[], by=bob.user)
    assert of(leaf).section == new.pk
    assert of(old).reach == facts.NOWHERE


def test_reach_follows_audiences_the_trash_and_the_way_back(alice):
    page = make_article("Hall")
    below = make_article("Pump", parent=page)
    board = make_audience("Board", alice.user)
    set_audience(page, board)
    assert of(below).reach == board.pk
    batch = trashing.trash([page], by=None)
    assert of(below).reach == facts.NOWHERE
    set_audience(make_article("Mill"), board)
    trashing.restore(batch, by=None)
    assert of(below).reach == board.pk


def test_what_moves_up_when_its_parent_ends_is_found_where_it_stands(alice):
    hall = make_article("Hall")
    pump = make_article("Pump", parent=hall)
    first = trashing.trash([pump], by=None)
    second = trashing.trash([hall], by=None)
    purging.purge(second, by=None)
    assert of(pump).section == pump.pk
    trashing.restore(first, by=None)
    assert of(pump).reach == 0


def test_archive_status_stage_and_state_follow(alice, bob, ada):
    page, term = make_article("Hall"), make_term("Pump")
    archiving.archive(page, by=None)
    assert of(page).is_archived
    assert of(term).status == "approved"
    club = make_community(by=ada.user)
    assert of(club).status == "forming"
    changing.enter(club, "active", by=ada.user)
    assert of(club).status == "active"
    question = make_discussion(by=alice.user, community=club)
    assert (of(question).status, of(question).communities) == ("open", [club.pk])
    answering.set_state(question, "answered", by=alice.user)
    assert of(question).status == "answered"


def test_a_community_that_looks_after_a_page_is_a_fact_of_it(ada):
    page, club = make_article("Pump"), make_community(by=ada.user)
    row = entrusting.entrust(page, community=club, by=None)
    assert of(page).communities == [club.pk]
    entrusting.release(row, by=None)
    assert of(page).communities == []


def test_a_save_of_one_page_writes_its_facts_in_the_statement_of_its_words(django_assert_num_queries):
    page = make_article("Pump")
    with django_assert_num_queries(1):
        facts.refresh([page.pk])
    with django_assert_num_queries(0):
        facts.refresh([])
