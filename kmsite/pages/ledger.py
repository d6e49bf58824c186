"""The one writer of the ledger, and how a deed reads."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kmsite.pages.models import LedgerEntry, Page


def record(verb: str, page: Page | int | None, by: Any, /, **about: Any) -> LedgerEntry:
    """Write down that `by` did `verb` (a `LedgerEntry.Verb`) to `page`; `about` is plain JSON.

    To be called inside the transaction of the deed, so that neither is without the other. Name pages in
    `about` by their ids: titles are looked up by who may see them.
    """
    id = page.pk if isinstance(page, Page) else page
    return LedgerEntry.objects.create(at=timezone.now(), by=by, verb=verb, page_id=id, about=about)
