"""The archive: pages kept for reference go there with everything below them, and come out again."""

import pytest

from kmsite.pages.endings import archiving
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry, Page, SearchEntry, Shown
from kmsite.pages.readers.audiences import set_audience
from tests.make import make_article, make_audience


@pytest.fixture
def hall(db):
    hall = make_article("Hall", "All about halls.")
    pump = make_article("Pump", "Moves water.", parent=hall)
    make_article("Valve", "Opens and closes.", parent=pump)
    return hall


def page(title):
    return Page.objects.get(title=title)


def archived():
    return sorted(Page.objects.archived().values_list("title", flat=True))


def test_a_page_goes_with_everything_below_it_and_comes_back(hall, bob):
    archiving.archive(page("Pump"), by=bob.user)
    assert archived() == ["Pump", "Valve"]
    assert list(violations(deep=True)) == []
    archiving.unarchive(page("Pump"), by=bob.user)
    assert archived() == []
    assert list(violations(deep=True)) == []
    deeds = (
        LedgerEntry.objects.besides_saves()
        .order_by("id")
        .values_list("verb", "by__username", "page__title", "about")
    )
    assert list(deeds) == [
        ("archived", "bob", "Pump", {"pages": 1}),
        ("unarchived", "bob", "Pump", {"pages": 1}),
    ]


def test_search_knows_what_is_in_the_archive(hall):
    archiving.archive(page("Pump"), by=None)
    entries = dict(SearchEntry.objects.values_list("page__title", "is_archived"))
    assert entries == {"Hall": False, "Pump": True, "Valve": True}


def test_what_shows_the_page_is_touched(hall):
    shown = dict(Shown.objects.values_list("page__title", "version"))
    archiving.archive(page("Pump"), by=None)
    now = dict(Shown.objects.values_list("page__title", "version"))
    assert {title for title in shown if now[title] > shown[title]} == {"Hall", "Pump", "Valve"}


def test_a_page_archived_before_stays_when_its_section_comes_out(hall):
    archiving.archive(page("Valve"), by=None)
    archiving.archive(page("Hall"), by=None)
    archiving.unarchive(page("Hall"), by=None)
    assert archived() == ["Valve"]


def test_a_page_below_an_archived_one_cannot_come_out_alone(hall):
    archiving.archive(page("Hall"), by=None)
    with pytest.raises(ArchiveRefused, match="above it is in the archive"):
        archiving.unarchive(page("Pump"), by=None)


def test_archiving_twice_and_taking_out_what_is_not_in_is_said(hall):
    archiving.archive(page("Pump"), by=None)
    with pytest.raises(ArchiveRefused, match="already"):
        archiving.archive(page("Pump"), by=None)
    with pytest.raises(ArchiveRefused, match="not in the archive"):
        archiving.unarchive(hall, by=None)


def test_nobody_archives_what_they_may_not_see(hall, bob):
    set_audience(page("Pump"), make_audience("Board"))
    with pytest.raises(ArchiveRefused, match="no longer there"):
        archiving.archive(page("Pump"), by=bob.user)


def test_the_archive_remembers_who_and_when(hall, bob):
    archiving.archive(hall, by=bob.user)
    assert archiving.archived_by(page("Valve")).by == bob.user
