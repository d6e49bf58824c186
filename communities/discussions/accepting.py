"""Accepting replies as answers: several, by the asker or a moderator, and each can be taken back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.discussions.answering import follow_acceptances, locked_for
from communities.models import Acceptance, Discussion
from kmsite.pages.models import LedgerEntry
from kmsite.pages.refusing import TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.talk import noticing
from kmsite.talk.models import Comment

Verb = LedgerEntry.Verb


@in_one_transaction
def accept(discussion: Discussion, comment: int, *, by: Any) -> bool:
    """Accept the comment with the id `comment` as an answer; return whether it was not accepted before.

    Raises TextRefused when there is no such comment on `discussion` any more, or it is no question, and
    NoLongerAllowed for who is neither its asker nor a moderator.
    """
    now = locked_for(discussion, by)
    if now.sort != Discussion.Sort.QUESTION:
        raise TextRefused(_("Only a question has answers that can be accepted."))
    answer = _on(now, comment)
    _row, is_new = Acceptance.objects.get_or_create(
        comment=answer, defaults={"discussion": now, "by": by, "at": timezone.now()}
    )
    if is_new:
        ledger.record(Verb.ANSWER_ACCEPTED, now, by, comment=answer.pk, user=answer.by_id)
        follow_acceptances(now, by)
        noticing.tell([answer.by], "answer_accepted", by=by, page=now, comment=answer)
    return is_new


@in_one_transaction
def take_back(discussion: Discussion, comment: int, *, by: Any) -> bool:
    """Take back that a comment answers; return whether it was accepted. Raises what `accept` raises."""
    now = locked_for(discussion, by)
    answer = _on(now, comment)
    gone, _rows = Acceptance.objects.filter(discussion=now, comment=answer).delete()
    if gone:
        ledger.record(Verb.ANSWER_TAKEN_BACK, now, by, comment=answer.pk, user=answer.by_id)
        follow_acceptances(now, by)
    return bool(gone)


def _on(now: Discussion, comment: int) -> Comment:
    found = Comment.objects.on(now).standing().select_related("by").filter(pk=comment).first()
    if found is None:
        raise TextRefused(_("This reply is no longer there."))
    return found
