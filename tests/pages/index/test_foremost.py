"""The foremost pages of a large wiki: about a tenth, those with the greatest priors."""

import pytest

from kmsite.management import housekeeping
from kmsite.pages.index import foremost, prior
from kmsite.pages.models import IndexState, SearchEntry
from tests.make import make_article
from tests.pages.index.test_prior import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(monkeypatch):
    """Twenty pages, of which each has a greater prior than the one before."""
    monkeypatch.setattr(foremost, "SMALLEST", 20)
    pages = [make_article(f"Page {number}") for number in range(20)]
    for number, page in enumerate(pages):
        SearchEntry.objects.filter(page=page).update(prior=number / 20)
    return pages


def marked():
    return [*SearchEntry.objects.filter(is_foremost=True).order_by("prior").values_list("page", flat=True)]


def since():
    return IndexState.objects.get(pk=1).foremost_from


def test_a_tenth_of_a_large_wiki_is_foremost_and_nothing_of_a_small_one(pages, monkeypatch):
    foremost.choose()
    assert marked() == [page.pk for page in pages[-2:]]
    assert since() == 0.9
    monkeypatch.setattr(foremost, "SMALLEST", 21)
    foremost.choose()
    assert marked() == []
    assert since() is None


def test_many_are_marked_a_few_at_a_time(pages, monkeypatch):
    monkeypatch.setattr(foremost, "AT_ONCE", 1)
    SearchEntry.objects.filter(page__in=[page.pk for page in pages[:5]]).update(is_foremost=True)
    foremost.choose()
    assert marked() == [page.pk for page in pages[-2:]]


def test_a_page_that_is_read_becomes_foremost_when_it_is_weighed_and_does_not_stay(pages):
    IndexState.objects.update_or_create(pk=1, defaults={"foremost_from": 0.5})
    read(pages[0], 600)
    prior.weigh([pages[0].pk])
    assert marked() == [pages[0].pk]
    IndexState.objects.update(foremost_from=0.9)
    SearchEntry.objects.filter(page=pages[0]).update(prior=1)
    prior.weigh([pages[0].pk])
    assert marked() == []


def test_the_beginning_stays_where_it_is_while_the_share_is_about_a_tenth(pages):
    foremost.choose()
    SearchEntry.objects.filter(page=pages[0]).update(prior=0.97, is_foremost=True)
    SearchEntry.objects.filter(page=pages[1]).update(prior=0.98)
    foremost.choose()
    assert since() == 0.9
    assert len(marked()) == 4
    SearchEntry.objects.filter(page=pages[2]).update(prior=0.99)
    foremost.choose()
    assert len(marked()) == 5
    foremost.choose()
    assert since() == 0.98
    assert len(marked()) == 2


def test_they_are_chosen_once_an_hour(pages):
    read(pages[7], 600)
    read(pages[8], 50)
    housekeeping.tidy_up()
    assert marked() == [pages[8].pk, pages[7].pk]


@pytest.mark.parametrize(
    ("numbers", "meant"),
    [
        ([(0.9, 10), (0.5, 90)], 0.9),
        ([(0.9, 4), (0.8, 4), (0.7, 4), (0.1, 88)], 0.7),
        ([(0.9, 4), (0.8, 50), (0.1, 46)], 0.9),
        ([(0.2, 100)], None),
        ([], None),
    ],
)
def test_of_many_pages_with_one_prior_all_are_foremost_or_none(numbers, meant):
    assert foremost.beginning(numbers, 100) == meant
