"""The one writer of thanks and receipts: given once, told to whom they concern, taken back at any time."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger
from kmsite.recognition.contributing import authors_of, thankable
from kmsite.recognition.models import Harvest, Receipt, Thanks
from kmsite.talk import noticing
from kmsite.talk.models import Comment

Verb = LedgerEntry.Verb


@in_one_transaction
def thank(page: Page, *, to: User, act: str, why: str, by: Any, comment: Comment | None = None) -> Thanks:
    """Thank `to` for `act` (a `Thanks.Act`) on `page`, or in `comment` on it, and say `why`.

    The same words sent again change nothing. Raises TextRefused when `to` has no part in it, or was thanked
    by the same person for the same act.
    """
    now = _there(page, comment, by)
    if not thankable(now, by, comment).filter(pk=to.pk).exists():
        raise TextRefused(_("This person has no part in it. Choose one of those who have."))
    thanks, is_new = Thanks.objects.get_or_create(
        page=now, comment=comment, by=by, to=to, act=act, defaults={"why": why, "at": timezone.now()}
    )
    if is_new:
        ledger.record(Verb.THANKED, now, by, user=to.pk, act=str(act), **_about(comment))
        noticing.tell([to.pk], "thanked", by=by, page=now, comment=comment, at="/me/recognition/")
    elif thanks.why != why:
        raise TextRefused(_("You have thanked %s for this already. Take it back first to word it anew.") % to)
    return thanks


@in_one_transaction
def take_thanks_back(thanks: Thanks, *, by: Any) -> None:
    """End `thanks`, which `by` gave; a notice of it that was not looked at yet ends as well."""
    lock_pages([thanks.page_id])
    ended, _rows = Thanks.objects.filter(pk=thanks.pk, by=by).delete()
    if ended:
        about = {"user": thanks.to_id, "act": thanks.act, "is_taken_back": True}
        ledger.record(Verb.THANKED, thanks.page_id, by, **about, **_about(thanks.comment))
        left = Thanks.objects.on(thanks.page_id, thanks.comment_id).filter(by=by, to=thanks.to_id)
        if not left.exists():
            noticing.untell("thanked", by=by, page=thanks.page, comment=thanks.comment, to=thanks.to_id)


@in_one_transaction
def use(page: Page, *, by: Any, where: str = "", saved: str = "", comment: Comment | None = None) -> Receipt:
    """Say that `by` used `page`, or `comment` on it: `where`, and what it `saved`.

    Whoever said so already words it anew. Everybody with a part in it is told the first time.
    """
    now = _there(page, comment, by)
    mine = Receipt.objects.on(now, comment).given_by(by)
    receipt = mine.order_by("-at", "-pk").first()
    if receipt:
        mine.filter(pk=receipt.pk).update(where=where, saved=saved)
        receipt.where, receipt.saved = where, saved
        return receipt
    receipt = Receipt.objects.create(
        page=now, comment=comment, by=by, where=where, saved=saved, at=timezone.now()
    )
    ledger.record(Verb.USED, now, by, **_about(comment))
    address = f"/c/{comment.pk}/used/" if comment else f"/p/{now.pk}/used/"
    noticing.tell(authors_of(now, comment), "used", by=by, page=now, comment=comment, at=address)
    showing.touch([now.pk])
    return receipt


@in_one_transaction
def take_use_back(page: Page, *, by: Any, comment: Comment | None = None) -> None:
    """End what `by` said of using `page`, or `comment` on it."""
    lock_pages([page.pk])
    ended, _rows = Receipt.objects.on(page, comment).given_by(by).delete()
    if ended:
        ledger.record(Verb.USED, page, by, is_taken_back=True, **_about(comment))
        noticing.untell("used", by=by, page=page, comment=comment)
        showing.touch([page.pk])


def follow(page: Page, into: Page) -> None:
    """Let what was said of `page`, which ends, be said of `into`. To be called inside the merge.

    Thanks that somebody gave for both are kept once; a count of people counts nobody twice anyway. Harvests
    go over as well, so that whose words they took up stay credited; their revision is one of `page`.
    """
    for given in Thanks.objects.on(page):
        same = Q(by=given.by_id, to=given.to_id, act=given.act)
        Thanks.objects.on(into).filter(same).exclude(pk=given.pk).delete()
    Thanks.objects.filter(page=page).update(page=into)
    Receipt.objects.filter(page=page).update(page=into)
    Harvest.objects.filter(into=page).update(into=into, revision=None)
    Harvest.objects.filter(thread=page).update(thread=into)


def _there(page: Page, comment: Comment | None, by: Any) -> Page:
    """Lock `page` and return it as it is now, if `by` may read it, and `comment` stands on it."""
    now = lock_pages([page.pk]).get(page.pk)
    if now is None or not now.is_live or now.reach not in reaches_now(by):
        raise NoLongerAllowed(_("The page is no longer there."), sees_page=False)
    if comment and not Comment.objects.standing().filter(pk=comment.pk, page=now).exists():
        raise NoLongerAllowed(_("This comment is no longer there."), sees_page=False)
    return now


def _about(comment: Comment | None) -> dict[str, int]:
    return {"comment": comment.pk} if comment else {}
