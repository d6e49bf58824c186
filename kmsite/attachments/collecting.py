"""Collecting what nobody refers to any more: removed files, unused blobs, and files without a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kmsite.attachments import storage
from kmsite.attachments.models import Attachment, Blob

GRACE = timedelta(days=1)
"""How long something stays after the last reference to it went."""


@dataclass
class Collected:
    """How much was collected, or would be."""

    attachments: int = 0
    blobs: int = 0
    strays: int = 0
    bytes: int = 0


def collect(*, is_rehearsal: bool = False) -> Collected:
    """Delete what has been without a reference for a day; of a rehearsal, only the count is returned.

    May run at any time, beside uploads and beside itself: each blob is looked at once more with its row
    locked, and its file goes before the lock does.
    """
    collected = Collected()
    before = timezone.now() - GRACE
    for attachment in list(Attachment.objects.filter(removed_at__lt=before).unused()):
        collected.attachments += 1
        if not is_rehearsal:
            attachment.delete()
    unused = Blob.objects.without_versions()
    if not is_rehearsal:
        unused.filter(unused_since=None).update(unused_since=timezone.now())
    for blob in list(unused.filter(unused_since__lt=before).order_by("pk")):
        if is_rehearsal or _discard(blob.pk):
            collected.blobs += 1
            collected.bytes += blob.size
    collected.strays = sum(is_rehearsal or _discard_stray(sha256) for sha256 in _strays())
    return collected


@transaction.atomic
def _discard(sha256: str) -> bool:
    """Delete one blob unless somebody is using it, or has begun to.

    The file is unlinked while the row is locked: who attaches the same bytes waits for the row (`keep_blob`),
    then finds no file and writes it. After a crash in between the row is there without a file, and nobody
    refers to it; the next collection deletes it.
    """
    locked = Blob.objects.select_for_update(skip_locked=True).filter(pk=sha256).first()
    if locked is None or not Blob.objects.without_versions().filter(pk=sha256).exists():
        return False
    storage.discard(sha256)
    locked.delete()
    return True


def _strays() -> Iterator[str]:
    """Yield the hashes of files without a row: a crash came between the file and its row."""
    for sha256 in storage.lying_since(GRACE.total_seconds()):
        if not Blob.objects.filter(pk=sha256).exists():
            yield sha256


@transaction.atomic
def _discard_stray(sha256: str) -> bool:
    """Delete a file without a row, holding a row of its own meanwhile: who attaches the same bytes waits."""
    row = Blob(sha256=sha256, size=0, type="")
    if not _is_inserted(row):
        return False
    storage.discard(sha256)
    transaction.set_rollback(True)
    return True


def _is_inserted(row: Blob) -> bool:
    """Insert a row unless it is there; Postgres waits for whoever is just inserting it."""
    Blob.objects.bulk_create([row], ignore_conflicts=True)
    return Blob.objects.filter(pk=row.pk, type="").exists()
