"""What is in the trash, for those who may look into it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import readable_reaches

_COUNTS = """
WITH RECURSIVE below (root, id, reach, trash) AS (
    SELECT id, id, reach, trash FROM pages_page WHERE id = ANY(%(roots)s)
    UNION ALL
    SELECT below.root, p.id, p.reach, p.trash
    FROM below JOIN pages_page p ON p.parent_id = below.id AND p.trash = below.trash
)
SELECT root, count(*) - 1 FROM below WHERE reach = ANY(%(reaches)s) GROUP BY root
"""


@dataclass(frozen=True)
class Trashed:
    """A page that was put into the trash itself: by which deed, with how many below it, until when."""

    page: Page
    deed: LedgerEntry | None
    below: int

    @property
    def ends_at(self) -> datetime | None:
        """When it will be deleted for good; None for never."""
        return self.page.trashed_at + timedelta(days=settings.TRASH_DAYS) if settings.TRASH_DAYS else None


def kinds_brought_back_by(user: Any) -> list[str]:
    """Return the kinds of pages that `user` may take out of the trash."""
    return [kind for kind in Page.Kind.values if kinds.of(kind).right("restore") in rights_of(user)]


def trashed_for(user: Any) -> QuerySet[Page]:
    """Return the pages that were put into the trash themselves, and that `user` may read and bring back."""
    pages = Page.objects.trashed_first().readable_by(user).filter(kind__in=kinds_brought_back_by(user))
    return pages.select_related("parent")


def in_batch(batch: uuid.UUID, user: Any) -> list[Page]:
    """Return what `user` may see of a batch and bring back, those first that were put there themselves."""
    pages = Page.objects.filter(trash=batch, kind__in=kinds_brought_back_by(user)).readable_by(user)
    pages = pages.select_related("parent")
    return sorted(pages, key=lambda page: (bool(page.parent and page.parent.trash == batch), page.title_key))


def described(pages: Iterable[Page], user: Any) -> list[Trashed]:
    """Return what the list says of `pages`, in two statements; counted is what `user` may see."""
    pages = list(pages)
    ids = [page.pk for page in pages]
    deeds = LedgerEntry.objects.filter(verb=LedgerEntry.Verb.TRASHED, page__in=ids)
    newest = {deed.page_id: deed for deed in deeds.select_related("by").order_by("at", "id")}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"roots": ids, "reaches": readable_reaches(user)})
        counts = dict(cursor.fetchall())
    return [Trashed(page, newest.get(page.pk), counts.get(page.pk, 0)) for page in pages]
