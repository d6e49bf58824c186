"""Odd numbers and stale choices in forms of many hands: an answer, never a failure, and no text lost."""

import time
from urllib.parse import urlencode

import pytest
from django.test import Client

from kmsite.pages.desks import keeping
from kmsite.pages.endings import archiving, removing, trashing
from kmsite.pages.models import HeadingAlias, KeptDraft, Page
from kmsite.pages.readers import audiences
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience

HUGE = "9" * 5000
SUPERSCRIPT = "\u00b2"
MERGE = "/articles/pump/merge/?parent=engine"
WORDS = "An hour of work."
AGREED = {"body": WORDS, "tags": "", "summary": "", "base": "1", "into_base": "1", "key": "k"}


@pytest.fixture
def pumps(bob):
    """Two pages of Bob's."""
    return make_article("Pump", by=bob.user), make_article("Engine", by=bob.user)


def sent(person, address, **fields):
    """Send a form whose names and values may be of any length."""
    kind = "application/x-www-form-urlencoded"
    return person.generic("POST", address, urlencode(fields), content_type=kind)


@pytest.mark.parametrize("number", [HUGE, SUPERSCRIPT, "9" * 30, "-1", ""])
def test_an_order_with_odd_numbers_is_answered(bob, pumps, number):
    for fields in ({"seen": number}, {f"place-{number}": "1"}, {f"place-{pumps[0].pk}": number}):
        assert sent(bob, "/order/", **fields).status_code in {200, 302, 409}


@pytest.mark.parametrize("number", [HUGE, SUPERSCRIPT, "9" * 30, "-1"])
def test_a_form_that_continues_an_odd_number_comes_back(bob, pumps, number):
    answer = sent(bob, "/articles/pump/edit/", title="", body=WORDS, base_revision="1", continues=number)
    assert (answer.status_code, WORDS in answer.text) == (422, True)


@pytest.mark.parametrize("number", [HUGE, SUPERSCRIPT, "9" * 30, "-1"])
def test_an_odd_page_to_write_links_anew_is_none(bob, pumps, number):
    assert sent(bob, "/articles/pump/relink/", page=number).status_code == 200


@pytest.mark.parametrize("address", ["new/", "articles/pump/edit/", "editor/preview/", "editor/changes/"])
def test_a_form_with_an_odd_key_comes_back(bob, pumps, address):
    for key in ("\0", "a\0b", HUGE):
        answer = bob.post(f"/{address}", {"title": "", "body": WORDS, "base_revision": "1", "key": key})
        assert (answer.status_code, WORDS in answer.text) in {(200, True), (422, True)}
        assert bob.post("/editor/draft/", {"body": "", "key": key}).status_code == 302


def test_whoever_leaves_the_text_of_an_unknown_revision_is_asked_again(bob, pumps):
    answer = bob.post(MERGE, {**AGREED, "leave_text": "on", "into_base": "77"})
    assert (answer.status_code, WORDS in answer.text) == (409, True)
    assert Page.objects.live().count() == 2


def gone(page, ada):
    trashing.trash([page], by=ada.user)


def hidden(page, ada):
    audiences.set_audience(page, make_audience("Board", ada.user))


def archived(page, ada):
    archiving.archive(page, by=ada.user)


@pytest.mark.parametrize("meanwhile", [gone, hidden, archived])
@pytest.mark.parametrize("which", [0, 1])
def test_a_text_for_a_merge_that_cannot_be_any_more_is_kept(bob, ada, pumps, which, meanwhile):
    meanwhile(pumps[which], ada)
    assert bob.post(MERGE, AGREED).status_code in {404, 409, 422}
    kept = KeptDraft.objects.get(owner=bob.user)
    assert (kept.fields["body"], bool(kept.reason)) == (WORDS, True)
    assert WORDS in bob.get("/me/recovered/").text


def test_a_text_for_a_merge_survives_the_end_of_the_session_and_of_the_right(bob, pumps):
    away = Client()
    answer = away.post(MERGE, AGREED)
    assert answer.headers["Location"].startswith("/accounts/login/?next=/me/recovered/")
    away.force_login(bob.user)
    assert WORDS in away.get(f"/me/recovered/{KeptDraft.objects.get(owner=None).pk}/").text
    bob.user.groups.clear()
    assert bob.post(MERGE, AGREED).status_code == 403
    assert KeptDraft.objects.get(owner=bob.user).fields["body"] == WORDS


def test_a_text_that_was_merged_waits_nowhere(bob, pumps):
    editing.revise(pumps[0], base=1, body="Changed meanwhile.", by=bob.user)
    assert bob.post(MERGE, AGREED).status_code == 409
    assert KeptDraft.objects.get().fields["body"] == WORDS
    assert bob.post(MERGE, {**AGREED, "base": "2"}).status_code == 302
    assert not KeptDraft.objects.exists()


def test_a_clash_that_came_meanwhile_leaves_the_text_on_the_screen(bob, pumps):
    for page in pumps:
        make_article("Valve", by=bob.user, parent=page)
    answer = bob.post(MERGE, AGREED)
    assert (answer.status_code, WORDS in answer.text) == (409, True)


def test_a_removed_text_leaves_none_of_its_headings_on_the_page(bob, ada, anonymous):
    said = "Words of a section that stay the same."
    page = make_article("Pump", f"# Pump\n\n## Code hunter2\n\n{said}\n", by=bob.user)
    editing.revise(page, base=1, body=f"# Pump\n\n## Access\n\n{said}\n", by=bob.user)
    assert HeadingAlias.objects.filter(old__contains="hunter2").exists()
    removing.remove_text(page, number=1, why="a secret", by=ada.user)
    assert "hunter2" not in anonymous.get("/articles/pump/").text


def test_a_text_that_is_gone_cannot_be_claimed(bob, pumps):
    writing = keeping.Writing.sent({"body": WORDS}, kind="article", page=None)
    draft, _secret = keeping.keep_for_nobody(writing, reason="")
    keeping.discard(draft)
    keeping.claim(draft, by=bob.user)
    assert not KeptDraft.objects.exists()


@pytest.mark.parametrize("text", ["x\n" * 2_000_000, "a b " * 900_000])
def test_a_draft_far_longer_than_a_page_is_shown_soon(bob, pumps, text):
    fields = {"title": "Pump", "body": text, "base_revision": "1", "key": "k"}
    for look in (
        lambda: bob.post("/editor/draft/?page=pump", fields),
        lambda: bob.get(f"/me/recovered/{KeptDraft.objects.get().pk}/"),
        lambda: bob.post("/editor/changes/?page=pump", fields),
    ):
        began = time.process_time()
        assert look().status_code in {200, 302}
        assert time.process_time() - began < 5


def test_a_form_that_another_site_forged_throws_no_draft_away(bob, pumps):
    bob.post("/editor/draft/?page=pump", {"body": WORDS, "key": "mine", "base_revision": "1"})
    draft = KeptDraft.objects.get()
    forging = Client(enforce_csrf_checks=True)
    forging.force_login(bob.user)
    forged = {"body": "Forged.", "key": "mine", "continues": str(draft.pk)}
    assert forging.post("/articles/pump/edit/", forged).status_code == 403
    draft.refresh_from_db()
    assert draft.fields["body"] == WORDS
