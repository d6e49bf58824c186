"""Attaching: what is kept, under which name, and what is refused."""

import hashlib
import io
import struct
import zlib

import pytest
from django.db import transaction
from PIL import Image

from kmsite.attachments import storage
from kmsite.attachments.attaching import FileRefused, attach, attach_kept, look_at, new_id
from kmsite.attachments.models import Attachment, Blob
from kmsite.attachments.names import clean_name
from kmsite.attachments.sniffing import sniff
from tests.attachments.samples import HTML, PDF, SVG, photograph, picture
from tests.make import make_article


def test_a_file_lies_under_its_hash_and_nowhere_else(pump_article, media_root):
    content = picture()
    attach(pump_article, name="../../pump.png", content=content, by=None)
    digest = hashlib.sha256(content).hexdigest()
    assert [p.relative_to(media_root).as_posix() for p in media_root.rglob("*") if p.is_file()] == [
        f"{digest[:2]}/{digest}"
    ]
    assert storage.place(digest).read_bytes() == content


def test_the_same_content_twice_on_a_page_is_one_attachment(pump_article):
    first = attach(pump_article, name="one.png", content=picture(), by=None)
    again = attach(pump_article, name="two.png", content=picture(), by=None)
    assert (again.pk, again.name) == (first.pk, "one.png")


def test_the_same_content_on_two_pages_is_kept_once(pump_article, media_root):
    attach(pump_article, name="one.png", content=picture(), by=None)
    attach(make_article("Valve"), name="two.png", content=picture(), by=None)
    assert Attachment.objects.count() == 2
    assert Blob.objects.count() == 1
    assert sum(path.is_file() for path in media_root.rglob("*")) == 1


def test_a_lost_file_is_written_again_when_somebody_attaches_it_again(pump_article):
    attachment = attach(pump_article, name="one.png", content=picture(), by=None)
    storage.place(attachment.blob_id).unlink()
    attach(make_article("Valve"), name="two.png", content=picture(), by=None)
    assert storage.holds(attachment.blob_id, len(picture()))


def test_a_text_may_name_a_file_before_it_is_attached(pump_article):
    id = new_id()
    attachment = attach_kept(pump_article, look_at(picture()), name="pump.png", by=None, id=id)
    assert attachment.get_absolute_url() == f"/files/{id}/pump.png"


def test_a_full_disk_leaves_no_row_and_no_scrap(pump_article, media_root, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"), transaction.atomic():
        attach(pump_article, name="pump.png", content=picture(), by=None)
    assert not Attachment.objects.exists()
    assert not Blob.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_does_not_tell_where_it_was_taken(form):
    kept = look_at(photograph(form))
    assert b"CANARY" not in kept.content
    shown = Image.open(io.BytesIO(kept.content))
    assert not shown.getexif()
    assert shown.size == (30, 40)


def test_a_screenshot_loses_its_metadata_and_not_a_pixel():
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    told = picture(exif=exif.tobytes())
    assert b"CANARY" in told
    assert look_at(told).content == picture()


def test_xmp_is_taken_out_as_well():
    kept = look_at(picture("JPEG", xmp=b"<x:xmpmeta>CANARY</x:xmpmeta>"))
    assert b"CANARY" not in kept.content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_without_metadata_is_kept_as_it_is(form):
    assert look_at(picture(form)).content == picture(form)


def test_an_animation_keeps_moving():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], exif=exif.tobytes())
    kept = look_at(file.getvalue())
    assert b"CANARY" not in kept.content
    assert Image.open(io.BytesIO(kept.content)).n_frames == 3


def pixel_bomb(width, height):
    """Return a small PNG whose header promises a very large picture."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pixel_bomb(50_000, 50_000), "far too many pixels"),
        (pixel_bomb(8_000, 5_001), "8000 by 5001 pixels"),
        (picture()[:45], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "damaged"),
        (b"GIF89a" + b"\0" * 40, "damaged"),
        (b"", "empty"),
    ],
    ids=["bomb", "large", "cut", "html", "zeros", "nothing"],
)
def test_a_picture_that_is_none_is_refused(content, message):
    with pytest.raises(FileRefused, match=message):
        look_at(content)


def test_a_file_over_the_limit_is_refused_with_the_limit(settings):
    settings.MAX_ATTACHMENT_SIZE = 1024
    assert look_at(b"a" * 1024)
    with pytest.raises(FileRefused, match=r"at most 1\.0\xa0KB"):
        look_at(b"a" * 1025)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("GIF"), "image/gif"),
        (picture("WEBP"), "image/webp"),
        (picture("TIFF"), "application/octet-stream"),
        (picture("ICO"), "application/octet-stream"),
        (SVG, "image/svg+xml"),
        (b"\xef\xbb\xbf" + SVG, "image/svg+xml"),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg></svg>', "image/svg+xml"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>', "text/plain; charset=utf-8"),
        (HTML, "text/plain; charset=utf-8"),
        (b"<html><svg></svg></html>", "text/plain; charset=utf-8"),
        (PDF, "application/pdf"),
        (b"PK\x03\x04", "application/octet-stream"),
        ("Grüße\n".encode(), "text/plain; charset=utf-8"),
        ("Grüße\n".encode("latin-1"), "application/octet-stream"),
        (b"\x7fELF\0\0", "application/octet-stream"),
    ],
)
def test_the_bytes_decide_the_type(content, expected):
    assert sniff(content) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pump.png", "pump.png"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/absolute/pump.png", "pump.png"),
        (".htaccess", "htaccess"),
        ("pump\0.png", "pump.png"),
        ("pump\r\nSet-Cookie: a=b.png", "pump Set-Cookie: a=b.png"),
        ("pump\u202egnp.exe", "pumpgnp.exe"),
        ("e\u0301.png", "é.png"),
        ("", "file"),
        ("..", "file"),
        ("../", "file"),
        ("CON", "CON"),
        ("a" * 300 + ".png", "a" * 196 + ".png"),
        ("a" * 300, "a" * 200),
    ],
)
def test_a_name_is_cleaned(name, expected):
    assert clean_name(name) == expected
