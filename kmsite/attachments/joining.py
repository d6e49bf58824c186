"""Files follow their page when it is merged into another."""

from __future__ import annotations

from django.utils.translation import ngettext

from kmsite.attachments.models import Attachment
from kmsite.pages.models import Page
from kmsite.pages.places.merging import Belonging


def _count(page: Page) -> int:
    return Attachment.objects.filter(page=page, removed_at=None).count()


def _told(count: int) -> str:
    return ngettext("%d file", "%d files", count) % count


def _hand_over(page: Page, into: Page) -> None:
    """Put the files of `page` on `into`. Their addresses hold their ids, and stay."""
    Attachment.objects.filter(page=page).update(page=into)


FILES = Belonging(count=_count, told=_told, hand_over=_hand_over)
