"""Fetching a page is the permission check, and what one may not see does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from articles.models import Article
from kmsite.pages.models import Page
from kmsite.pages.permissions import PageMoved, may, page_or_404
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience

NOBODY = AnonymousUser()


@pytest.fixture
def secret(alice):
    return make_article("Merger plan", audience=make_audience("Board", alice.user))


def test_a_reader_may_look_but_not_edit(carol, alice):
    pump = make_article("Pump")
    assert page_or_404(carol.user, Article, "pump") == pump
    with pytest.raises(PermissionDenied):
        page_or_404(carol.user, Article, "pump", to="edit")
    assert page_or_404(alice.user, Article, "pump", to="edit") == pump


def test_a_page_comes_with_its_revision_and_writer_in_one_query(alice, django_assert_num_queries):
    make_article("Pump", by=alice.user)
    with django_assert_num_queries(1):
        page = page_or_404(NOBODY, Article, "pump")
        assert (page.current.number, page.current.by.name) == (1, "Alice")


def test_a_hidden_page_is_answered_exactly_like_none(alice, mallory, secret, django_assert_num_queries):
    assert page_or_404(alice.user, Article, secret.slug) == secret
    page_or_404(mallory.user, Article, make_article("Pump").slug)
    for slug in (secret.slug, "no-such-page"):
        with pytest.raises(Http404) as answer, django_assert_num_queries(2):
            page_or_404(mallory.user, Article, slug, to="edit")
        assert str(answer.value) == ""


def test_the_old_address_of_a_hidden_page_leads_nowhere(alice, mallory, secret):
    old = secret.slug
    moved = editing.revise(secret, base=1, title="Merger", body="", by=alice.user).page
    with pytest.raises(PageMoved) as answer:
        page_or_404(alice.user, Article, old)
    assert answer.value.page == moved
    with pytest.raises(Http404):
        page_or_404(mallory.user, Article, old)


def test_a_page_in_the_trash_is_not_found(alice):
    pump = make_article("Pump")
    Page.objects.update(trashed_at=pump.created_at)
    with pytest.raises(Http404):
        page_or_404(alice.user, Article, "pump")


def test_an_address_that_is_not_exactly_right_is_none(carol):
    make_article("Pump")
    for slug in ("PUMP", "pump-", "pum"):
        with pytest.raises(Http404):
            page_or_404(carol.user, Article, slug)


@pytest.mark.parametrize(
    ("right", "who"),
    [("read", {"carol", "alice", "bob"}), ("edit", {"alice", "bob"}), ("rename", {"bob"}), ("people", set())],
)
def test_a_right_comes_from_the_role(alice, bob, carol, right, who):
    pump = make_article("Pump")
    people = {"alice": alice.user, "bob": bob.user, "carol": carol.user}
    assert {name for name, user in people.items() if may(user, right, pump)} == who
    assert {name for name, user in people.items() if may(user, right)} == who


def test_no_right_reaches_a_page_that_one_may_not_see(alice, bob, secret):
    assert may(alice.user, "edit", secret)
    assert not may(bob.user, "edit", secret)
    assert not may(NOBODY, "read", secret)
