"""What must hold of attachments: every row has its file, whole (`check_integrity`, invariant I10)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kmsite.attachments import storage
from kmsite.attachments.models import Blob

AT_ONCE = 1_000
"""How many rows are read at a time: many small statements, because a cursor would need a transaction."""


def violations() -> Iterator[str]:
    """Yield one line for each blob whose file is missing, cut short or changed."""
    after = ""
    while blobs := list(Blob.objects.filter(sha256__gt=after).order_by("sha256")[:AT_ONCE]):
        for blob in blobs:
            problem = _problem(blob)
            if problem:
                yield f"file {blob.sha256} {problem}"
        after = blobs[-1].sha256


def _problem(blob: Blob) -> str:
    path = storage.place(blob.sha256)
    if not path.is_file():
        return "is missing"
    size = path.stat().st_size
    if size != blob.size:
        return f"has {size} bytes instead of {blob.size}"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return "" if digest == blob.sha256 else "has been changed"
