"""Smaller copies of pictures, and how a page shows them."""

import io

import pytest
from PIL import Image

from kmsite.attachments import storage
from kmsite.attachments.attaching import attach
from kmsite.attachments.widths import WIDTHS
from kmsite.pages.saving import editing
from tests.attachments.samples import PDF, picture
from tests.make import make_article, make_audience


def wide(form="PNG", mode="RGB", **options):
    file = io.BytesIO()
    Image.new(mode, (1000, 400)).save(file, form, **options)
    return file.getvalue()


@pytest.fixture
def wide_picture(pump_article):
    return attach(pump_article, name="wide.png", content=wide(), by=None, description="Wide")


def shown(answer):
    return Image.open(io.BytesIO(answer.getvalue())).size


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_comes_in_each_width_and_is_never_made_larger(anonymous, wide_picture, width):
    answer = anonymous.get(f"/files/{wide_picture.pk}/w{width}/wide.png")
    assert shown(answer)[0] == min(width, 1000)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "public, max-age=300, must-revalidate"


@pytest.mark.parametrize("width", [0, 1, 161, 5_000, 10**12])
def test_other_widths_do_not_exist(anonymous, wide_picture, width):
    assert anonymous.get(f"/files/{wide_picture.pk}/w{width}/wide.png").status_code == 404


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_picture_of_any_colours_is_made_smaller(anonymous, pump_article, mode):
    attachment = attach(pump_article, name="a.png", content=wide(mode=mode), by=None)
    assert shown(anonymous.get(attachment.thumbnail_url)) == (160, 64)


def test_it_is_made_once_and_again_when_it_was_deleted(anonymous, wide_picture):
    address = f"/files/{wide_picture.pk}/w160/wide.png"
    first = anonymous.get(address)
    path = storage.thumbnail_place(wide_picture.blob_id, 160)
    made = path.stat().st_mtime_ns
    anonymous.get(address)
    assert path.stat().st_mtime_ns == made
    path.unlink()
    assert anonymous.get(address).getvalue() == first.getvalue()


def test_a_browser_that_has_it_is_told_so_and_each_width_has_its_tag(anonymous, wide_picture):
    small, large = (anonymous.get(f"/files/{wide_picture.pk}/w{w}/wide.png")["ETag"] for w in (160, 480))
    assert small != large
    answer = anonymous.get(f"/files/{wide_picture.pk}/w160/wide.png", headers={"if-none-match": small})
    assert answer.status_code == 304


def test_a_picture_that_cannot_be_decoded_is_shown_as_it_is(anonymous, wide_picture):
    content = storage.place(wide_picture.blob_id).read_bytes()
    storage.place(wide_picture.blob_id).write_bytes(content[:60])
    assert anonymous.get(f"/files/{wide_picture.pk}/w160/wide.png").getvalue() == content[:60]


def test_what_is_no_picture_has_no_smaller_copy(anonymous, pump_article):
    manual = attach(pump_article, name="manual.pdf", content=PDF, by=None)
    assert anonymous.get(f"/files/{manual.pk}/w160/manual.pdf").getvalue() == PDF


def test_the_list_shows_small_copies(anonymous, wide_picture):
    assert f'src="/files/{wide_picture.pk}/w160/wide.png"' in anonymous.get("/articles/pump/files/").text


def test_a_page_knows_the_size_of_its_pictures(anonymous, pump_article, wide_picture):
    small = attach(pump_article, name="small.png", content=picture(), by=None, description="Small")
    body = f"{wide_picture.markdown}\n\n{small.markdown}"
    editing.revise(pump_article, base=1, body=body, by=None)
    text = anonymous.get("/articles/pump/").text
    id = wide_picture.pk
    assert 'alt="Wide" width="1000" height="400"' in text
    assert f'srcset="/files/{id}/w160/wide.png 160w, /files/{id}/w480/wide.png 480w' in text
    assert f"/files/{id}/wide.png 1000w" in text
    assert 'alt="Small" width="4" height="3" loading="lazy"' in text
    assert text.count("srcset") == 1


def test_a_picture_of_another_page_tells_that_page_nothing(anonymous, alice, pump_article, wide_picture):
    secret = make_article("Secret", audience=make_audience("Crew", alice.user))
    hidden = attach(secret, name="secret.png", content=wide("JPEG"), by=None, description="Hidden")
    make_article("Valve", hidden.markdown)
    text = anonymous.get("/articles/valve/").text
    assert 'alt="Hidden"' in text
    assert "1000" not in text
