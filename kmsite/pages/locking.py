"""Locking several pages at once, in the order of their ids, so that two writers never wait in a ring."""

from __future__ import annotations

from collections.abc import Iterable

from kmsite.pages.models import Page
from kmsite.pages.shown import showing


def lock_pages(ids: Iterable[int | None]) -> dict[int, Page]:
    """Lock the rows of the pages `ids`, in this order whatever was given, and return them as they are now.

    To be called first in a transaction. Pages that are gone are missing; None is left out.
    """
    wanted = {*ids} - {None}
    rows = Page.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    return {page.pk: page for page in rows}


def lock_trees(roots: Iterable[int], *, beside: Iterable[int | None] = ()) -> dict[int, Page]:
    """Lock `roots`, everything below them, the pages above them and `beside`; return all as they are now.

    Again until nothing new was found: a child may have been written while its parent was waited for.
    """
    roots, asked, locked = sorted({*roots}), set(), {}
    while True:
        above = Page.objects.filter(pk__in=roots).values_list("parent", flat=True)
        wanted = showing.pages_below(roots) | {*above, *beside} - {None}
        if wanted <= asked:  # not "locked": a page may have been purged meanwhile
            return locked
        asked |= wanted
        locked = lock_pages(asked)
