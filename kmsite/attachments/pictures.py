"""Pictures looked at before they are kept: real, not too large, and without the place they were taken."""

from __future__ import annotations

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kmsite.attachments.sniffing import RASTER_FORMATS

MAX_PIXELS = 40_000_000
MAX_FRAMES = 1_000
_TELLING = ("exif", "xmp", "photoshop")
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
_TELLING_KEYWORDS = (
    b"XML:com.adobe.xmp",
    b"Raw profile type exif",
    b"Raw profile type xmp",
    b"Raw profile type APP1",
)
_ORIENTATION = 0x0112


class PictureRefused(Exception):
    """The picture cannot be kept; the message says why, in the reader's language."""


def checked(content: bytes, media_type: str) -> bytes:
    """Return the picture as it may be kept: the same bytes, or new ones when it held metadata.

    `media_type` is one of `RASTER_FORMATS`; only its own decoder is opened. At most 40 million pixels, read
    from the header before anything is decoded. A picture that carries Exif or XMP (camera, place, time) is
    turned upright and written again without it; a PNG that stands upright only loses those chunks. Raises
    PictureRefused.
    """
    try:
        _check_extent(_opened(content, media_type))
        if media_type == "image/png":
            return _checked_png(content)
        picture = _opened(content, media_type)
        if _tells_more_than_it_shows(picture):
            return _written_again(picture, RASTER_FORMATS[media_type])
        picture.draft("RGB", (picture.width // 8 or 1, picture.height // 8 or 1))
        picture.load()
        return content
    except Image.DecompressionBombError as error:
        message = _("This picture has far too many pixels; at most 40 million are accepted.")
        raise PictureRefused(message) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureRefused(_("This picture is damaged: it cannot be opened.")) from error


def _opened(content: bytes, media_type: str) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(content), formats=[RASTER_FORMATS[media_type]])


def _check_extent(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        message = _("This picture has %(width)d by %(height)d pixels; at most 40 million are accepted.")
        raise PictureRefused(message % {"width": width, "height": height})
    if getattr(picture, "n_frames", 1) > MAX_FRAMES:
        raise PictureRefused(_("This animation has more than 1,000 frames."))


def _checked_png(content: bytes) -> bytes:
    """Check the sums of a PNG and take out its Exif and XMP, without decoding it unless it must be turned."""
    _opened(content, "image/png").verify()
    upright = b"eXIf" not in content or _opened(content, "image/png").getexif().get(_ORIENTATION, 1) == 1
    return _without_chunks(content) if upright else _written_again(_opened(content, "image/png"), "PNG")


def _without_chunks(content: bytes) -> bytes:
    """Return a PNG without its chunks of Exif and XMP (PNG specification, third edition, 5.3 and 11.3)."""
    kept = [content[:8]]
    position = 8
    while position < len(content):
        end = position + 12 + int.from_bytes(content[position : position + 4], "big")
        kind, keyword = content[position + 4 : position + 8], content[position + 8 : end].partition(b"\0")[0]
        if kind != b"eXIf" and not (kind in _TEXT_CHUNKS and keyword in _TELLING_KEYWORDS):
            kept.append(content[position:end])
        position = end
    return b"".join(kept)


def _tells_more_than_it_shows(picture: Image.Image) -> bool:
    return bool(picture.getexif()) or any(picture.info.get(key) for key in _TELLING)


def _written_again(picture: Image.Image, form: str) -> bytes:
    """Return the picture with nothing but its pixels and its colour profile."""
    animated = getattr(picture, "is_animated", False)
    if animated and picture.n_frames * picture.width * picture.height > 4 * MAX_PIXELS:
        raise PictureRefused(_("This animation carries hidden details and is too large to clean."))
    options = {"icc_profile": picture.info.get("icc_profile"), "exif": b"", "xmp": b""}
    if form in ("JPEG", "WEBP"):
        options["quality"] = 95
    shown = picture if animated else ImageOps.exif_transpose(picture)
    for key in _TELLING:
        shown.info.pop(key, None)
    new = io.BytesIO()
    shown.save(new, form, save_all=animated, **options)
    return new.getvalue()
