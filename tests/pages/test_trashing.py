"""The trash: a page goes there with everything below it, and comes back to its place."""

import uuid

import pytest

from articles.models import Article
from kmsite.pages.endings import trashing
from kmsite.pages.endings.trashing import NotThere, TitlesTaken
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry, Link, Page, SearchEntry, Shown
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.refusing import TextRefused
from kmsite.pages.saving import editing
from kmsite.pages.saving.deriving import rebuild
from tests.make import make_article, make_audience
from tests.people import make_user


@pytest.fixture
def hall(db):
    """A section with a page that has a page below it."""
    hall = make_article("Hall", "All about halls.")
    pump = make_article("Pump", "Moves water. See [[Valve]].", parent=hall)
    make_article("Valve", "Opens and closes.", parent=pump)
    return hall


def page(title):
    return Page.objects.get(title=title)


def trash(*titles, by=None):
    return trashing.trash([page(title) for title in titles], by=by)


def live():
    return sorted(Page.objects.live().values_list("title", flat=True))


def test_a_page_goes_with_everything_below_it(hall):
    batch = trash("Pump")
    assert live() == ["Hall"]
    assert set(Page.objects.trashed().values_list("trash", flat=True)) == {batch}
    assert list(violations(deep=True)) == []


def test_what_comes_back_stands_where_it_stood(hall):
    returned = trashing.restore(trash("Pump"), by=None)
    assert live() == ["Hall", "Pump", "Valve"]
    assert [(one.page.title, one.parent.title, one.is_elsewhere) for one in returned] == [
        ("Pump", "Hall", False)
    ]
    assert list(violations(deep=True)) == []


def test_links_are_red_while_it_is_gone_and_blue_again_after(hall):
    make_article("Guide", "See [[Pump]] and [[Hall/Pump]] and [it](/articles/pump/).")
    links = Link.objects.filter(source__title="Guide")
    assert links.wanted().count() == 0
    batch = trash("Pump")
    assert links.wanted().count() == 3
    trashing.restore(batch, by=None)
    assert links.wanted().count() == 0


def test_a_link_goes_on_to_another_page_of_that_name(hall):
    other = make_article("Pump", "Another one.")
    make_article("Guide", "See [[Pump]].", parent=hall)
    assert Link.objects.get(source__title="Guide").target == Page.objects.get(title="Pump", parent=hall)
    trashing.trash([Page.objects.get(title="Pump", parent=hall)], by=None)
    assert Link.objects.get(source__title="Guide").target == other


def test_what_shows_the_page_is_touched(hall):
    before, after = make_article("Before", parent=hall), None
    make_article("Guide", "See [[Valve]].")
    after = make_article("After", parent=hall)
    shown = dict(Shown.objects.values_list("page__title", "version"))
    trashing.trash([page("Pump"), before], by=None)
    now = dict(Shown.objects.values_list("page__title", "version"))
    changed = {title for title in shown if now[title] > shown[title]}
    assert {"Hall", "Guide", after.title} <= changed


def test_search_does_not_know_what_is_in_the_trash(hall):
    trash("Pump")
    assert set(SearchEntry.objects.filter(reach__gte=-1).values_list("page__title", flat=True)) == {"Hall"}


def test_rebuilding_the_trash_does_not_bring_it_into_search(hall):
    trash("Pump")
    from_trash = page("Pump")
    rebuild(from_trash)
    assert not SearchEntry.objects.filter(reach__gte=-1, page=from_trash).exists()
    set_audience(hall, make_audience("Board"))
    assert not SearchEntry.objects.filter(reach__gte=-1, page=from_trash).exists()


def test_the_ledger_tells_who_did_it(hall, bob):
    batch = trash("Pump", by=bob.user)
    trashing.restore(batch, by=bob.user)
    deeds = (
        LedgerEntry.objects.besides_saves()
        .order_by("id")
        .values_list("verb", "by__username", "page__title", "about")
    )
    about = {"batch": str(batch), "pages": 1}
    assert list(deeds) == [("trashed", "bob", "Pump", about), ("restored", "bob", "Pump", about)]


def test_a_page_trashed_before_stays_in_the_trash_when_its_section_comes_back(hall):
    alone = trash("Valve")
    trashing.restore(trash("Hall"), by=None)
    assert live() == ["Hall", "Pump"]
    trashing.restore(alone, by=None)
    assert live() == ["Hall", "Pump", "Valve"]
    assert page("Valve").parent == page("Pump")


def test_a_page_whose_section_is_gone_comes_back_to_the_nearest_one_above(hall):
    alone = trash("Valve")
    trash("Pump")
    (returned,) = trashing.restore(alone, by=None)
    assert (returned.parent, returned.is_elsewhere) == (hall, True)
    assert page("Valve").parent == hall
    assert list(violations(deep=True)) == []


def test_without_any_page_above_it_comes_back_at_the_top(hall):
    alone = trash("Pump")
    trash("Hall")
    (returned,) = trashing.restore(alone, by=None)
    assert returned.parent is None
    assert live() == ["Pump", "Valve"]


def test_nobody_more_reads_it_after_it_came_back_to_another_place(hall):
    board = make_audience("Board")
    set_audience(page("Pump"), board)
    alone = trash("Valve")
    trash("Pump")
    (returned,) = trashing.restore(alone, by=None)
    assert returned.is_narrowed
    assert (page("Valve").reach, page("Valve").audience) == (board.pk, board)
    assert list(violations(deep=True)) == []


def test_a_title_that_is_taken_by_now_asks_for_another(hall, bob):
    batch = trash("Pump", by=bob.user)
    gone = page("Pump")
    taken = make_article("Pump", parent=hall)
    with pytest.raises(TitlesTaken) as refused:
        trashing.restore(batch, by=bob.user)
    assert refused.value.taken == {gone.pk: taken}
    with pytest.raises(TitlesTaken):
        trashing.restore(batch, by=bob.user, titles={gone.pk: "PUMP"})
    with pytest.raises(TextRefused):
        trashing.restore(batch, by=bob.user, titles={gone.pk: "x" * 300})
    trashing.restore(batch, by=bob.user, titles={gone.pk: "Old pump"})
    gone.refresh_from_db()
    assert (gone.title, gone.slug, gone.current.number) == ("Old pump", "old-pump", 2)
    assert list(violations(deep=True)) == []


def test_what_the_person_may_not_see_goes_along_and_comes_back(hall, bob):
    set_audience(page("Valve"), make_audience("Board"))
    batch = trash("Pump", by=bob.user)
    assert live() == ["Hall"]
    assert LedgerEntry.objects.besides_saves().get().about["pages"] == 0, "the count betrays nothing"
    trashing.restore(batch, by=bob.user)
    assert live() == ["Hall", "Pump", "Valve"]


def test_nobody_trashes_or_restores_what_they_may_not_see(hall, bob):
    set_audience(page("Pump"), make_audience("Board"))
    with pytest.raises(NotThere):
        trash("Pump", by=bob.user)
    batch = trash("Pump")
    with pytest.raises(NotThere):
        trashing.restore(batch, by=bob.user)
    assert live() == ["Hall"]


def test_of_several_pages_each_person_brings_back_what_they_see(hall, bob):
    secret = make_article("Secret", audience=make_audience("Board", make_user("dora", "editor")))
    batch = trashing.trash([page("Pump"), secret], by=None)
    trashing.restore(batch, by=bob.user)
    assert live() == ["Hall", "Pump", "Valve"]


def test_nothing_is_written_on_a_page_in_the_trash(hall):
    pump = page("Pump")
    trash("Pump")
    with pytest.raises(TextRefused):
        editing.revise(pump, base=1, body="Late.", by=None)
    with pytest.raises(TextRefused):
        editing.create(Article, title="Late", body="", parent=pump, by=None)


def test_what_is_trashed_cannot_be_trashed_nor_an_unknown_batch_restored(hall):
    pump = page("Pump")
    trash("Pump")
    with pytest.raises(NotThere):
        trashing.trash([pump], by=None)
    with pytest.raises(NotThere):
        trashing.restore(uuid.uuid4(), by=None)
