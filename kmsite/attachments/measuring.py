"""The sizes of pictures that were kept before sizes were noted: `manage.py rebuild` asks here."""

from __future__ import annotations

from kmsite.attachments import storage
from kmsite.attachments.models import Blob
from kmsite.attachments.pictures import DAMAGE, opened
from kmsite.attachments.sniffing import RASTER_FORMATS


def measure_all() -> int:
    """Note width, height and frames of every picture that has none; return of how many."""
    unmeasured = list(Blob.objects.filter(type__in=RASTER_FORMATS, width=None))
    return sum(_measured(blob) for blob in unmeasured)


def _measured(blob: Blob) -> bool:
    try:
        with opened(storage.place(blob.sha256), blob.type) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
    except DAMAGE:
        return False
    Blob.objects.filter(pk=blob.pk).update(width=width, height=height, frames=frames)
    return True
