"""Pictures looked at before they are kept: real, not too large, and without the place they were taken."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kmsite.attachments.sniffing import RASTER_FORMATS
from kmsite.attachments.stripping import MAX_FRAMES, TooManyFrames, stripped

MAX_PIXELS = 40_000_000
DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
"""What Pillow raises when a picture is not what it says it is."""

_ORIENTATION = 0x0112


class PictureRefused(Exception):
    """The picture cannot be kept; the message says why, in the reader's language."""


class Picture(NamedTuple):
    """A picture as it may be kept: its bytes, its size in pixels and how many frames it has."""

    content: bytes
    width: int
    height: int
    frames: int


def checked(content: bytes, media_type: str) -> Picture:
    """Return the picture as it may be kept: the same bytes without what does not show.

    `media_type` is one of `RASTER_FORMATS`; only its own decoder is opened. At most 40 million pixels and
    1,000 frames, read from the headers before anything is decoded. A photograph that lies on its side is
    turned upright and written again, because what says so is taken out. Raises PictureRefused.
    """
    try:
        bare = stripped(content, media_type)
        picture = opened(io.BytesIO(content), media_type)
        _check_extent(picture)
        frames = getattr(picture, "n_frames", 1)
        if frames > 1 or _is_upright(picture, content):
            return _decoded(bare, media_type, frames)
        return _turned(picture, media_type)
    except TooManyFrames as error:
        message = _("This animation has more than %(limit)d frames.") % {"limit": MAX_FRAMES}
        raise PictureRefused(message) from error
    except Image.DecompressionBombError as error:
        message = _("This picture has far too many pixels; at most 40 million are accepted.")
        raise PictureRefused(message) from error
    except DAMAGE as error:
        raise PictureRefused(_("This picture is damaged: it cannot be opened.")) from error


def opened(source: Path | io.BytesIO, media_type: str) -> Image.Image:
    """Read the header of a picture with the decoder of `media_type` and no other. Raises one of DAMAGE."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(source, formats=[RASTER_FORMATS[media_type]])


def _check_extent(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        message = _("This picture has %(width)d by %(height)d pixels; at most 40 million are accepted.")
        raise PictureRefused(message % {"width": width, "height": height})


def _is_upright(picture: Image.Image, content: bytes) -> bool:
    """Say whether a picture is shown as it lies; a PNG without Exif need not be decoded to know."""
    if picture.format == "PNG" and b"eXIf" not in content:
        return True
    return picture.getexif().get(_ORIENTATION, 1) == 1


def _decoded(content: bytes, media_type: str, frames: int) -> Picture:
    """Return a picture whose pixels can be read; of a PNG the checksums tell, and none is decoded."""
    picture = opened(io.BytesIO(content), media_type)
    width, height = picture.size
    if media_type == "image/png":
        picture.verify()
    else:
        picture.draft("RGB", (width // 8 or 1, height // 8 or 1))
        picture.load()
    return Picture(content, width, height, frames)


def _turned(picture: Image.Image, media_type: str) -> Picture:
    """Return the picture upright, with nothing but its pixels and its colour profile."""
    shown = ImageOps.exif_transpose(picture)
    shown.info = {key: shown.info[key] for key in ("icc_profile", "transparency") if key in shown.info}
    options = {"quality": 95} if media_type in ("image/jpeg", "image/webp") else {}
    new = io.BytesIO()
    profile = shown.info.get("icc_profile")
    shown.save(new, RASTER_FORMATS[media_type], icc_profile=profile, exif=b"", xmp=b"", **options)
    return Picture(stripped(new.getvalue(), media_type), *shown.size, 1)
