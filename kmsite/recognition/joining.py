"""Thanks, receipts and harvests follow a page when it is merged into another."""

from __future__ import annotations

from django.utils.translation import ngettext

from kmsite.pages.models import Page
from kmsite.pages.places.merging import Belonging
from kmsite.recognition.models import Receipt
from kmsite.recognition.thanking import follow


def _count(page: Page) -> int:
    return Receipt.objects.on(page).values("by").distinct().count()


def _told(count: int) -> str:
    return ngettext("%d person who used it", "%d people who used it", count) % count


RECOGNITION = Belonging(count=_count, told=_told, hand_over=follow)
