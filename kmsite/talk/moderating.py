"""Reports and what becomes of them: the one writer, and who looks after which of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.permissions import may
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.told import ledger
from kmsite.talk import commenting, noticing
from kmsite.talk.models import Comment, Report
from kmsite.talk.querysets import ReportQuerySet

Decision, Verb = Report.Decision, LedgerEntry.Verb


class AlreadyDecided(TextRefused):
    """Another moderator was first; `report` says what they decided."""

    def __init__(self, report: Report) -> None:
        told = {"person": report.decided_by, "decision": report.get_decision_display()}
        super().__init__(_("%(person)s has decided this report already: %(decision)s.") % told)
        self.report = report


def moderates(user: Any) -> bool:
    """Say whether `user` looks after any reports at all."""
    return "moderate" in rights_of(user) or bool(user.is_authenticated and kinds.moderated_by(user))


def looked_after_by(user: Any) -> ReportQuerySet:
    """Return the reports that `user` decides: on what they may read, and where they moderate.

    That is everywhere for moderators of the site, else what stands in a community where they do. Nobody
    meets a report on a comment of their own.
    """
    reports = Report.objects.visible_to(user).exclude(comment__by=user)
    if "moderate" in rights_of(user):
        return reports
    mine = kinds.moderated_by(user)
    return reports.filter(Q(page__in=mine) | Q(page__parent__in=mine))


@in_one_transaction
def report(page: Page, *, comment: Comment | None = None, reason: str, words: str, by: Any) -> Report:
    """Object to `page`, or to `comment` on it, for `reason` (a `Report.Reason`), in one's own `words`.

    Raises TextRefused when the same person waits for a decision on it already, or it is gone.
    """
    now = _there(page, by)
    standing = Comment.objects.standing().filter(pk=comment.pk, page=now) if comment else None
    if standing is not None and not standing.exists():
        raise TextRefused(_("This comment is no longer there."))
    said, is_new = Report.objects.get_or_create(
        page_id=now.pk,
        comment=comment,
        by=by,
        decided_at=None,
        defaults={"at": timezone.now(), "reason": reason, "words": words},
    )
    if not is_new:
        raise TextRefused(_("You have reported this already. Somebody will look at it."))
    about = {"comment": comment.pk} if comment else {}
    ledger.record(Verb.REPORTED, now, by, report=said.pk, **about)
    return said


@in_one_transaction
def decide(report: Report, *, decision: str, why: str, by: Any) -> Report:
    """Decide `report`, once, and tell who made it what was decided and why.

    A comment that is to be removed is deleted with it; a page goes into the trash by its own door. Raises
    AlreadyDecided when somebody else was first, TextRefused when it cannot be done (any more).
    """
    page = _there(report.page, by)
    now = Report.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=report.pk)
    if now.decided_at:
        raise AlreadyDecided(now)
    if not may(by, "moderate", page):
        raise NoLongerAllowed(_("You may no longer decide this."), sees_page=True)
    if decision == Decision.REMOVED and now.comment_id:
        commenting.delete(now.comment, by=by)
    now.decision, now.why, now.decided_by, now.decided_at = decision, why, by, timezone.now()
    Report.objects.filter(pk=now.pk).update(
        decision=decision, why=why, decided_by=by, decided_at=now.decided_at
    )
    about = {"comment": now.comment_id} if now.comment_id else {}
    ledger.record(Verb.REPORT_DECIDED, page, by, report=now.pk, decision=str(decision), **about)
    _tell_reporter(now, page, by)
    return now


def address(report: Report) -> str:
    """Return where who made `report` reads what became of it."""
    return f"/c/{report.comment_id}/report/" if report.comment_id else f"/p/{report.page_id}/report/"


def _tell_reporter(report: Report, page: Page, by: Any) -> None:
    """Tell who made `report` what was decided: of a page that goes, without its title, to outlive it."""
    if report.decision == Decision.REMOVED and not report.comment_id:
        noticing.tell([report.by_id], "report_removed", by=by, at="/me/notices/", why=report.why)
    else:
        noticing.tell([report.by_id], "report_decided", by=by, page=page, at=address(report))


def _there(page: Page, by: Any) -> Page:
    """Lock `page` and return it as it is now, if `by` may read it."""
    now = lock_pages([page.pk]).get(page.pk)
    if now is None or not now.is_live or now.reach not in reaches_now(by):
        raise NoLongerAllowed(_("The page is no longer there. Your text is kept."), sees_page=False)
    return now
