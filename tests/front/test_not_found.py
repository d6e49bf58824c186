"""Addresses that lead nowhere, or nowhere for this person."""

import re

import pytest

from kmsite.pages.endings import trashing
from kmsite.pages.models import Page
from kmsite.views.not_found import title_of
from tests.make import make_article, make_audience


def shape(page):
    """The bytes of a page without what differs between any two answers."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text)


def test_an_unknown_address_offers_near_titles_and_search(anonymous, alice):
    make_article(title="Knowledge audit", body="Ask.", by=alice.user)
    page = anonymous.get("/articles/knowlege-audit/")
    assert page.status_code == 404
    assert "There is no page called “Knowlege audit”" in page.text
    assert 'href="/articles/knowledge-audit/"' in page.text
    assert "Create it" not in page.text


def test_who_may_write_can_create_the_missing_page(alice, carol):
    assert 'href="/new/?title=Knowledge%20map"' in alice.get("/articles/knowledge-map/").text
    assert "/new/?title=" not in carol.get("/articles/knowledge-map/").text


def test_a_hidden_page_answers_exactly_like_one_that_never_was(mallory, anonymous, alice):
    insiders = make_audience("Insiders", alice.user)
    hidden = make_article(title="Secret plan", body="Hush", by=alice.user, audience=insiders)
    assert alice.get(f"/articles/{hidden.slug}/").status_code == 200
    for somebody in (mallory, anonymous):
        for tail in ("", "edit/", "history/", "history/1/"):
            there = somebody.get(f"/articles/{hidden.slug}/{tail}")
            nowhere = somebody.get(f"/articles/{hidden.slug[::-1]}/{tail}")
            assert there.status_code == nowhere.status_code
            assert there.headers.keys() == nowhere.headers.keys()
            if there.status_code == 404:
                words = title_of(f"/articles/{hidden.slug}/"), title_of(f"/articles/{hidden.slug[::-1]}/")
                assert shape(there).replace(words[0], "") == shape(nowhere).replace(words[1], "")
            assert "Hush" not in there.text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/articles/knowledge-map/", "Knowledge map"),
        ("/articles/knowledge-map/edit/", "Knowledge map"),
        ("/articles/knowledge-map.md", "Knowledge map"),
        ("/articles/%E7%9F%A5%E8%AF%86/", "知识"),
        ("/tags/none/", ""),
        ("/articles/", ""),
        ("/articles/--/", ""),
    ],
)
def test_the_title_is_guessed_from_the_address_of_an_article(path, title):
    assert title_of(path) == title


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/articles/<script>alert(1)</script>/", "/%00", "/articles/%ff/"]
)
def test_odd_addresses_are_answered_calmly(anonymous, path):
    page = anonymous.get(path)
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_who_may_bring_back_is_told_that_the_page_is_in_the_trash(alice, bob):
    pump = make_article(title="Pump", by=alice.user)
    trashing.trash([pump], by=bob.user)
    told = bob.get("/articles/pump/")
    assert told.status_code == 404
    assert f'href="/trash/{Page.objects.get(pk=pump.pk).trash}/?page={pump.pk}"' in told.text
    assert "is in the trash" not in alice.get("/articles/pump/").text


def test_the_trash_is_silent_about_what_an_editor_may_not_read(alice, bob):
    plan = make_article(title="Plan", by=alice.user, audience=make_audience("Insiders", alice.user))
    trashing.trash([plan], by=None)
    assert "is in the trash" not in bob.get(plan.get_absolute_url()).text
