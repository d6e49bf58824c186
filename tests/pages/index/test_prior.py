"""What speaks for a page whatever is asked: trust, use and freshness."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.pages.endings import archiving
from kmsite.pages.index import prior
from kmsite.pages.models import PageRead, SearchEntry
from kmsite.stewardship import entrusting
from tests.make import make_article, make_discussion, make_term

pytestmark = pytest.mark.django_db


def of(page):
    return prior.parts([page.pk])[page.pk]


def written(page):
    return SearchEntry.objects.get(page=page.pk).prior


def read(page, number, days_ago=1):
    PageRead.objects.create(
        page_id=page.pk, day=timezone.now().date() - timedelta(days=days_ago), number=number
    )


def test_a_new_page_is_weighed_when_it_is_saved():
    page = make_article("Pump")
    assert of(page) == (0, 0, 1, prior.FRESHNESS)
    assert written(page) == prior.FRESHNESS


def test_approved_terms_answers_and_pages_that_somebody_looks_after_are_trusted(alice, bob):
    assert of(make_term("Pump")).trust == 0.7
    assert of(make_term("Valve", status="draft")).trust == 0
    assert of(make_discussion("Why?", by=alice.user)).trust == 0
    page = make_article("Mill")
    entrusting.entrust(page, person=bob.user, by=None)
    assert of(page).trust == 0.3
    archiving.archive(page, by=None)
    assert of(page).trust == 0


def test_reads_of_the_last_ninety_days_and_links_are_use_up_to_a_limit():
    page, rare, old = make_article("Pump"), make_article("Mill"), make_article("Well")
    read(page, 200)
    read(rare, 5)
    read(old, 500, days_ago=91)
    assert 0 == of(old).use < of(rare).use < of(page).use < 1
    before = of(rare).use
    make_article("Linking", "See [[Mill]].")
    assert of(rare).use > before
    read(page, 100_000, days_ago=2)
    assert of(page).use == 1


def test_freshness_halves_by_kind():
    ago = timezone.now() - timedelta(days=180)
    assert of(make_article("Pump", at=ago)).freshness == 0.5
    assert of(make_article("Mill", at=timezone.now() + timedelta(days=2))).freshness == 1


def test_the_hourly_duty_writes_only_what_changed_by_a_step(monkeypatch):
    monkeypatch.setattr(prior, "AT_ONCE", 1)
    pages = [make_article(title) for title in ("Pump", "Mill", "Well")]
    read(pages[0], 300)
    SearchEntry.objects.filter(page=pages[1]).update(prior=0.201)
    prior.weigh_all()
    assert written(pages[0]) == of(pages[0]).prior > 0.5
    assert written(pages[1]) == 0.201


def test_parts_are_told_in_one_statement(django_assert_num_queries):
    pages = [make_article(title).pk for title in ("Pump", "Mill", "Well")]
    with django_assert_num_queries(1):
        assert set(prior.parts(pages)) == set(pages)
