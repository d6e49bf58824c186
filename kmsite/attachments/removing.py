"""Removing a file from its page."""

from __future__ import annotations

from django.utils import timezone

from kmsite.accounts.models import User
from kmsite.attachments.holding import hold
from kmsite.attachments.models import Attachment
from kmsite.attachments.querysets import pages_with
from kmsite.attachments.refusing import FileUsed
from kmsite.pages.models import LedgerEntry
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger

MOST_NAMED = 20
"""How many of the pages that use a file a refusal names."""


@in_one_transaction
def remove(attachment: Attachment, *, by: User) -> None:
    """Take a file off its page. Raises FileUsed while a text that `by` may read shows it, and FileGone.

    A text that `by` may not read must not be found out this way, so it does not stand in the way: it goes on
    showing the file to its own readers (`AttachmentQuerySet.shown_to`), as do texts in the trash once they
    are restored. The rows and the bytes go when no text needs them (`collecting`).
    """
    held = hold(attachment, by)
    if using := list(pages_with(held).visible_to(by).by_title()[:MOST_NAMED]):
        raise FileUsed(using)
    held.removed_at = timezone.now()
    held.save(update_fields=["removed_at"])
    ledger.record(LedgerEntry.Verb.FILE_REMOVED, held.page_id, by, file=held.pk, name=held.name)
    showing.touch([held.page_id])
