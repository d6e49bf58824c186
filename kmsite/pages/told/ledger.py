"""The one writer of the ledger: a row for everything that people do, never changed afterwards."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kmsite.pages.models import LedgerEntry, Page

OF_REVISIONS = """
INSERT INTO pages_ledgerentry (at, verb, about, by_id, page_id, revision_id)
SELECT at, CASE WHEN number = 1 THEN 'created' ELSE 'revised' END, '{}', by_id, page_id, id FROM saved
"""
"""Writes down the revisions that the statement in which this stands has `saved`: none is without its row."""


def record(verb: str, page: Page | int | None, by: Any, /, **about: Any) -> LedgerEntry:
    """Write down that `by` did `verb` (a `LedgerEntry.Verb`) to `page`; `about` is plain JSON.

    To be called inside the transaction of the deed, so that neither is without the other. Name pages in
    `about` by their ids: titles are looked up by who may see them. What was saved is not for this function:
    whoever writes a revision does so with `OF_REVISIONS`.
    """
    id = page.pk if isinstance(page, Page) else page
    return LedgerEntry.objects.create(at=timezone.now(), by=by, verb=verb, page_id=id, about=about)
