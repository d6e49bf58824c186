"""Replacing a file by a newer version, or an older one again: the one writer of later versions."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.attachments.attaching import MAX_DESCRIPTION, keep_blob
from kmsite.attachments.holding import hold
from kmsite.attachments.looking import Kept
from kmsite.attachments.models import Attachment, Blob, Version
from kmsite.attachments.refusing import FileRefused
from kmsite.pages.models import LedgerEntry
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger
from kmsite.text.names import clean_line


class Replaced(NamedTuple):
    """What came of it: "replaced", "beside" (somebody else was faster; both are versions) or "unchanged"."""

    attachment: Attachment
    outcome: str


@in_one_transaction
def replace(attachment: Attachment, kept: Kept, *, base: int, by: User | None, note: str = "") -> Replaced:
    """Make what `look_at` returned the newest version of a file, by somebody who saw version `base`.

    The address stays, and every older version is kept. Raises FileRefused, and then nothing is written.
    """
    held = hold(attachment, by)
    if held.is_image != kept.is_image:
        raise FileRefused(_only_like_by_like(held))
    blob = keep_blob(kept)
    if blob.pk == held.blob_id:
        return Replaced(held, "unchanged")
    is_stale = base != held.number
    return Replaced(_written(held, blob, by, note), "beside" if is_stale else "replaced")


@in_one_transaction
def restore(attachment: Attachment, *, number: int, by: User | None) -> Replaced:
    """Make version `number` the newest one again, as a new version. Raises FileRefused."""
    held = hold(attachment, by)
    old = held.versions.select_related("blob").filter(number=number).first()
    if old is None:
        raise FileRefused(_("This file has no version %d.") % number)
    if old.blob_id == held.blob_id:
        return Replaced(held, "unchanged")
    return Replaced(_written(held, old.blob, by, _("Version %d again") % number), "replaced")


def _only_like_by_like(held: Attachment) -> str:
    if held.is_image:
        return _(
            "An image can only be replaced by an image: texts show it. Attach this as a file of its own."
        )
    return _("This file is no image and texts link to it. Attach the image as a file of its own.")


def _written(held: Attachment, blob: Blob, by: User | None, note: str) -> Attachment:
    """Write the next version of a file that is locked, and let its page be shown anew."""
    held.number, held.blob = held.number + 1, blob
    held.save(update_fields=["number", "blob"])
    said = clean_line(note[:MAX_DESCRIPTION], MAX_DESCRIPTION)
    Version.objects.create(attachment=held, number=held.number, blob=blob, by=by, note=said)
    about = {"file": held.pk, "name": held.name, "version": held.number}
    ledger.record(LedgerEntry.Verb.FILE_REPLACED, held.page_id, by, **about)
    showing.touch([held.page_id])
    return held
