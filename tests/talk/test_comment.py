"""One comment: editing it, its history, deleting it, settling its thread."""

import pytest

from kmsite.talk import commenting
from kmsite.talk.models import Comment
from tests.make import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(alice, carol):
    return commenting.comment(make_article("Pump", by=alice.user), body="Frist.", by=carol.user)


def test_somebody_mends_their_words_and_everybody_can_see_how(carol, mallory, said):
    assert "Frist." in carol.get(f"/c/{said.pk}/edit/").text
    carol.post(f"/c/{said.pk}/edit/", {"body": "First.", "base": 1})
    assert "edited" in mallory.get("/articles/pump/comments/").text
    history = mallory.get(f"/c/{said.pk}/history/").text
    assert "Frist" in history
    assert "First" in history


def test_an_edit_from_an_older_window_shows_what_it_says_now(carol, said):
    carol.post(f"/c/{said.pk}/edit/", {"body": "Second.", "base": 1})
    answer = carol.post(f"/c/{said.pk}/edit/", {"body": "Third.", "base": 1})
    assert answer.status_code == 409
    assert "Second." in answer.text
    assert "Third." in answer.text
    assert 'name="base" value="2"' in answer.text
    assert Comment.objects.get().body == "Second."


@pytest.mark.parametrize(
    "form", [{}, {"body": "Words."}, {"body": "Words.", "base": "x"}, {"body": "", "base": 1}]
)
def test_an_edit_that_says_nothing_is_refused(carol, said, form):
    assert carol.post(f"/c/{said.pk}/edit/", form).status_code == 422
    assert Comment.objects.get().body == "Frist."


def test_nobody_edits_for_others(ada, said):
    assert ada.get(f"/c/{said.pk}/edit/").status_code == 403


def test_nobody_is_asked_to_answer_what_was_deleted(carol, alice, said):
    here = "/articles/pump/comments/"
    assert "?reply=" in alice.get(here).text
    answer = commenting.comment(said.page, body="Second.", by=alice.user, thread=said)
    commenting.delete(said, by=carol.user)
    assert "?reply=" in alice.get(here).text, "something is still said in this thread"
    commenting.delete(answer, by=alice.user)
    assert "Deleted by" in alice.get(here).text
    assert "?reply=" not in alice.get(here).text
    assert "resolve/" not in alice.get(here).text


def test_a_deletion_leaves_a_trace_and_moderators_may_look(bob, carol, mallory, said):
    assert mallory.post(f"/c/{said.pk}/delete/").status_code == 403
    assert "Delete what" in bob.get(f"/c/{said.pk}/delete/").text
    bob.post(f"/c/{said.pk}/delete/")
    page = mallory.get("/articles/pump/comments/").text
    assert "Deleted by <bdi>Bob</bdi>" in page
    assert "Frist." not in page
    assert mallory.get(f"/c/{said.pk}/history/").status_code == 403
    assert "Frist." in bob.get(f"/c/{said.pk}/history/").text
    assert carol.get(f"/c/{said.pk}/edit/").status_code == 403


def test_a_settled_thread_is_folded_and_says_who(alice, mallory, said):
    assert mallory.post(f"/c/{said.pk}/resolve/").status_code == 403
    alice.post(f"/c/{said.pk}/resolve/")
    page = mallory.get("/articles/pump/comments/").text
    assert "Resolved" in page
    assert "by <bdi>Alice</bdi>" in page
    assert "<details>" in page
    alice.post(f"/c/{said.pk}/reopen/")
    assert "Resolved" not in mallory.get("/articles/pump/comments/").text


def test_nothing_changes_by_looking(alice, said):
    for verb in ("resolve", "reopen"):
        assert alice.get(f"/c/{said.pk}/{verb}/").status_code == 405


@pytest.mark.parametrize("id", ["987654", "99999999999999999999"])
def test_a_comment_that_never_was_is_not_there(carol, id):
    assert carol.get(f"/c/{id}/").status_code == 404
    assert carol.post(f"/c/{id}/edit/", {"body": "x"}).status_code == 404
