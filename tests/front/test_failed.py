"""While the database is away, nobody is told that the fault is theirs, and nobody's words are lost."""

from unittest.mock import patch

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.test import Client

SAVING = "articles.views.create.NewArticleForm.create"
WRITTEN = {"title": "Pump", "body": "Turn <b>slowly</b>.\n", "key": "form-1"}


@pytest.fixture
def writer(alice):
    alice.raise_request_exception = False
    return alice


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, DatabaseError])
def test_a_database_that_is_away_is_said_and_the_words_come_back(writer, error):
    with patch(SAVING, side_effect=error):
        page = writer.post("/new/?parent=hall", WRITTEN)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Turn &lt;b&gt;slowly&lt;/b&gt;." in page.text
    assert '<input type="hidden" name="key" value="form-1">' in page.text
    assert 'action="/new/?parent=hall"' in page.text
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("error", [ValueError, ProgrammingError])
def test_a_fault_of_ours_is_called_a_fault(writer, error):
    with patch(SAVING, side_effect=error):
        page = writer.post("/new/", WRITTEN)
    assert page.status_code == 500
    assert "The fault is ours" in page.text


def test_a_password_is_never_given_back(db):
    stranger = Client(raise_request_exception=False)
    with (
        patch("django.contrib.auth.authenticate", side_effect=OperationalError),
        patch("allauth.account.forms.LoginForm.clean", side_effect=OperationalError),
    ):
        page = stranger.post("/accounts/login/", {"login": "alice", "password": "secret words"})
    assert page.status_code == 503
    assert "secret words" not in page.text
    assert 'href="/accounts/login/"' in page.text


def test_a_page_that_cannot_be_read_now_can_be_tried_again(db):
    stranger = Client(raise_request_exception=False)
    with patch("kmsite.pages.querysets.PageQuerySet.visible_to", side_effect=OperationalError):
        page = stranger.get("/articles/?view=changes")
    assert page.status_code == 503
    assert 'href="/articles/?view=changes"' in page.text
