"""Smaller copies of pictures, made when they are first asked for and kept beside the blobs."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from threading import BoundedSemaphore

from PIL import Image

from kmsite.attachments import storage
from kmsite.attachments.models import Blob
from kmsite.attachments.pictures import DAMAGE, opened

TYPE = "image/webp"
_TALLEST = 16_383
"""What the format can hold, in pixels."""
_PLAIN_MODES = ("RGB", "RGBA", "L")

_log = logging.getLogger(__name__)
_AT_ONCE = BoundedSemaphore(2)
"""A picture of 40 million pixels takes 160 MB while it is decoded: not more than two in a process."""


def thumbnail(blob: Blob, width: int) -> Path | None:
    """Return the file of a raster image in `width` pixels, made now if it is not there.

    None when there is nothing to make smaller: no raster image, one that is no wider, or one that cannot be
    read. An animation stands still in it.
    """
    if not (blob.is_raster and blob.width and blob.width > width):
        return None
    path = storage.thumbnail_place(blob.sha256, width)
    if path.is_file():
        return path
    with _AT_ONCE:
        try:
            content = _smaller(opened(storage.place(blob.sha256), blob.type), width)
        except DAMAGE:
            _log.warning("no thumbnail of %s", blob.sha256, exc_info=True)
            return None
    storage.keep_thumbnail(blob.sha256, width, content)
    return path


def _smaller(picture: Image.Image, width: int) -> bytes:
    profile = picture.info.get("icc_profile")
    height = round(picture.height * width / picture.width) or 1
    picture.draft("RGB", (2 * width, 2 * height))
    if picture.mode not in _PLAIN_MODES:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((width, min(height, _TALLEST)), reducing_gap=2.0)
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=82, method=4, icc_profile=profile)
    return file.getvalue()
