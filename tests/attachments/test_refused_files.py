"""Hostile files: refused with a sentence and without a trace, or kept as bytes that can do nothing."""

import gzip
import io
import zipfile

import pytest
from PIL import Image

from kmsite.attachments.models import Attachment, Blob, Version
from tests.attachments.samples import HTML, SVG, picture, upload
from tests.attachments.test_attaching import pixel_bomb
from tests.attachments.test_stripping import apng, bare_gif

JSON = {"accept": "application/json"}
SVG_WITH_SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def zip_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(5_000_000))
    return file.getvalue()


def saved(form, **options):
    file = io.BytesIO()
    Image.new("RGB", (4, 3)).save(file, form, **options)
    return file.getvalue()


def everything_below(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


REFUSED = {
    "bomb of 50,000 by 50,000": ("a.png", pixel_bomb(50_000, 50_000), "far too many pixels"),
    "more than 40 million": ("a.png", pixel_bomb(8_000, 5_001), "8000 by 5001 pixels"),
    "gif of 10,000 frames": ("a.gif", bare_gif(10_000), "more than 1000 frames"),
    "png of 10,000 frames": ("a.png", apng(10_000), "more than 1000 frames"),
    "cut png": ("a.png", picture()[:45], "damaged"),
    "cut jpeg": ("a.jpg", picture("JPEG")[:-30], "damaged"),
    "cut gif": ("a.gif", picture("GIF")[:40], "damaged"),
    "cut webp": ("a.webp", picture("WEBP")[:-10], "damaged"),
    "html behind a signature": ("a.png", b"\x89PNG\r\n\x1a\n" + HTML, "damaged"),
    "tiff named png": ("a.png", saved("TIFF"), "is no PNG, JPEG, GIF or WebP"),
    "icon named png": ("a.png", saved("ICO"), "is no PNG, JPEG, GIF or WebP"),
    "photoshop named jpg": ("a.JPG", b"8BPS\0\1" + bytes(40), "is no PNG, JPEG, GIF or WebP"),
    "postscript named gif": ("a.gif", b"%!PS-Adobe-3.0 EPSF-3.0\n", "is no PNG, JPEG, GIF or WebP"),
    "html named png": ("a.php.png", HTML, "is no PNG, JPEG, GIF or WebP"),
    "nothing": ("a.png", b"", "empty"),
    "a picture without words": ("a.png", picture(), "Say what the image shows"),
    "a drawing without words": ("a.svg", SVG, "Say what the image shows"),
}


@pytest.mark.parametrize(("name", "content", "message"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("asked", [{}, JSON], ids=["form", "editor"])
def test_it_is_refused_and_leaves_no_trace(
    alice, pump_article, media_root, tmp_path, name, content, message, asked
):
    before = everything_below(tmp_path)
    answer = alice.post("/articles/pump/files/", {"file": upload(content, name)}, headers=asked)
    assert answer.status_code == 422
    assert message in (answer.json()["error"] if asked else answer.text)
    assert not Attachment.objects.exists()
    assert not Blob.objects.exists()
    assert not Version.objects.exists()
    assert everything_below(tmp_path) == before


HARMLESS = {
    "gifar": ("a.gif", picture("GIF") + zip_bomb(), "image/gif", b"PK"),
    "html in a comment": ("a.jpg", picture("JPEG", comment=HTML), "image/jpeg", b"<script"),
    "svg with a script": ("a.svg", SVG_WITH_SCRIPT, "image/svg+xml", None),
    "packed svg": ("a.svgz", gzip.compress(SVG), "application/octet-stream", None),
    "zip bomb": ("a.zip", zip_bomb(), "application/octet-stream", None),
    "html": ("a.html", HTML, "text/plain; charset=utf-8", None),
    "pdf with a script": ("a.pdf", b"%PDF-1.7\n/JavaScript (app.alert(1))", "application/pdf", None),
}


@pytest.mark.parametrize(("name", "content", "type", "gone"), HARMLESS.values(), ids=HARMLESS)
def test_it_is_kept_and_can_do_nothing(alice, pump_article, name, content, type, gone):
    alice.post("/articles/pump/files/", {"file": upload(content, name), "description": "Bait"})
    attachment = Attachment.objects.get()
    answer = alice.get(attachment.get_absolute_url())
    assert answer["Content-Type"] == type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline" if gone else "attachment")
    if gone:
        assert gone in content
        assert gone not in answer.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../../x.txt",
        "..\\..\\x.txt",
        "/abs.txt",
        "x\0.txt",
        "CON",
        ".htaccess",
        "a" * 300,
        "é.txt",
        "e\u0301.txt",
    ],
)
def test_no_name_leads_out_of_the_folder(alice, pump_article, media_root, tmp_path, name):
    before = everything_below(tmp_path)
    alice.post("/articles/pump/files/", {"file": upload(b"words", name)})
    attachment = Attachment.objects.get()
    new = everything_below(tmp_path) - before
    assert [path.relative_to(media_root).as_posix() for path in new] == [
        f"{attachment.blob_id[:2]}/{attachment.blob_id}"
    ]
    assert alice.get(attachment.get_absolute_url()).getvalue() == b"words"
    assert not set(attachment.name) & set("/\\\0")
