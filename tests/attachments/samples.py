"""Files to attach: pictures of every accepted form, and files that pretend."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n"


def picture(form="PNG", size=(4, 3), **options):
    """Return the bytes of a picture."""
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, form, **options)
    return file.getvalue()


def photograph(form="JPEG", **options):
    """Return a tall picture, kept lying on its side as telephones do, that tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn right
    exif[0x010F] = "CANARY-camera"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(form, size=(40, 30), exif=exif.tobytes(), **options)


def upload(content, name="pump.png", type="image/png"):
    """Return a file as a form sends it."""
    return SimpleUploadedFile(name, content, content_type=type)
