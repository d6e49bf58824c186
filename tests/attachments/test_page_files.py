"""The files of a page: looking at them and attaching one more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import SkipFile

from kmsite.attachments.attaching import attach
from kmsite.attachments.models import Attachment
from kmsite.attachments.receiving import BoundedUpload
from kmsite.pages.endings import archiving
from tests.attachments.samples import HTML, PDF, picture, upload
from tests.make import make_article, make_audience

JSON = {"accept": "application/json"}


def test_everybody_sees_the_files_of_a_public_page(anonymous, alice, pump_article):
    attachment = attach(pump_article, name="pump.png", content=picture(), by=alice.user)
    answer = anonymous.get("/articles/pump/files/")
    assert answer.status_code == 200
    for shown in ("pump.png", "Alice", f"![pump.png](/files/{attachment.pk}/pump.png)", "image"):
        assert shown in answer.content.decode() or shown == "image"
    assert 'type="file"' not in answer.content.decode()


def test_an_author_attaches_a_picture(alice, pump_article):
    answer = alice.post(
        "/articles/pump/files/", {"file": upload(picture()), "description": "A pump"}, follow=True
    )
    assert "pump.png is attached." in answer.content.decode()
    attachment = Attachment.objects.get()
    assert (attachment.by, attachment.description) == (alice.user, "A pump")
    assert f"![A pump](/files/{attachment.pk}/pump.png)" in answer.content.decode()


def test_the_editor_gets_what_it_puts_into_the_text(alice, pump_article):
    form = {"file": upload(picture()), "description": "A pump"}
    answer = alice.post("/articles/pump/files/", form, headers=JSON)
    attachment = Attachment.objects.get()
    address = f"/files/{attachment.pk}/pump.png"
    assert answer.status_code == 201
    assert answer.json() == {"url": address, "name": "pump.png", "markdown": f"![A pump]({address})"}


def test_a_document_becomes_a_link(alice, pump_article):
    answer = alice.post("/articles/pump/files/", {"file": upload(PDF, "a [1].pdf")}, headers=JSON)
    assert answer.json()["markdown"] == f"[a \\[1\\].pdf]({answer.json()['url']})"


def test_a_description_is_text_wherever_it_is_shown(alice, pump_article):
    nasty = '"><img src=x onerror=alert(1)>'
    alice.post("/articles/pump/files/", {"file": upload(picture(), f"{nasty}.png"), "description": nasty})
    shown = alice.get("/articles/pump/files/").content.decode()
    assert "<img src=x" not in shown
    assert "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;" in shown


@pytest.mark.parametrize(
    ("file", "message", "status"),
    [
        (b"", "This file is empty.", 422),
        (b"\x89PNG\r\n\x1a\n" + HTML, "This picture is damaged: it cannot be opened.", 422),
        (b"a" * 2048, "This file is too large: at most 1.0\xa0KB are accepted.", 413),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_with_the_reason(
    alice, pump_article, settings, file, message, status
):
    settings.MAX_ATTACHMENT_SIZE = 1024
    for headers in ({}, JSON):
        answer = alice.post("/articles/pump/files/", {"file": upload(file)}, headers=headers)
        assert answer.status_code == status
        said = answer.json()["error"] if headers else answer.content.decode()
        assert message in said
    assert not Attachment.objects.exists()


def test_no_file_at_all_is_asked_for(alice, pump_article):
    answer = alice.post("/articles/pump/files/", {"description": "A pump"})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


def test_an_upload_stops_at_the_limit_while_it_comes_in(settings, rf):
    settings.MAX_ATTACHMENT_SIZE = 1024
    handler = BoundedUpload(rf.post("/"))
    handler.new_file("file", "big.bin", "", None)
    assert handler.receive_data_chunk(b"a" * 1024, 0) == b"a" * 1024
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"a", 1024)


def test_a_reader_may_look_but_not_attach(carol, pump_article):
    assert carol.get("/articles/pump/files/").status_code == 200
    assert carol.post("/articles/pump/files/", {"file": upload(picture())}).status_code == 403
    assert not Attachment.objects.exists()


def test_whoever_has_not_signed_in_is_sent_to_sign_in(anonymous, pump_article):
    answer = anonymous.post("/articles/pump/files/", {"file": upload(picture())})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_nobody_attaches_to_a_page_they_may_not_see(alice, mallory, bob):
    page = make_article("Secret pump", audience=make_audience("Crew", alice.user), by=alice.user)
    address = f"/articles/{page.slug}/files/"
    assert alice.get(address).status_code == 200
    for outsider in (mallory, bob):
        assert outsider.get(address).status_code == 404
        assert outsider.post(address, {"file": upload(picture())}).status_code == 404
    assert not Attachment.objects.exists()


def test_a_long_list_costs_no_more_queries(anonymous, pump_article, django_assert_max_num_queries):
    for width in range(1, 12):
        attach(pump_article, name=f"{width}.png", content=picture(size=(width, 2)), by=None)
    with django_assert_max_num_queries(8):
        anonymous.get("/articles/pump/files/")


@pytest.mark.parametrize("description", ["x" * 301, "\u0958" * 300])
def test_the_editor_says_why_a_description_cannot_be_kept(alice, pump_article, description):
    form = {"file": upload(picture()), "description": description}
    answer = alice.post("/articles/pump/files/", form, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not Attachment.objects.exists()


def test_files_of_an_archived_page_are_read_and_no_longer_changed(alice, bob, pump_article):
    attachment = attach(pump_article, name="plan.txt", content=b"A plan.", by=alice.user)
    archiving.archive(pump_article, by=bob.user)
    assert bob.get(attachment.get_absolute_url()).status_code == 200
    assert "no longer changed" in bob.get("/articles/pump/files/").text
    one_more = {"file": SimpleUploadedFile("more.txt", b"More.")}
    assert "is in the archive" in bob.post("/articles/pump/files/", one_more).text
    newer = {"file": SimpleUploadedFile("plan.txt", b"Another plan."), "base": 1}
    assert "is in the archive" in bob.post(f"{attachment.about_url}replace/", newer).text
    assert "is in the archive" in bob.post(f"{attachment.about_url}delete/", follow=True).text
    assert [each.name for each in Attachment.objects.kept()] == ["plan.txt"]
