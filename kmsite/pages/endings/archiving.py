"""The archive: pages that are kept for reference, readable and unchangeable."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.pages.index import facts
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import reaches_now, shared_reaches
from kmsite.pages.refusing import TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger


class ArchiveRefused(ValueError):
    """A page cannot go into the archive or out of it; the message says why."""


@in_one_transaction
def archive(page: Page, *, by: Any) -> None:
    """Put `page` and everything below it into the archive; what is there already stays as it is.

    Raises ArchiveRefused when the page is gone, or in the archive already.
    """
    rows = lock_trees([page.pk])
    now = _there(rows, page, by)
    if now.archived_at:
        raise ArchiveRefused(_("This page is in the archive already."))
    at = timezone.now()
    going = {id for id in showing.pages_below([page.pk]) if rows[id].is_live and not rows[id].archived_at}
    _write(going, at, LedgerEntry.Verb.ARCHIVED, now, rows, by)
    page.archived_at = at


@in_one_transaction
def unarchive(page: Page, *, by: Any) -> None:
    """Take `page` out of the archive, and everything below it that went there with it.

    What was archived before, by itself, stays in the archive. Raises ArchiveRefused when the page is gone,
    not in the archive, or below one that is: a page is not changed where the one above it is kept as it was.
    """
    rows = lock_trees([page.pk])
    now = _there(rows, page, by)
    if not now.archived_at:
        raise ArchiveRefused(_("This page is not in the archive."))
    parent = rows.get(now.parent_id)
    if parent and parent.archived_at:
        raise ArchiveRefused(_("The page above it is in the archive too. Take that one out first."))
    with_it = {id for id in showing.pages_below([page.pk]) if rows[id].archived_at == now.archived_at}
    _write(with_it, None, LedgerEntry.Verb.UNARCHIVED, now, rows, by)
    page.archived_at = None


def refuse_archived(page: Page | None) -> None:
    """Raise TextRefused when `page`, a page to change or to write below, is in the archive."""
    if page and page.archived_at:
        raise TextRefused(_("“%s” is in the archive and can no longer be changed.") % page.title)


def archived_by(page: Page) -> LedgerEntry | None:
    """Return the deed by which `page`, alone or with a page above it, went into the archive."""
    deeds = LedgerEntry.objects.filter(verb=LedgerEntry.Verb.ARCHIVED, at__gte=page.archived_at)
    return deeds.filter(page__in=showing.pages_above([page.pk])).select_related("by").order_by("at").first()


def _there(rows: dict[int, Page], page: Page, by: Any) -> Page:
    now = rows.get(page.pk)
    if now is None or not now.is_live or not (by is None or now.reach in reaches_now(by)):
        raise ArchiveRefused(_("The page is no longer there."))
    return now


def _write(pages: set[int], at: Any, verb: str, top: Page, rows: dict[int, Page], by: Any) -> None:
    Page.objects.filter(pk__in=pages).update(archived_at=at)
    facts.refresh(pages)
    shared = shared_reaches(top.reach)
    ledger.record(verb, top, by, pages=sum(rows[id].reach in shared for id in pages) - 1)
    showing.touch(pages | showing.frames_beside(top.pk, top.parent_id))
