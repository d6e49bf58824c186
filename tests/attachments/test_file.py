"""A file at its address: who gets it, and that it can do nothing."""

import pytest

from kmsite.attachments import storage
from kmsite.attachments.attaching import attach
from tests.attachments.samples import HTML, PDF, SVG, picture
from tests.make import make_article, make_audience


@pytest.fixture
def pump_picture(pump_article):
    return attach(pump_article, name="pump.png", content=picture(), by=None)


def attached(page, content, name):
    return attach(page, name=name, content=content, by=None).get_absolute_url()


def test_everybody_sees_a_picture_of_a_public_page(anonymous, pump_picture):
    answer = anonymous.get(f"/files/{pump_picture.pk}/pump.png")
    assert answer.status_code == 200
    assert answer.getvalue() == picture()
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="pump.png"'
    assert answer["Cache-Control"] == "public, max-age=300, must-revalidate"


def test_a_file_can_do_nothing(anonymous, pump_picture):
    answer = anonymous.get(pump_picture.get_absolute_url())
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_asking_for_the_head_gives_the_headers_only(anonymous, pump_picture):
    answer = anonymous.head(pump_picture.get_absolute_url())
    assert (answer.status_code, answer["Content-Length"]) == (200, str(len(picture())))
    assert answer.getvalue() == b""


def test_a_browser_that_has_it_is_told_so(anonymous, pump_picture):
    etag = anonymous.get(pump_picture.get_absolute_url())["ETag"]
    answer = anonymous.get(pump_picture.get_absolute_url(), headers={"if-none-match": etag})
    assert answer.status_code == 304
    assert answer["ETag"] == etag


def test_what_a_signed_in_person_gets_is_kept_by_nobody_else(carol, pump_picture):
    assert carol.get(pump_picture.get_absolute_url())["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_of_a_page_that_one_may_not_see_does_not_exist(method, alice, mallory, anonymous):
    crew = make_audience("Crew", alice.user)
    page = make_article("Secret pump", audience=crew, by=alice.user)
    address = attached(page, picture(), "pump.png")
    mine = alice.get(address)
    assert mine.status_code == 200
    assert mine["Cache-Control"] == "private, no-store"
    assert "ETag" not in mine
    for outsider in (mallory, anonymous):
        hidden, missing = getattr(outsider, method)(address), getattr(outsider, method)("/files/999/pump.png")
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert set(hidden.headers) == set(missing.headers)
        assert hidden.get("Cache-Control") == missing.get("Cache-Control")


def test_the_tag_of_a_copy_opens_no_door(alice, mallory):
    crew = make_audience("Crew", alice.user)
    page = make_article("Secret pump", audience=crew, by=alice.user)
    attachment = attach(page, name="pump.png", content=picture(), by=alice.user)
    tag = f'"{attachment.blob_id}"'
    answer = mallory.get(attachment.get_absolute_url(), headers={"if-none-match": tag})
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["other.png", "pump.png%00", "%F0%9F%92%A9"])
def test_a_file_has_one_name(anonymous, pump_picture, name):
    assert anonymous.get(f"/files/{pump_picture.pk}/{name}").status_code == 404
    assert anonymous.get(f"/files/{pump_picture.pk}/pump.png").status_code == 200


def test_an_id_larger_than_any_is_not_found(anonymous, db):
    assert anonymous.get(f"/files/{10**30}/pump.png").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "type"),
    [
        (HTML, "page.html", "text/plain; charset=utf-8"),
        (HTML, "page.svgz", "text/plain; charset=utf-8"),
        (PDF, "manual.pdf", "application/pdf"),
        (SVG, "drawing.svg", "image/svg+xml"),
        (b"PK\x03\x04", "archive.zip", "application/octet-stream"),
    ],
)
def test_whatever_is_no_raster_image_is_sent_as_a_download(anonymous, pump_article, content, name, type):
    answer = anonymous.get(attached(pump_article, content, name))
    assert answer["Content-Type"] == type
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_a_name_in_any_script_survives_the_way(anonymous, pump_article):
    answer = anonymous.get(attached(pump_article, PDF, 'Pläne "2026"; v=1.pdf'))
    assert answer.status_code == 200
    assert "filename*=utf-8''Pl%C3%A4ne%20%222026%22%3B%20v%3D1.pdf" in answer["Content-Disposition"]


def test_a_file_that_is_gone_from_the_disk_is_not_found(anonymous, pump_picture):
    storage.place(pump_picture.blob_id).unlink()
    assert anonymous.get(pump_picture.get_absolute_url()).status_code == 404


def test_the_folder_of_files_is_never_served(anonymous, pump_picture):
    digest = pump_picture.blob_id
    for address in (f"/media/{digest[:2]}/{digest}", f"/files/{digest}", f"/var/media/{digest[:2]}/{digest}"):
        assert anonymous.get(address).status_code == 404


def test_a_file_costs_two_queries(anonymous, pump_picture, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        anonymous.get(pump_picture.get_absolute_url())
