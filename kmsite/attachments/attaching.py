"""Attaching a file to a page: the one writer of new attachments, and of the blobs of all versions."""

from __future__ import annotations

from django.db import connection

from kmsite.accounts.models import User
from kmsite.attachments import storage
from kmsite.attachments.holding import hold_page
from kmsite.attachments.looking import Kept, look_at
from kmsite.attachments.models import Attachment, Blob, Version
from kmsite.attachments.names import clean_name
from kmsite.attachments.refusing import FileRefused
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.text.names import clean_line

__all__ = [
    "FileRefused",
    "Kept",
    "attach",
    "attach_kept",
    "keep_blob",
    "look_at",
    "new_id",
    "upload",
]

MAX_DESCRIPTION = 300


def attach(
    page: Page,
    *,
    name: str,
    content: bytes,
    by: User | None,
    description: str = "",
    is_decorative: bool = False,
) -> Attachment:
    """Attach a file to a page; the same content twice on one page is one attachment.

    The blob is on the disk, synced, before its row commits. Raises FileRefused and changes nothing.
    """
    kept = look_at(content, name)
    return attach_kept(page, kept, name=name, by=by, description=description, is_decorative=is_decorative)


@in_one_transaction
def upload(
    page: Page, kept: Kept, *, name: str, by: User, description: str = "", is_decorative: bool = False
) -> Attachment:
    """Attach what `look_at` returned for `by`, who must still be allowed to once the page is locked."""
    hold_page(page.pk, by)
    return attach_kept(page, kept, name=name, by=by, description=description, is_decorative=is_decorative)


@in_one_transaction
def attach_kept(
    page: Page,
    kept: Kept,
    *,
    name: str,
    by: User | None,
    description: str = "",
    is_decorative: bool = False,
    id: int | None = None,
) -> Attachment:
    """Attach what `look_at` returned, under `id` if one was drawn before with `new_id`."""
    hold_page(page.pk, None)
    blob = keep_blob(kept)  # whoever attaches the same content waits for its row
    if there := Attachment.objects.kept().filter(page_id=page.pk, blob=blob).order_by("pk").first():
        return there
    attachment = Attachment.objects.create(
        id=id,
        page_id=page.pk,
        blob=blob,
        name=clean_name(name),
        description=clean_line(description[:MAX_DESCRIPTION], MAX_DESCRIPTION),
        is_decorative=is_decorative,
        by=by,
    )
    Version.objects.create(attachment=attachment, number=1, blob=blob, by=by)
    ledger.record(LedgerEntry.Verb.FILE_ADDED, page, by, file=attachment.pk, name=attachment.name)
    return attachment


def new_id() -> int:
    """Draw the id of an attachment to come, so that a text can name its address before its page exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Attachment._meta.db_table])
        return cursor.fetchone()[0]


def keep_blob(kept: Kept) -> Blob:
    """Write the blob's row, or lock the one that is there, and make sure that its file is there.

    The lock keeps the collector of unused blobs from unlinking the file between look and commit, and whoever
    attaches the same bytes waiting: in one statement, because writing the size again locks the row. To be
    called after pages and attachments were locked: everybody does it in this order.
    """
    blob = Blob(
        sha256=kept.sha256,
        size=len(kept.content),
        type=kept.type,
        width=kept.width,
        height=kept.height,
        frames=kept.frames,
    )
    said = ["size", "width", "height", "frames", "unused_since"]
    Blob.objects.bulk_create([blob], update_conflicts=True, unique_fields=["sha256"], update_fields=said)
    if not storage.holds(blob.sha256, blob.size):
        storage.keep(blob.sha256, kept.content)
    return blob
