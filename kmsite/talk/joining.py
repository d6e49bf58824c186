"""What was said on a page follows it when it is merged into another."""

from __future__ import annotations

from django.utils.translation import ngettext

from kmsite.pages import kinds
from kmsite.pages.models import Page
from kmsite.pages.places.merging import Belonging
from kmsite.talk.models import Comment, Notice, Report


def _count(page: Page) -> int:
    return Comment.objects.on(page).standing().count()


def _told(count: int) -> str:
    return ngettext("%d comment", "%d comments", count) % count


def _hand_over(page: Page, into: Page) -> None:
    """Put what was said, told and reported about `page` on `into`. Addresses of comments hold their ids.

    Whoever reported both pages keeps the older of two open reports.
    """
    Comment.objects.filter(page=page).update(page=into)
    Notice.objects.filter(page=page).update(page=into)
    twice = Report.objects.filter(page=into, comment=None, decided_at=None).values("by")
    Report.objects.filter(page=page, comment=None, decided_at=None, by__in=twice).delete()
    Report.objects.filter(page=page).update(page=into)
    kinds.of(into.kind).talked(into)


COMMENTS = Belonging(count=_count, told=_told, hand_over=_hand_over)
