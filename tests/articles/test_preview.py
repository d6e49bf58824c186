"""Looking before saving, with JavaScript and without."""

import pytest

from articles.models import Article
from tests.articles.writing import change, new
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


def test_a_preview_without_javascript_shows_the_text_and_the_whole_form(alice):
    response = alice.post("/editor/preview/", new("Pump", "It is *new*.", tags="water", summary="Begin"))
    page = response.content.decode()
    assert "<em>new</em>" in page
    for kept in ("It is *new*.", 'value="Pump"', 'value="water"', 'value="Begin"', 'action="/new/"'):
        assert kept in page
    assert not Article.objects.exists()


def test_a_preview_of_a_change_leads_back_to_the_page(alice):
    page = make_article("Pump", by=alice.user)
    shown = alice.post("/editor/preview/?page=pump", change(page, "It is *new*.")).content.decode()
    assert "<em>new</em>" in shown
    assert 'action="/articles/pump/edit/"' in shown
    assert 'name="base_revision" value="1"' in shown
    assert page.revisions.count() == 1


def test_the_editor_fetches_the_text_alone(alice):
    response = alice.post("/editor/preview/", new(body="It is *new*."), headers=FETCH)
    assert response.content.decode().strip() == "<p>It is <em>new</em>.</p>"


def test_a_preview_links_what_is_there_and_offers_to_create_what_is_not(alice, bob):
    make_article("Valve")
    make_article("Merger", audience=make_audience("board", bob.user))
    shown = alice.post(
        "/editor/preview/", new(body="[[Valve]] [[Tap]] [[Merger]]"), headers=FETCH
    ).content.decode()
    assert 'href="/articles/valve/"' in shown
    assert 'href="/new/?title=Tap"' in shown
    assert 'href="/new/?title=Merger"' in shown


def test_a_refused_text_says_why(alice):
    response = alice.post("/editor/preview/", new(body="x" * (256 * 1024 + 1)), headers=FETCH)
    assert response.status_code == 422
    assert "banner" in response.content.decode()


def test_changes_are_shown_word_by_word_and_nothing_is_lost(alice):
    page = make_article("Pump", "Wait a minute.\n", by=alice.user)
    form = change(page, "Wait a while.\r\n", summary="Longer")
    shown = alice.post("/editor/changes/?page=pump", form).content.decode()
    assert "<del>minute</del>" in shown
    assert "<ins>while</ins>" in shown
    assert "Longer" in shown
    fetched = alice.post("/editor/changes/?page=pump", form, headers=FETCH).content.decode()
    assert "<ins>while</ins>" in fetched
    assert "<form" not in fetched


def test_no_changes_are_said_to_be_none(alice):
    page = make_article("Pump", "Wait a minute.\n", by=alice.user)
    shown = alice.post("/editor/changes/?page=pump", change(page, "Wait a minute.\r\n")).content.decode()
    assert "There is no difference." in shown


@pytest.mark.parametrize("path", ["/editor/preview/", "/editor/changes/"])
def test_only_writers_look_at_drafts_and_only_by_post(path, alice, carol, anonymous):
    assert alice.get(path).status_code == 405
    assert carol.post(path, new()).status_code == 403
    assert anonymous.post(path, new())["Location"].startswith("/accounts/login/")


def test_a_page_that_one_may_not_see_cannot_be_previewed(alice, mallory, bob):
    slug = make_article("Merger", audience=make_audience("board", bob.user)).slug
    assert alice.post(f"/editor/preview/?page={slug}", new()).status_code == 404
    assert bob.post(f"/editor/preview/?page={slug}", new()).status_code == 200
