"""The one writer of comments: said, edited, deleted, resolved and reopened, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.pages import kinds
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.pages.saving.drafts import LONGEST_FORM_KEY, clean_field
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger
from kmsite.talk import noticing, standing
from kmsite.talk.models import Comment, CommentVersion, Mention
from kmsite.talk.wording import Words, worded

Verb = LedgerEntry.Verb
NOTHING_TO_ANSWER = gettext_lazy("What you answer is no longer there.")
MOST_REPLIES = 500
"""Replies in one thread."""


class StaleEdit(TextRefused):
    """Somebody else, or the writer in another window, edited the comment meanwhile; `comment` is it now."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(_("This comment was edited meanwhile. Below is what it says now."))
        self.comment = comment


def comment(page: Page, *, body: str, by: Any, thread: Comment | None = None, key: str = "") -> Comment:
    """Say `body` on `page`, in `thread` if one is given: a reply to a reply goes to its thread.

    `key` names the form: sent twice, it is saved once. Raises TextRefused, of which NoLongerAllowed is one
    kind; nothing is written then.
    """
    key = clean_field(key, LONGEST_FORM_KEY, _("The form's key"))
    return _comment(page, worded(body), by, thread, key)


def edit(comment: Comment, *, body: str, base: int, by: Any) -> Comment:
    """Let `comment` say `body` instead; what it said until now is kept.

    Only its writer may. Raises StaleEdit when it has another text than number `base` by now, and TextRefused.
    """
    return _edit(comment, worded(body), base, by)


@in_one_transaction
def delete(comment: Comment, *, by: Any) -> None:
    """Take the words of `comment` from its readers; that it was there, and who deleted it, stays.

    Its writer may, and who moderates the page, even one in the archive. Raises TextRefused.
    """
    page, now = _locked(comment, by, _there)
    if now.is_deleted:
        return
    if not standing.may_delete(by, now, page):
        raise _not_allowed()
    Comment.objects.filter(pk=now.pk).update(deleted_at=timezone.now(), deleted_by=by)
    _told(Verb.COMMENT_DELETED, now, page, by)


@in_one_transaction
def resolve(comment: Comment, *, by: Any) -> None:
    """Say that the thread which `comment` began is settled."""
    page, now = _locked(comment, by)
    if now.resolved_at:
        return
    _refuse_unresolvable(by, now, page)
    Comment.objects.filter(pk=now.pk).update(resolved_at=timezone.now(), resolved_by=by)
    noticing.tell([now.by_id], "resolved", by=by, page=page, comment=now)
    _told(Verb.RESOLVED, now, page, by)


@in_one_transaction
def reopen(comment: Comment, *, by: Any) -> None:
    """Say that the thread which `comment` began is not settled after all."""
    page, now = _locked(comment, by)
    if not now.resolved_at:
        return
    _refuse_unresolvable(by, now, page)
    Comment.objects.filter(pk=now.pk).update(resolved_at=None, resolved_by=None)
    _told(Verb.REOPENED, now, page, by)


@in_one_transaction
def _comment(page: Page, words: Words, by: Any, thread: Comment | None, key: str) -> Comment:
    page = _open(lock_pages([page.pk]).get(page.pk), by)
    if key and (earlier := Comment.objects.filter(by=by, key=key).first()):
        return earlier
    first = _thread(thread, page)
    said = Comment.objects.create(
        page=page, thread=first, by=by, at=timezone.now(), body=words.body, html=words.html, key=key
    )
    told = _name(said, words, page, by)
    _tell_others(said, first, page, by, told)
    _told(Verb.COMMENTED, said, page, by)
    return said


@in_one_transaction
def _edit(comment: Comment, words: Words, base: int, by: Any) -> Comment:
    page, now = _locked(comment, by)
    if now.by_id != by.pk or now.is_deleted:
        raise _not_allowed()
    if now.body == words.body:
        return now
    if now.number != base:
        raise StaleEdit(now)
    at = timezone.now()
    CommentVersion.objects.create(comment=now, number=now.number, body=now.body, at=now.edited_at or now.at)
    now.body, now.html, now.number, now.edited_at = words.body, words.html, now.number + 1, at
    Comment.objects.filter(pk=now.pk).update(
        body=now.body, html=now.html, number=now.number, edited_at=now.edited_at
    )
    _name(now, words, page, by)
    _told(Verb.COMMENT_EDITED, now, page, by)
    return now


def _open(page: Page | None, by: Any) -> Page:
    """Return the locked `page` if `by` may comment on it as it is now, and nothing is kept there for ever."""
    page = _there(page, by)
    refuse_archived(page)
    return page


def _there(page: Page | None, by: Any) -> Page:
    """Return the locked `page` if it is there, and `by` may comment there."""
    if page is None or not page.is_live:
        raise NoLongerAllowed(_("The page is no longer there. Your text is kept."), sees_page=False)
    kind = kinds.of(page.kind)
    refuse_shut_out(page, by, kind.right("comment"), admitted=kind.admits(by, "comment", page))
    return page


def _locked(
    comment: Comment, by: Any, allowed: Callable[[Page | None, Any], Page] | None = None
) -> tuple[Page, Comment]:
    """Lock the page of `comment` and return both as they are now; it may have gone to another page."""
    ids = set(Comment.objects.filter(pk=comment.pk).values_list("page", flat=True))
    rows = lock_pages(ids)
    now = Comment.objects.select_related("by").filter(pk=comment.pk, page__in=rows).first()
    page = (allowed or _open)(rows.get(now.page_id) if now else None, by)
    now.page = page
    return page, now


def _thread(comment: Comment | None, page: Page) -> Comment | None:
    """Return the comment that began the thread of `comment`, on `page` as it is now."""
    if comment is None:
        return None
    first = Comment.objects.filter(pk=comment.thread_id or comment.pk, page=page, thread=None).first()
    if first is None:
        raise TextRefused(str(NOTHING_TO_ANSWER))
    if first.replies.count() >= MOST_REPLIES:
        raise TextRefused(_("This thread is full. Begin a new one, and link to it."))
    return first


def _name(comment: Comment, words: Words, page: Page, by: Any) -> set[int]:
    """Keep whom `comment` names and who may read it; tell those who were not named in it before."""
    named = noticing.readers(page, [user.pk for user in words.people])
    before = set(comment.mentions.values_list("user", flat=True))
    comment.mentions.exclude(user__in=named).delete()
    Mention.objects.bulk_create(Mention(comment=comment, user_id=user) for user in sorted(named - before))
    noticing.tell(named - before, "mentioned", by=by, page=page, comment=comment)
    return named


def _tell_others(comment: Comment, first: Comment | None, page: Page, by: Any, told: set[int]) -> None:
    """Tell those who take part in the thread, or else who began the page: each of them once."""
    if first:
        talking = set(first.replies.standing().values_list("by", flat=True)) | {first.by_id}
        noticing.tell(talking - told, "replied", by=by, page=page, comment=comment)
    else:
        began = set(page.revisions.filter(number=1).values_list("by", flat=True)) - {None}
        noticing.tell(began - told, "commented", by=by, page=page, comment=comment)


def _refuse_unresolvable(by: Any, comment: Comment, page: Page) -> None:
    if comment.thread_id is not None:
        raise TextRefused(_("Only a whole thread is resolved."))
    if not standing.may_resolve(by, comment, page):
        raise _not_allowed()


def _not_allowed() -> NoLongerAllowed:
    return NoLongerAllowed(_("You may not do this with this comment."), sees_page=True)


def _told(verb: str, comment: Comment, page: Page, by: Any) -> None:
    """Write down what was done, and all that follows from it for the page."""
    ledger.record(verb, page, by, comment=comment.pk)
    kinds.of(page.kind).talked(page)
    showing.touch([page.pk])
