"""The admin is for looking after the site; it opens no side door to what an audience keeps to itself."""

import pytest
from django.contrib.contenttypes.models import ContentType

from articles.models import Article
from kmsite.attachments.models import Attachment
from kmsite.pages.models import Page, Tag
from tests.make import make_article, make_audience


@pytest.fixture
def secret(alice):
    return make_article("Canary", by=alice.user, tags=["canary"], audience=make_audience("Board", alice.user))


@pytest.mark.parametrize("model", [Article, Page, Tag, Attachment])
def test_no_short_cut_tells_an_administrator_the_address_of_what_is_hidden(ada, secret, model):
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    answer = ada.get(f"/admin/r/{kind.pk}/{secret.pk}/")
    assert answer.status_code == 404
    assert "canary" not in str(answer.headers).lower()


def test_lists_of_the_admin_show_nothing_hidden(ada, cleo, secret):
    for somebody in (ada, cleo):
        for address in ("articles/article/", "articles/article/?q=can", "pages/tag/", "pages/tag/?q=can"):
            assert "canary" not in somebody.get(f"/admin/{address}").text.lower()
        for tail in ("change", "history", "delete"):
            there = somebody.get(f"/admin/articles/article/{secret.pk}/{tail}/")
            nowhere = somebody.get(f"/admin/articles/article/987654/{tail}/")
            assert there.status_code == nowhere.status_code


def test_a_person_in_the_admin_has_a_way_to_their_page(ada):
    shown = ada.get(f"/admin/accounts/user/{ada.user.pk}/change/").text
    assert 'href="/people/ada/"' in shown
