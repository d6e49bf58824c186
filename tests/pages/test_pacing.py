"""Limits by role, counted from the ledger: nobody is stopped by accident, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kmsite.pages.counts.pacing import TooFast, refuse_too_fast, standing_of
from kmsite.pages.models import Page
from kmsite.pages.told.ledger import record
from kmsite.settings import BASE_DIR, LIMITS
from tests.make import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_figures(settings):
    settings.LIMITS = LIMITS


def here_for_long(person):
    person.user.date_joined = timezone.now() - timedelta(days=2)
    person.user.save(update_fields=["date_joined"])
    return person


def write(person, count, verb="commented"):
    page = make_article(f"Page {Page.objects.count()}")
    for _ in range(count):
        record(verb, page, person.user)


def test_who_is_new_is_told_apart_by_account_and_saves(alice, bob, carol, cleo):
    assert standing_of(carol.user) == "new"
    assert standing_of(bob.user) == standing_of(cleo.user) == "trusted"
    for number in range(10):
        assert standing_of(alice.user) == "new"
        make_article(f"Article {number}", by=alice.user)
    assert standing_of(alice.user) == "user"
    assert standing_of(here_for_long(carol).user) == "user"


@pytest.mark.parametrize(("action", "verb", "times"), [("comment", "commented", 4), ("rename", "renamed", 2)])
def test_a_newcomer_is_stopped_after_as_many_as_the_figures_say(carol, action, verb, times):
    write(carol, times - 1, verb)
    refuse_too_fast(carol.user, action)
    write(carol, 1, verb)
    with pytest.raises(TooFast) as refused:
        refuse_too_fast(carol.user, action)
    assert 50 <= refused.value.seconds <= 120
    assert "Wait" in refused.value.message


def test_an_editor_may_do_more_and_a_command_anything(bob, carol):
    write(bob, 40)
    refuse_too_fast(bob.user, "comment")
    refuse_too_fast(None, "comment")
    write(here_for_long(carol), 29)
    refuse_too_fast(carol.user, "comment")
    write(carol, 1)
    with pytest.raises(TooFast):
        refuse_too_fast(carol.user, "comment")


def test_what_others_did_and_what_was_long_ago_does_not_count(alice, carol):
    write(alice, 4)
    refuse_too_fast(carol.user, "comment")
    for number in range(4):
        make_article(f"Old {number}", by=alice.user, at=timezone.now() - timedelta(minutes=2))
    refuse_too_fast(alice.user, "create")


def test_a_save_too_many_is_429_and_the_form_keeps_the_text(alice):
    for number in range(4):
        make_article(f"Article {number}", by=alice.user)
    form = {"title": "The fifth", "body": "Words worth keeping.", "key": "k"}
    refused = alice.post("/new/", form)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    shown = refused.content.decode()
    assert "Words worth keeping." in shown
    assert "too many in a short time" in shown
    assert not Page.objects.filter(title="The fifth").exists()
    assert "Retry-After" not in alice.get("/articles/").headers


def test_changing_restoring_and_renaming_are_counted_too(alice, bob):
    page = make_article("Pump", by=alice.user)
    for number in range(7):
        make_article(f"Article {number}", by=alice.user)
    sent = {"title": "Pump", "body": "Changed words.", "base_revision": "1", "key": "k"}
    refused = alice.post(f"/articles/{page.slug}/edit/", sent)
    assert (refused.status_code, "Changed words." in refused.content.decode()) == (429, True)
    write(bob, 30, "renamed")
    refused = bob.post(f"/articles/{page.slug}/move/", {"title": "Valve", "seen": ""})
    assert refused.status_code in {200, 409, 422}, "nothing is done before it was confirmed"


def test_a_file_too_many_is_refused(alice):
    page = make_article("Pump", by=alice.user)
    write(alice, 8, "file_added")
    sent = {"file": SimpleUploadedFile("pump.txt", b"How it works."), "description": "A note"}
    assert alice.post(f"/articles/{page.slug}/files/", sent).status_code == 429


def test_the_figures_are_those_that_were_promised_and_each_is_written_down():
    megabyte = 1024**2
    promised = {
        "edit": [(8, 60), (90, 60), (300, 60)],
        "create": [(4, 60), (20, 60), (100, 60)],
        "rename": [(2, 120), (8, 60), (30, 60)],
        "upload": [(8, 60), (30, 60), None],
        "bytes": [(100 * megabyte, 3600), (1024 * megabyte, 3600), None],
        "comment": [(4, 60), (30, 60), None],
        "preview": [(20, 60), (60, 60), None],
        "search": [(30, 60), (120, 60), None],
        "export": [(0, 3600), (2, 3600), (10, 3600)],
        "import": [(0, 3600), (2, 3600), (10, 3600)],
    }
    figures = {what: [LIMITS[what].get(who) for who in ("new", "user", "trusted")] for what in promised}
    assert figures == promised
    written = (BASE_DIR / "docs/permissions.md").read_text()
    assert [action for action in LIMITS if f"`{action}`" not in written] == []
