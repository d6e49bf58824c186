"""Who else is editing: told to those who may see the page, and nothing is locked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.pages.models import Presence
from tests.articles.writing import change
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db
BEAT = "/editor/presence/?page=pump"


@pytest.fixture
def page(alice):
    return make_article("Pump", by=alice.user)


def test_whoever_opens_the_editor_is_told_who_is_there(alice, bob, page):
    assert "is editing" not in alice.post(BEAT).text
    assert "Alice" in bob.post(BEAT).text
    assert "Bob</bdi> is editing this page since" in alice.post(BEAT).text
    assert "Alice</bdi> is editing this page since" in bob.get("/articles/pump/edit/").text


def test_looking_at_the_editor_says_nothing_yet(alice, bob, page):
    alice.get("/articles/pump/edit/")
    assert not Presence.objects.exists()


def test_whoever_leaves_is_gone(alice, bob, page):
    alice.post(BEAT)
    assert alice.post(BEAT, {"leaving": "yes"}).status_code == 204
    assert "is editing" not in bob.post(BEAT).text


def test_whoever_saves_is_gone(alice, bob, page):
    alice.post(BEAT)
    alice.post("/articles/pump/edit/", change(page, "New."))
    assert "is editing" not in bob.post(BEAT).text


def test_whoever_was_not_heard_of_is_gone_and_begins_again(alice, bob, page):
    alice.post(BEAT)
    long_ago = timezone.now() - timedelta(minutes=5)
    Presence.objects.update(seen=long_ago, since=long_ago)
    assert "is editing" not in bob.post(BEAT).text
    alice.post(BEAT)
    assert Presence.objects.get(user=alice.user).since > long_ago


def test_staying_keeps_the_time_of_coming(alice, page):
    alice.post(BEAT)
    since = Presence.objects.get().since
    alice.post(BEAT)
    assert Presence.objects.get().since == since


def test_a_draft_says_that_its_writer_is_there(alice, bob, page):
    alice.post("/editor/draft/?page=pump", change(page, "New."), headers={"Accept": "application/json"})
    assert "Alice" in bob.post(BEAT).text


def test_nothing_is_locked(alice, bob, page):
    alice.post(BEAT)
    assert bob.post("/articles/pump/edit/", change(page, "New.")).status_code == 302


def test_a_reader_is_told_nothing_and_is_not_there(alice, carol, page):
    alice.post(BEAT)
    assert carol.post(BEAT).status_code == 403
    assert "Alice</bdi> is editing" not in carol.get("/articles/pump/").text
    assert Presence.objects.count() == 1


def test_who_edits_a_hidden_page_is_not_told(alice, bob):
    page = make_article("Merger", audience=make_audience("board", alice.user))
    alice.post(f"/editor/presence/?page={page.slug}")
    hidden = bob.post(f"/editor/presence/?page={page.slug}")
    nothing = bob.post("/editor/presence/?page=nothing-here")
    assert hidden.status_code == nothing.status_code == 404
    assert "Alice" not in hidden.text
