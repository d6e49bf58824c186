"""What must hold of files: versions without a gap, each with its bytes, whole (`check_integrity`, I10)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from kmsite.attachments import storage
from kmsite.attachments.collecting import GRACE
from kmsite.attachments.models import Blob

AT_ONCE = 1_000
"""How many rows are read at a time: many small statements, because a cursor would need a transaction."""
SLACK = timedelta(days=1)
"""How much later than its time a collector may come."""

RULES = (
    """SELECT 'attachment ' || a.id || ' does not show the newest of its versions'
    FROM attachments_attachment a
    LEFT JOIN attachments_version v ON v.attachment_id = a.id AND v.number = a.number
    WHERE v.id IS NULL OR v.blob_id <> a.blob_id
    OR EXISTS (SELECT 1 FROM attachments_version n WHERE n.attachment_id = a.id AND n.number > a.number)""",
    """SELECT 'attachment ' || attachment_id || ' has a gap in the numbers of its versions'
    FROM attachments_version GROUP BY attachment_id HAVING min(number) <> 1 OR max(number) <> count(*)""",
    """SELECT 'attachment ' || a.id || ' hangs on page ' || p.id || ', which was merged into another'
    FROM attachments_attachment a JOIN pages_page p ON p.id = a.page_id WHERE p.merged_into_id IS NOT NULL""",
)
_OVERDUE = """
SELECT 'file ' || b.sha256 || ' is unused and should have been collected' FROM attachments_blob b
WHERE b.unused_since < %s AND NOT EXISTS (SELECT 1 FROM attachments_version v WHERE v.blob_id = b.sha256)
"""


def violations() -> Iterator[str]:
    """Yield one line for each file that is not as it must be."""
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(rule)
            yield from (complaint for (complaint,) in cursor.fetchall())
        cursor.execute(_OVERDUE, [timezone.now() - GRACE - SLACK])
        yield from (complaint for (complaint,) in cursor.fetchall())
    yield from _damaged()


def _damaged() -> Iterator[str]:
    """Yield one line for each blob whose bytes are missing, cut short or changed."""
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
