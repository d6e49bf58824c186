"""Where a file is used, taking it away, and collecting what nobody needs: no text loses its picture."""

import io
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kmsite.attachments import collecting, storage
from kmsite.attachments.attaching import attach
from kmsite.attachments.collecting import collect
from kmsite.attachments.integrity import violations
from kmsite.attachments.models import Attachment, Blob
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import LedgerEntry
from kmsite.pages.saving import editing
from tests.attachments.samples import picture
from tests.make import make_article, make_audience


@pytest.fixture
def pump_picture(pump_article, alice):
    return attach(pump_article, name="pump.png", content=picture(), by=alice.user, description="A pump")


@pytest.fixture
def crew(alice):
    return make_audience("Crew", alice.user)


def days_pass(days=1.1):
    """Let everything that waits for its time have waited."""
    earlier = timedelta(days=days)
    for blob in Blob.objects.exclude(unused_since=None):
        Blob.objects.filter(pk=blob.pk).update(unused_since=blob.unused_since - earlier)
    for attachment in Attachment.objects.exclude(removed_at=None):
        Attachment.objects.filter(pk=attachment.pk).update(removed_at=attachment.removed_at - earlier)


def delete(person, attachment):
    return person.post(f"/files/{attachment.pk}/delete/", follow=True)


def test_a_file_tells_which_pages_use_it(anonymous, alice, pump_picture, crew):
    make_article("Valve", pump_picture.markdown)
    make_article("Secret valve", pump_picture.markdown, audience=crew)
    make_article("Nothing to do with it", "Words.")
    seen, all_seen = (who.get(f"/files/{pump_picture.pk}/").text for who in (anonymous, alice))
    assert "Valve" in seen
    assert "Secret valve" not in seen
    assert "Nothing to do with it" not in seen
    assert "Secret valve" in all_seen
    assert "on 1 page" in anonymous.get("/articles/pump/files/").text
    assert "on 2 pages" in alice.get("/articles/pump/files/").text


def test_only_the_present_text_counts(anonymous, alice, pump_picture):
    page = make_article("Valve", pump_picture.markdown)
    editing.revise(page, base=1, body="Without.", by=alice.user)
    assert "No page uses this file at the moment." in anonymous.get(f"/files/{pump_picture.pk}/").text


def test_an_unused_file_is_deleted_and_its_address_answers_nothing(
    bob, anonymous, pump_article, pump_picture
):
    assert "Delete" in bob.get(f"/files/{pump_picture.pk}/delete/").text
    answer = delete(bob, pump_picture)
    assert "pump.png is deleted." in answer.text
    assert "Nothing is attached to this page yet." in answer.text
    for address in ("", "pump.png", "v1/pump.png", "w160/pump.png"):
        assert anonymous.get(f"/files/{pump_picture.pk}/{address}").status_code == 404
    deed = LedgerEntry.objects.get(verb=LedgerEntry.Verb.FILE_REMOVED)
    assert (deed.by, deed.page_id, deed.about["name"]) == (bob.user, pump_article.pk, "pump.png")
    assert list(violations()) == []


def test_a_used_file_is_not_deleted_and_the_pages_are_named(bob, anonymous, pump_picture):
    make_article("Valve", pump_picture.markdown)
    answer = delete(bob, pump_picture)
    assert answer.status_code == 409
    assert "This file is still in use." in answer.text
    assert "Valve" in answer.text
    assert anonymous.get(pump_picture.get_absolute_url()).status_code == 200


def test_a_page_that_one_may_not_see_is_not_betrayed_and_keeps_its_picture(bob, alice, pump_picture, crew):
    make_article("Secret valve", pump_picture.markdown, audience=crew)
    assert "Secret" not in bob.get(f"/files/{pump_picture.pk}/delete/").text
    assert "pump.png is deleted." in delete(bob, pump_picture).text
    assert bob.get(pump_picture.get_absolute_url()).status_code == 404
    days_pass()
    collect()
    assert alice.get(pump_picture.get_absolute_url()).getvalue() == picture()


def test_a_page_in_the_trash_comes_back_with_its_picture(bob, anonymous, pump_picture):
    page = make_article("Valve", pump_picture.markdown)
    trash([page], by=bob.user)
    assert "pump.png is deleted." in delete(bob, pump_picture).text
    days_pass()
    collect()
    assert Attachment.objects.filter(pk=pump_picture.pk).exists()
    assert anonymous.get(pump_picture.get_absolute_url()).status_code == 404


def test_who_attached_a_file_may_delete_it_and_other_authors_may_not(alice, carol, cleo, pump_picture):
    for other in (carol, cleo):
        assert other.get(f"/files/{pump_picture.pk}/delete/").status_code == 403
        assert delete(other, pump_picture).status_code == 403
    assert "pump.png is deleted." in delete(alice, pump_picture).text


def test_bytes_go_a_day_after_the_last_reference_and_not_before(bob, pump_picture):
    blob = pump_picture.blob_id
    delete(bob, pump_picture)
    collect()
    assert storage.holds(blob, len(picture())), "the file was removed a moment ago"
    days_pass()
    collect()
    assert not Attachment.objects.exists()
    assert storage.holds(blob, len(picture())), "only now its bytes are without a reference"
    days_pass()
    assert collect().blobs == 1
    assert not Blob.objects.exists()
    assert not storage.place(blob).exists()
    assert list(violations()) == []


def test_a_rehearsal_deletes_nothing(bob, pump_picture):
    delete(bob, pump_picture)
    days_pass()
    said = io.StringIO()
    call_command("collect_files", "--dry-run", stdout=said)
    assert "1 removed files" in said.getvalue()
    assert Attachment.objects.exists()


def test_what_is_attached_again_in_time_stays(bob, pump_article, pump_picture):
    delete(bob, pump_picture)
    days_pass()
    collect()
    again = attach(pump_article, name="again.png", content=picture(), by=bob.user)
    days_pass()
    assert collect().blobs == 0
    assert bob.get(again.get_absolute_url()).getvalue() == picture()


def test_a_file_that_a_crash_left_without_a_row_is_collected(pump_picture, media_root):
    stray = "ab" + "0" * 62
    storage.keep(stray, b"half a thought")
    assert collect().strays == 0, "it may still be on its way"
    long_ago = time.time() - 2 * 86_400
    for path in (storage.place(stray), storage.place(pump_picture.blob_id)):
        os.utime(path, (long_ago, long_ago))
    assert collect().strays == 1
    assert not storage.place(stray).exists()
    assert storage.place(pump_picture.blob_id).exists()


def test_what_should_have_been_collected_is_named(pump_picture, bob):
    delete(bob, pump_picture)
    Attachment.objects.all().delete()
    Blob.objects.update(unused_since=timezone.now() - timedelta(days=3))
    assert list(violations()) == [f"file {pump_picture.blob_id} is unused and should have been collected"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_attaches_while_it_is_collected_loses_nothing(bob, monkeypatch):
    pages = [make_article(f"Page {n}") for n in range(6)]
    monkeypatch.setattr(collecting, "GRACE", timedelta(0))
    for turn in range(8):
        content = picture(size=(turn + 1, 7))
        attach(pages[0], name="old.png", content=content, by=None).delete()
        collect()
        start = Barrier(len(pages))

        def act(n, content=content, start=start):
            start.wait(30)
            try:
                return collect() if n % 2 else attach(pages[n], name="new.png", content=content, by=None)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(pages)) as pool:
            list(pool.map(act, range(len(pages))))
        assert Attachment.objects.filter(name="new.png").count() == 3
        assert list(violations()) == []
        Attachment.objects.all().delete()
