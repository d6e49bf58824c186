"""Saying what an image shows: when it is attached, later, and where a text has forgotten to."""

import pytest

from kmsite.attachments.attaching import attach
from kmsite.attachments.models import Attachment
from tests.attachments.samples import picture, upload

FETCH = {"x-requested-with": "fetch"}


@pytest.fixture
def pump_picture(pump_article):
    return attach(pump_article, name="pump.png", content=picture(), by=None)


def preview(person, body):
    form = {"title": "Pump", "body": body, "base": 1}
    return person.post("/editor/preview/?page=pump", form, headers=FETCH).text


def test_a_decorative_image_needs_no_words(alice, pump_article):
    form = {"file": upload(picture()), "is_decorative": "on"}
    answer = alice.post("/articles/pump/files/", form, headers={"accept": "application/json"})
    assert answer.json()["markdown"] == f"![](/files/{Attachment.objects.get().pk}/pump.png)"


def test_a_document_needs_no_words(alice, pump_article):
    alice.post("/articles/pump/files/", {"file": upload(b"words", "notes.txt")})
    assert Attachment.objects.get().name == "notes.txt"


def test_the_description_may_be_changed_later(alice, pump_picture):
    assert "No description yet" in alice.get("/articles/pump/files/").text
    answer = alice.post(f"/files/{pump_picture.pk}/describe/", {"description": "A pump"}, follow=True)
    assert "The description is saved." in answer.text
    assert f"![A pump](/files/{pump_picture.pk}/pump.png)" in answer.text


def test_an_image_is_not_left_without_words(alice, pump_picture):
    answer = alice.post(f"/files/{pump_picture.pk}/describe/", {"description": " "})
    assert answer.status_code == 422
    assert "Say what the image shows, or mark it as decorative." in answer.text


def test_a_reader_describes_nothing(carol, pump_picture):
    assert carol.post(f"/files/{pump_picture.pk}/describe/", {"description": "A pump"}).status_code == 403


def test_a_preview_counts_the_images_without_words(alice, pump_picture):
    address = pump_picture.get_absolute_url()
    told = preview(alice, f"![]({address})\n\n![pump.png]({address})\n\n![A pump]({address})")
    assert "2 images have no description" in told
    assert "One image has no description" in preview(alice, f"![]({address})")
    assert "no description" not in preview(alice, f"![A pump]({address})")


def test_a_preview_asks_for_no_words_of_a_decorative_image(alice, pump_picture):
    Attachment.objects.update(is_decorative=True)
    assert "no description" not in preview(alice, f"![]({pump_picture.get_absolute_url()})")
