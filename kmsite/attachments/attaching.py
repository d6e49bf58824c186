"""The only writer of attachments and blobs."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.attachments import storage
from kmsite.attachments.models import Attachment, Blob
from kmsite.attachments.names import clean_name
from kmsite.attachments.pictures import PictureRefused, checked
from kmsite.attachments.sniffing import RASTER_FORMATS, sniff
from kmsite.pages.models import Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.text.names import clean_line

MAX_DESCRIPTION = 300


class FileRefused(Exception):
    """The file cannot be attached; the message says why, in the reader's language."""


class FileTooLarge(FileRefused):
    """The file is larger than the setting MAX_ATTACHMENT_SIZE (bytes)."""


class Kept(NamedTuple):
    """What is kept of a file: its bytes after cleaning, their sha256 and their type."""

    content: bytes
    sha256: str
    type: str


def attach(page: Page, *, name: str, content: bytes, by: User | None, description: str = "") -> Attachment:
    """Attach a file to a page; the same content twice on one page is one attachment.

    The blob is on the disk, synced, before its row commits. Raises FileRefused and changes nothing.
    """
    return attach_kept(page, look_at(content), name=name, by=by, description=description)


@in_one_transaction
def attach_kept(
    page: Page, kept: Kept, *, name: str, by: User | None, description: str = "", id: int | None = None
) -> Attachment:
    """Attach what `look_at` returned, under `id` if one was drawn before with `new_id`."""
    said = clean_line(description[:MAX_DESCRIPTION], MAX_DESCRIPTION)
    new = {"id": id, "name": clean_name(name), "description": said, "by": by}
    blob = _keep_blob(kept)
    there = Attachment.objects.filter(page_id=page.pk, blob=blob).first()
    return there or Attachment.objects.create(page_id=page.pk, blob=blob, **new)


def new_id() -> int:
    """Draw the id of an attachment to come, so that a text can name its address before its page exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Attachment._meta.db_table])
        return cursor.fetchone()[0]


def too_large() -> str:
    """Return the sentence that tells a person how large a file may be."""
    limit = filesizeformat(settings.MAX_ATTACHMENT_SIZE)
    return _("This file is too large: at most %(limit)s are accepted.") % {"limit": limit}


def look_at(content: bytes) -> Kept:
    """Return what would be kept of these bytes. Raises FileRefused."""
    if not content:
        raise FileRefused(_("This file is empty."))
    if len(content) > settings.MAX_ATTACHMENT_SIZE:
        raise FileTooLarge(too_large())
    media_type = sniff(content)
    if media_type in RASTER_FORMATS:
        try:
            content = checked(content, media_type)
        except PictureRefused as refusal:
            raise FileRefused(str(refusal)) from refusal
    return Kept(content, hashlib.sha256(content).hexdigest(), media_type)


def _keep_blob(kept: Kept) -> Blob:
    """Write the blob's row, or lock the one that is there, and make sure that its file is there.

    The lock keeps a collector of unused blobs from unlinking the file between look and commit, and whoever
    attaches the same bytes waiting: in one statement, because writing the size again locks the row.
    """
    blob = Blob(sha256=kept.sha256, size=len(kept.content), type=kept.type)
    Blob.objects.bulk_create([blob], update_conflicts=True, unique_fields=["sha256"], update_fields=["size"])
    if not storage.holds(blob.sha256, blob.size):
        storage.keep(blob.sha256, kept.content)
    return blob
