"""Versions of a file: the address stays, nothing is lost, and what was before can be had again."""

import pytest
from django.core.management import call_command

from kmsite.attachments import storage
from kmsite.attachments.attaching import attach, look_at
from kmsite.attachments.integrity import violations
from kmsite.attachments.models import Version
from kmsite.attachments.refusing import FileGone
from kmsite.attachments.replacing import replace, restore
from kmsite.pages.models import LedgerEntry, Shown
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.attachments.samples import PDF, picture, upload
from tests.make import make_audience

OLD, NEW, OTHER = picture(size=(4, 3)), picture(size=(5, 3)), picture(size=(6, 3))


@pytest.fixture
def pump_picture(pump_article, alice):
    return attach(pump_article, name="pump.png", content=OLD, by=alice.user, description="A pump")


def replacement(content=NEW, base=1, **fields):
    return {"file": upload(content), "base": base, **fields}


def test_an_author_replaces_a_picture_and_its_address_stays(alice, anonymous, pump_picture):
    address = pump_picture.get_absolute_url()
    answer = alice.post(f"/files/{pump_picture.pk}/replace/", replacement(note="Sharper"), follow=True)
    assert "This is version 2 now." in answer.text
    assert "Sharper" in answer.text
    assert anonymous.get(address).getvalue() == NEW
    assert anonymous.get(f"/files/{pump_picture.pk}/v1/pump.png").getvalue() == OLD
    assert anonymous.get(f"/files/{pump_picture.pk}/v2/pump.png").getvalue() == NEW
    assert anonymous.get(f"/files/{pump_picture.pk}/v3/pump.png").status_code == 404
    assert list(violations()) == []


def test_it_stands_in_the_ledger_and_its_page_is_shown_anew(alice, pump_article, pump_picture):
    before = Shown.objects.get(page=pump_article).version
    alice.post(f"/files/{pump_picture.pk}/replace/", replacement())
    deed = LedgerEntry.objects.get(verb=LedgerEntry.Verb.FILE_REPLACED)
    assert (deed.by, deed.page_id) == (alice.user, pump_article.pk)
    assert deed.about == {"file": pump_picture.pk, "name": "pump.png", "version": 2}
    assert Shown.objects.get(page=pump_article).version > before


def test_of_two_who_replace_at_once_both_are_kept(alice, bob, anonymous, pump_picture):
    alice.post(f"/files/{pump_picture.pk}/replace/", replacement())
    answer = bob.post(f"/files/{pump_picture.pk}/replace/", replacement(OTHER), follow=True)
    assert "Somebody else replaced this file meanwhile." in answer.text
    assert "yours is version 3, theirs is version 2" in answer.text
    assert anonymous.get(f"/files/{pump_picture.pk}/v2/pump.png").getvalue() == NEW
    assert anonymous.get(pump_picture.get_absolute_url()).getvalue() == OTHER


def test_the_same_content_again_is_no_version(alice, pump_picture):
    answer = alice.post(f"/files/{pump_picture.pk}/replace/", replacement(OLD), follow=True)
    assert "Nothing was different" in answer.text
    assert Version.objects.count() == 1


def test_an_older_version_becomes_the_newest_again(alice, anonymous, pump_picture):
    replace(pump_picture, look_at(NEW), base=1, by=alice.user)
    answer = alice.post(f"/files/{pump_picture.pk}/v1/restore/", follow=True)
    assert "This is version 3 now." in answer.text
    assert anonymous.get(pump_picture.get_absolute_url()).getvalue() == OLD
    assert list(Version.objects.order_by("number").values_list("number", "note")) == [
        (1, ""),
        (2, ""),
        (3, "Version 1 again"),
    ]
    assert sum(path.is_file() for path in storage.place("aa").parent.parent.rglob("*")) == 2


def test_a_version_that_never_was_is_not_restored(alice, pump_picture):
    assert alice.post(f"/files/{pump_picture.pk}/v7/restore/").status_code == 404


def test_a_picture_is_not_replaced_by_something_else(alice, pump_picture):
    manual = {"file": upload(PDF, "manual.pdf"), "base": 1}
    answer = alice.post(f"/files/{pump_picture.pk}/replace/", manual)
    assert answer.status_code == 422
    assert "can only be replaced by an image" in answer.text
    assert Version.objects.count() == 1


def test_a_refused_replacement_says_why_and_keeps_the_note(alice, pump_picture):
    answer = alice.post(f"/files/{pump_picture.pk}/replace/", replacement(b"", note="Sharper"))
    assert answer.status_code == 422
    assert "This file is empty." in answer.text
    assert 'value="Sharper"' in answer.text


def test_a_reader_may_look_at_versions_but_not_replace(carol, pump_picture):
    shown = carol.get(f"/files/{pump_picture.pk}/").text
    assert "Version 1" in shown
    assert "replace/" not in shown
    assert carol.get(f"/files/{pump_picture.pk}/replace/").status_code == 403
    assert carol.post(f"/files/{pump_picture.pk}/replace/", replacement()).status_code == 403
    assert carol.post(f"/files/{pump_picture.pk}/v1/restore/").status_code == 403


def test_whoever_lost_sight_of_the_page_meanwhile_replaces_nothing(alice, bob, pump_article, pump_picture):
    set_audience(pump_article, make_audience("Crew", bob.user))
    with pytest.raises(FileGone):
        replace(pump_picture, look_at(NEW), base=1, by=alice.user)
    assert restore(pump_picture, number=1, by=bob.user).outcome == "unchanged"


def test_old_revisions_of_a_page_go_on_showing_the_file(alice, pump_article, pump_picture):
    editing.revise(pump_article, base=1, body=pump_picture.markdown, by=alice.user)
    editing.revise(pump_article, base=2, body="Gone.", by=alice.user)
    replace(pump_picture, look_at(NEW), base=1, by=alice.user)
    assert pump_picture.get_absolute_url() in alice.get("/articles/pump/history/2/").text


def test_the_page_of_a_file_says_what_it_shows_and_how_large_it_is(anonymous, pump_picture):
    shown = anonymous.get(f"/files/{pump_picture.pk}/").text
    for told in (
        "pump.png",
        "A pump",
        "4 \N{MULTIPLICATION SIGN} 3",
        "Alice",
        f"![A pump](/files/{pump_picture.pk}/pump.png)",
    ):
        assert told in shown


def test_a_long_history_of_versions_costs_no_more_queries(
    alice, anonymous, pump_picture, django_assert_max_num_queries
):
    for number in range(1, 12):
        replace(pump_picture, look_at(picture(size=(number, 9))), base=number, by=alice.user)
    with django_assert_max_num_queries(8):
        anonymous.get(f"/files/{pump_picture.pk}/")


def test_sizes_of_older_pictures_are_noted_by_rebuild(pump_picture):
    blob = pump_picture.blob
    blob.width = blob.height = blob.frames = None
    blob.save()
    call_command("rebuild")
    blob.refresh_from_db()
    assert (blob.width, blob.height, blob.frames) == (4, 3, 1)
