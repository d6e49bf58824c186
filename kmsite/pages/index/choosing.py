"""Saying which language a page is in, and with it what stands below: the one writer of that."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.index import entries, learning, rewording
from kmsite.pages.index.languages import configured
from kmsite.pages.locking import lock_pages, lock_trees
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.permissions import may
from kmsite.pages.reach import reaches_now, shared_reaches
from kmsite.pages.refusing import TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside.mentioning import meet_names
from kmsite.pages.told import ledger

AT_ONCE = 300
"""Entries of this many pages are written in the transaction; those of the rest soon after."""


@in_one_transaction
def choose(page: Page, language: str, *, by: Any, below: bool = False) -> int:
    """Let `page` be in `language`, "" being that of the site, and with `below` what stands there.

    Below it follow pages of its kind that `by` may edit; None is the site itself. Returns how many changed.
    Raises TextRefused for a language that Postgres does not know, and for a page that is gone or archived.
    """
    if language and language not in configured():
        raise TextRefused(_("Search does not know this language."))
    rows = lock_trees([page.pk]) if below else lock_pages([page.pk])
    now = rows.get(page.pk)
    if now is None or not now.is_live or not (by is None or now.reach in reaches_now(by)):
        raise TextRefused(_("The page is no longer there."))
    refuse_archived(now)
    chosen = [now, *(_below(rows, now, by) if below else ())]
    changed = sorted(one.pk for one in chosen if one.language != language)
    page.language = language
    if not changed:
        return 0
    Page.objects.filter(pk__in=changed).update(language=language)
    _read_anew(changed)
    shared = shared_reaches(now.reach)
    told = sum(rows[id].reach in shared for id in changed if id != now.pk)
    ledger.record(LedgerEntry.Verb.LANGUAGE, now, by, was=now.language, language=language, pages=told)
    showing.touch(changed)
    return len(changed)


def changes_below(page: Page, by: Any) -> int:
    """Return how many pages below `page` would follow it."""
    rows = Page.objects.visible_to(by).in_bulk(showing.pages_below([page.pk]))
    return len(_below(rows, page, by))


def _below(rows: dict[int, Page], top: Page, by: Any) -> list[Page]:
    """Return those of `rows` below `top` that are of its kind, and that `by` may change."""
    ids = showing.pages_below([top.pk]) - {top.pk}
    live = [rows[id] for id in ids if id in rows and rows[id].is_live and not rows[id].archived_at]
    return [one for one in live if one.kind == top.kind and (by is None or may(by, "edit", one))]


def _read_anew(pages: list[int]) -> None:
    learning.learn(entries.write_again(pages[:AT_ONCE]))
    if pages[AT_ONCE:]:
        rewording.wait_for(pages[AT_ONCE:])
    meet_names()
