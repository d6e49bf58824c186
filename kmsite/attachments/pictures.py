"""Pictures looked at before they are kept: real, not too large, and without the place they were taken."""

from __future__ import annotations

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kmsite.attachments.sniffing import RASTER_FORMATS

MAX_PIXELS = 40_000_000
MAX_FRAMES = 1_000
_TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif", "Raw profile type xmp", "photoshop")


class PictureRefused(Exception):
    """The picture cannot be kept; the message says why, in the reader's language."""


def checked(content: bytes, media_type: str) -> bytes:
    """Return the picture as it may be kept: the same bytes, or new ones when it held metadata.

    `media_type` is one of `RASTER_FORMATS`; only its own decoder is opened. At most 40 million pixels, read
    from the header before anything is decoded. A picture that carries Exif or XMP (camera, place, time)
    is turned upright and written again without it. Raises PictureRefused.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[RASTER_FORMATS[media_type]])
        _check_extent(picture)
        picture.load()
        return _without_metadata(picture, media_type) if _tells_more_than_it_shows(picture) else content
    except PictureRefused:
        raise
    except Image.DecompressionBombError as error:
        message = _("This picture has far too many pixels; at most 40 million are accepted.")
        raise PictureRefused(message) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureRefused(_("This picture is damaged: it cannot be opened.")) from error


def _check_extent(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        message = _("This picture has %(width)d by %(height)d pixels; at most 40 million are accepted.")
        raise PictureRefused(message % {"width": width, "height": height})
    if getattr(picture, "n_frames", 1) > MAX_FRAMES:
        raise PictureRefused(_("This animation has more than 1,000 frames."))


def _tells_more_than_it_shows(picture: Image.Image) -> bool:
    return bool(picture.getexif()) or any(picture.info.get(key) for key in _TELLING)


def _without_metadata(picture: Image.Image, media_type: str) -> bytes:
    """Write the picture again with nothing but its pixels and its colour profile."""
    form = RASTER_FORMATS[media_type]
    animated = getattr(picture, "is_animated", False)
    if animated and picture.n_frames * picture.width * picture.height > 4 * MAX_PIXELS:
        raise PictureRefused(_("This animation carries hidden details and is too large to clean."))
    keep = {"icc_profile": picture.info.get("icc_profile")}
    if form == "JPEG":
        keep |= {"quality": 95, "optimize": True}
    if form == "WEBP":
        keep |= {"quality": 95, "method": 4}
    shown = picture if animated else ImageOps.exif_transpose(picture)
    for key in _TELLING:
        shown.info.pop(key, None)
    new = io.BytesIO()
    shown.save(new, form, exif=b"", xmp=b"", save_all=animated, **keep)
    return new.getvalue()
