"""Where files lie: MEDIA_ROOT/<first two digits>/<sha256>, whole and synced or not there at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_DIGITS = frozenset("0123456789abcdef")
_LONGEST_WRITING = 3600.0
"""Seconds after which a half-written file belongs to nobody: its writer has crashed."""


def place(sha256: str) -> Path:
    """Return the path of the blob with this hash, whether it is there or not."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def thumbnail_place(sha256: str, width: int) -> Path:
    """Return the path of a smaller copy, whether it is there or not. All of them may be deleted any time."""
    return Path(settings.MEDIA_ROOT) / "thumbnails" / sha256[:2] / f"{sha256}-{width}.webp"


def holds(sha256: str, size: int) -> bool:
    """Say whether a file of `size` bytes lies in the blob's place."""
    path = place(sha256)
    return path.is_file() and path.stat().st_size == size


def keep(sha256: str, content: bytes) -> None:
    """Write a blob so that a crash leaves either all of it or nothing in its place.

    The order is the usual one for a durable file: write a temporary sibling, sync it, rename it, sync
    the directory. Raises OSError when the disk refuses; no temporary file stays behind.
    """
    path = place(sha256)
    _write(path, content, is_synced=True)
    _sync(path.parent)
    _sync(path.parent.parent)


def keep_thumbnail(sha256: str, width: int, content: bytes) -> None:
    """Write a smaller copy, whole or not at all; it is not worth waiting for the disk."""
    _write(thumbnail_place(sha256, width), content, is_synced=False)


def discard(sha256: str) -> None:
    """Delete a blob and its smaller copies, as far as they are there."""
    place(sha256).unlink(missing_ok=True)
    folder = Path(settings.MEDIA_ROOT) / "thumbnails" / sha256[:2]
    for path in folder.glob(f"{sha256}-*"):
        path.unlink(missing_ok=True)


def lying_since(seconds: float) -> Iterator[str]:
    """Yield the hash of each blob's file older than `seconds`, and delete what a crash left half written."""
    before, abandoned = time.time() - seconds, time.time() - max(seconds, _LONGEST_WRITING)
    for path in [
        *Path(settings.MEDIA_ROOT).glob("??/*"),
        *Path(settings.MEDIA_ROOT).glob("thumbnails/??/.*"),
    ]:
        if path.name.startswith(".new-"):
            if _changed_at(path) < abandoned:
                path.unlink(missing_ok=True)
        elif _changed_at(path) < before and len(path.name) == 64 and _DIGITS.issuperset(path.name):
            yield path.name


def _changed_at(path: Path) -> float:
    try:
        return path.stat(follow_symlinks=False).st_mtime
    except FileNotFoundError:  # somebody has finished with it meanwhile
        return time.time()


def _write(path: Path, content: bytes, *, is_synced: bool) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if is_synced:
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
