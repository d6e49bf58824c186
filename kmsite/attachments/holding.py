"""Holding a page or a file still while something is done to it, if who does it may still see it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.attachments.models import Attachment
from kmsite.attachments.refusing import FileGone, FileRefused
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.text.refusal import TextRefused


def hold_page(id: int, by: User | None) -> None:
    """Lock a page; raises FileRefused when it is gone or `by`, if given, may no longer add files to it.

    Also when it is in the archive, as every change of a file there is refused.
    """
    page = lock_pages([id]).get(id)
    if page is None or not _may(by, "upload", page):
        raise FileRefused(_("The page is no longer there."))
    _refuse_archived(page)


def hold(attachment: Attachment, by: User | None) -> Attachment:
    """Lock a file and its page and return it as it is now; raises FileGone when `by` may no longer see it."""
    page = lock_pages([attachment.page_id]).get(attachment.page_id)
    if page is None or not _may(by, "read", page):
        raise FileGone
    _refuse_archived(page)
    rows = Attachment.objects.kept().select_related("blob").select_for_update(of=("self",), no_key=True)
    held = rows.filter(pk=attachment.pk, page_id=page.pk).first()
    if held is None:
        raise FileGone
    held.page = page
    return held


def _refuse_archived(page: Page) -> None:
    try:
        refuse_archived(page)
    except TextRefused as refused:
        raise FileRefused(str(refused)) from refused


def _may(by: User | None, right: str, page: Page) -> bool:
    return page.is_live if by is None else may(by, right, page)
