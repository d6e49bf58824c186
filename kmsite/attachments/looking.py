"""Looking at what somebody sends, before anything is written: what would be kept of it, or why nothing."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kmsite.attachments.names import clean_name
from kmsite.attachments.pictures import PictureRefused, checked
from kmsite.attachments.refusing import FileRefused, FileTooLarge
from kmsite.attachments.sniffing import RASTER_FORMATS, sniff

_PICTURE_ENDINGS = ("png", "jpg", "jpeg", "gif", "webp")


class Kept(NamedTuple):
    """What is kept of a file: its bytes after cleaning, their sha256, their type, and a picture's size."""

    content: bytes
    sha256: str
    type: str
    width: int | None = None
    height: int | None = None
    frames: int | None = None

    @property
    def is_image(self) -> bool:
        """Say whether it is shown, and therefore needs a description."""
        return self.type.startswith("image/")


def look_at(content: bytes, name: str = "") -> Kept:
    """Return what would be kept of these bytes, which somebody calls `name`. Raises FileRefused."""
    if not content:
        raise FileRefused(_("This file is empty."))
    if len(content) > settings.MAX_ATTACHMENT_SIZE:
        raise FileTooLarge(too_large())
    media_type = sniff(content)
    if media_type not in RASTER_FORMATS:
        _refuse_false_picture(name)
        return Kept(content, hashlib.sha256(content).hexdigest(), media_type)
    try:
        picture = checked(content, media_type)
    except PictureRefused as refusal:
        raise FileRefused(str(refusal)) from refusal
    digest = hashlib.sha256(picture.content).hexdigest()
    return Kept(picture.content, digest, media_type, picture.width, picture.height, picture.frames)


def too_large() -> str:
    """Return the sentence that tells a person how large a file may be."""
    limit = filesizeformat(settings.MAX_ATTACHMENT_SIZE)
    return _("This file is too large: at most %(limit)s are accepted.") % {"limit": limit}


def _refuse_false_picture(name: str) -> None:
    """Refuse what is called a picture and is none: no page could show it."""
    ending = clean_name(name).rpartition(".")[2].lower()
    if ending in _PICTURE_ENDINGS:
        message = _("This file is called .%(ending)s but is no PNG, JPEG, GIF or WebP picture.")
        raise FileRefused(message % {"ending": ending})
