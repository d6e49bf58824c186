"""What follows for a discussion from what people said below it."""

from __future__ import annotations

from django.db.models import Count, Max, Min

from communities.discussions.answering import follow_acceptances
from communities.models import Acceptance, Discussion
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.told import ledger
from kmsite.talk.models import Comment


def recount(page: Page) -> None:
    """Count the standing replies of others than the asker anew, in the transaction that changed one.

    A comment that was deleted is no accepted answer any more.
    """
    asker = Discussion.objects.filter(pk=page.pk).values_list("asker", flat=True).first()
    replies = Comment.objects.on(page).standing().exclude(by=asker)
    told = replies.aggregate(replies=Count("pk"), first_reply_at=Min("at"), last_reply_at=Max("at"))
    Discussion.objects.filter(pk=page.pk).update(**told)
    _let_deleted_answers_go(page)


def _let_deleted_answers_go(page: Page) -> None:
    deleted = Acceptance.objects.filter(discussion=page.pk).exclude(comment__deleted_at=None)
    for one in deleted.select_related("comment__deleted_by"):
        answer, by = one.comment, one.comment.deleted_by
        Acceptance.objects.filter(pk=one.pk).delete()
        about = {"comment": answer.pk, "user": answer.by_id}
        ledger.record(LedgerEntry.Verb.ANSWER_TAKEN_BACK, page, by, **about)
        follow_acceptances(Discussion.objects.get(pk=page.pk), by)
