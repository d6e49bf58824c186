"""What follows for a discussion from what people said below it."""

from __future__ import annotations

from django.db.models import Count, Max, Min

from communities.models import Discussion
from kmsite.pages.models import Page
from kmsite.talk.models import Comment


def recount(page: Page) -> None:
    """Count the standing replies of others than the asker anew, in the transaction that changed one."""
    asker = Discussion.objects.filter(pk=page.pk).values_list("asker", flat=True).first()
    replies = Comment.objects.on(page).standing().exclude(by=asker)
    told = replies.aggregate(replies=Count("pk"), first_reply_at=Min("at"), last_reply_at=Max("at"))
    Discussion.objects.filter(pk=page.pk).update(**told)
