"""Where blobs lie: MEDIA_ROOT/<first two digits>/<sha256>, whole and synced or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def place(sha256: str) -> Path:
    """Return the path of the blob with this hash, whether it is there or not."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


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
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    _sync(path.parent)
    _sync(path.parent.parent)


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
