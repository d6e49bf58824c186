"""The front door."""

import pytest
from django.test import Client

from tests.make import make_article, make_audience


def test_an_empty_site_says_what_belongs_here_and_offers_to_write_it(alice):
    page = alice.get("/")
    assert "No articles yet" in page.text
    assert "Write the first article" in page.text


def test_a_stranger_on_an_empty_site_is_not_asked_to_write(anonymous):
    page = anonymous.get("/")
    assert "No articles yet" in page.text
    assert "Write the first article" not in page.text


def test_a_reader_on_an_empty_site_is_not_asked_to_sign_in_again(carol):
    page = carol.get("/")
    assert "No articles yet" in page.text
    assert "Sign in" not in page.text


def test_home_shows_sections_recent_changes_and_tags(anonymous, alice):
    section = make_article(title="Methods", body="How we work", by=alice.user, lede="Ways of working")
    make_article(title="Knowledge audit", body="Ask.", by=alice.user, parent=section, tags=("culture",))
    page = anonymous.get("/")
    assert "Ways of working" in page.text
    assert "1 page directly below" in page.text
    assert "Knowledge audit" in page.text
    assert 'href="/tags/culture/"' in page.text


def test_home_shows_people_what_they_wrote_last(alice, bob):
    make_article(title="Pump", body="Water", by=alice.user)
    assert "Your recent edits" in alice.get("/").text
    assert "Your recent edits" not in bob.get("/").text


def test_home_keeps_silent_about_what_somebody_may_not_see(anonymous, mallory, alice):
    insiders = make_audience("Insiders", alice.user)
    make_article(title="Secret plan", body="Hush", by=alice.user, audience=insiders, tags=("conspiracy",))
    make_article(title="Open plan", body="Hello", by=alice.user)
    for somebody in (anonymous, mallory):
        page = somebody.get("/")
        assert "Open plan" in page.text
        assert "Secret plan" not in page.text
        assert "conspiracy" not in page.text
    assert "Secret plan" in alice.get("/").text


@pytest.mark.parametrize("amount", [3, 30])
def test_home_asks_the_database_at_most_twelve_times(amount, alice, django_assert_max_num_queries):
    for number in range(amount):
        make_article(title=f"Page {number}", body="Text", by=alice.user, tags=(f"tag {number}",))
    alice.get("/")
    with django_assert_max_num_queries(12):
        alice.get("/")
    with django_assert_max_num_queries(5):
        Client().get("/")
