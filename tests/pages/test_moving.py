"""A page moves with everything below it; its address stays, its readers are those of its new place."""

import pytest

from articles.models import Article
from kmsite.pages.integrity import violations
from kmsite.pages.models import SIGNED_IN, Audience, LedgerEntry, Page, Revision, SearchEntry
from kmsite.pages.names.naming import resolve
from kmsite.pages.permissions import PageMoved, page_or_404
from kmsite.pages.places.moving import move
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.refusing import AudienceRefused, MoveRefused, TitleTaken
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience
from tests.pages.test_showing import shown_anew


def now(page):
    return Page.objects.get(pk=page.pk)


def whole():
    return list(violations(deep=True)) == []


@pytest.fixture
def house(db):
    """A hall with a pump that has a valve below it, and a yard."""
    hall, yard = make_article("Hall"), make_article("Yard")
    pump = make_article("Pump", parent=hall)
    return hall, yard, pump, make_article("Valve", parent=pump)


def test_a_page_moves_with_everything_below_it_and_keeps_its_address(house, bob):
    hall, yard, pump, valve = house
    moved = move(pump, parent=yard, by=bob.user)
    assert (moved.parent, moved.slug) == (yard, "pump")
    assert now(valve).parent == pump
    deed = LedgerEntry.objects.besides_saves().get()
    assert (deed.verb, deed.page, deed.by) == ("moved", pump, bob.user)
    assert deed.about == {"from": hall.pk, "to": yard.pk}
    assert whole()


def test_a_page_moves_to_the_top_behind_the_last(house, bob):
    moved = move(house[2], parent=None, by=bob.user)
    assert moved.parent is None
    assert [page.title for page in Page.objects.roots().in_order()] == ["Hall", "Yard", "Pump"]


def test_a_page_can_be_put_at_a_place_among_its_new_siblings(house, bob):
    move(house[2], parent=None, by=bob.user, position=1)
    assert [page.title for page in Page.objects.roots().in_order()] == ["Hall", "Pump", "Yard"]


def test_moving_a_page_to_where_it_is_changes_nothing(house, bob):
    with shown_anew():
        move(house[2], parent=house[0], by=bob.user)
    assert not LedgerEntry.objects.besides_saves().exists()


@pytest.mark.parametrize("below", [2, 3])
def test_a_page_cannot_stand_below_itself(house, bob, below):
    with pytest.raises(MoveRefused, match="below itself"):
        move(house[2], parent=house[below], by=bob.user)
    assert now(house[2]).parent == house[0]


def test_a_page_cannot_go_where_a_sibling_has_its_title(house, bob):
    make_article("PUMP", parent=house[1])
    with pytest.raises(TitleTaken):
        move(house[2], parent=house[1], by=bob.user)
    assert now(house[2]).parent == house[0]


def test_what_a_person_may_not_see_is_no_place_and_takes_no_title(house, alice, bob):
    board = make_audience("Board", alice.user)
    secret = make_article("Secret", audience=board)
    with pytest.raises(MoveRefused, match="There is no page"):
        move(house[2], parent=secret, by=bob.user)
    make_article("Pump", parent=house[1], audience=board)
    assert move(house[2], parent=house[1], by=bob.user).parent == house[1]


def test_an_archived_page_or_one_in_the_trash_takes_no_page(house, bob):
    Page.objects.filter(pk=house[1].pk).update(archived_at=house[1].created_at)
    with pytest.raises(MoveRefused, match="in the archive"):
        move(house[2], parent=house[1], by=bob.user)
    with pytest.raises(MoveRefused, match="in the archive"):
        move(house[1], parent=house[0], by=bob.user)
    Page.objects.filter(pk=house[1].pk).update(archived_at=None, trashed_at=house[1].created_at)
    with pytest.raises(MoveRefused, match="There is no page"):
        move(house[2], parent=house[1], by=bob.user)


def test_a_move_below_a_narrower_page_narrows_and_back_widens_again(house, alice):
    board = make_audience("Board", alice.user)
    room = make_article("Board room", audience=board)
    move(house[2], parent=room, by=alice.user)
    assert {now(page).reach for page in house[2:]} == {board.pk}
    assert set(SearchEntry.objects.filter(page__in=house[2:]).values_list("reach", flat=True)) == {board.pk}
    assert whole()
    move(house[2], parent=house[1], by=alice.user)
    assert {now(page).reach for page in house[2:]} == {0}


def test_a_move_below_a_wider_page_keeps_what_the_page_chose(house, alice):
    board = make_audience("Board", alice.user)
    room = make_article("Board room", audience=Audience.objects.get(pk=SIGNED_IN))
    plan = make_article("Plan", parent=room, audience=board)
    notes = make_article("Notes", parent=room)
    move(plan, parent=house[1], by=alice.user)
    move(notes, parent=house[1], by=alice.user)
    assert (now(plan).reach, now(notes).reach) == (board.pk, 0)


def test_a_choice_wider_than_the_new_place_waits_until_it_counts_again(house, alice):
    room = make_article("Board room", audience=make_audience("Board", alice.user))
    set_audience(house[2], Audience.objects.get(pk=SIGNED_IN))
    move(house[2], parent=room, by=alice.user)
    assert now(house[2]).reach == room.reach
    move(house[2], parent=None, by=alice.user)
    assert now(house[2]).reach == SIGNED_IN


def test_no_audience_moves_below_another(house, alice):
    board, staff = make_audience("Board", alice.user), make_audience("Staff", alice.user)
    room = make_article("Board room", audience=board)
    set_audience(house[3], staff)
    for page in (house[3], house[2]):
        with pytest.raises(AudienceRefused):
            move(page, parent=room, by=alice.user)


def test_two_pages_below_that_would_have_one_title_and_the_same_readers_refuse_the_move(house, alice):
    board = make_audience("Board", alice.user)
    make_article("Valve", parent=house[2], audience=board)
    room = make_article("Board room", audience=board)
    with pytest.raises(AudienceRefused, match="same title"):
        move(house[2], parent=room, by=alice.user)
    assert now(house[3]).reach == 0


def test_a_narrowed_page_tells_nobody_that_it_is_there(house, alice, mallory):
    room = make_article("Board room", audience=make_audience("Board", alice.user))
    move(house[2], parent=room, by=alice.user)
    assert mallory.get("/articles/pump/").status_code == 404
    assert alice.get("/articles/pump/").status_code == 200


def test_links_by_section_find_a_page_where_it_went_and_where_it_was(house, bob):
    wish = make_article("Wish", "See [[Yard/Pump]], [[Hall/Pump]] and [[Pump]].")
    assert wish.links.filter(target=None).count() == 1
    move(house[2], parent=house[1], by=bob.user)
    assert {link.target for link in wish.links.all()} == {house[2]}
    assert resolve(None, ["yard/pump"]) == {"yard/pump": house[2]}
    assert whole()


def test_a_move_is_seen_wherever_the_page_is_shown(house, bob):
    hall, yard, pump, _valve = house
    make_article("Left", parent=hall)
    make_article("Last", parent=yard)
    make_article("Guide", "See [[Pump]].")
    make_article("Aside")
    with shown_anew("Hall", "Left", "Pump", "Valve", "Yard", "Last", "Guide"):
        move(pump, parent=yard, by=bob.user)


def test_a_page_is_renamed_on_the_way(house, bob):
    _hall, yard, pump, _valve = house
    guide = make_article("Guide", "See [[Pump]].")
    moved = move(pump, parent=yard, by=bob.user, title="Water pump")
    assert (moved.title, moved.parent, moved.slug) == ("Water pump", yard, "water-pump")
    assert (moved.current.number, moved.current.by) == (2, bob.user)
    with pytest.raises(PageMoved):
        page_or_404(bob.user, Article, "pump")
    assert guide.links.get().target == pump
    assert Revision.objects.exclude(page=pump).filter(number__gt=1).count() == 0
    assert {entry.verb for entry in LedgerEntry.objects.besides_saves()} == {"renamed", "moved"}
    assert LedgerEntry.objects.get(verb="renamed").about == {"revision": 2}
    assert whole()


def test_a_page_may_pass_a_title_that_is_taken_on_either_side(house, bob):
    hall, yard, pump, _valve = house
    make_article("Water pump", parent=hall)
    make_article("Pump", parent=yard)
    moved = move(pump, parent=yard, by=bob.user, title="Water pump")
    assert (moved.title, moved.parent) == ("Water pump", yard)
    assert whole()


def test_a_saved_title_is_on_record(bob):
    pump = make_article("Pump")
    editing.revise(pump, base=1, title="Water pump", body="", by=bob.user)
    deed = LedgerEntry.objects.besides_saves().get()
    assert (deed.verb, deed.by, deed.about) == ("renamed", bob.user, {"revision": 2})
