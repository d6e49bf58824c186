"""Who may do what with which page. Fetching a page is the permission check."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches

P = TypeVar("P", bound=Page)

__all__ = ["PageMoved", "history_page_or_404", "may", "page_or_404", "readable_reaches"]


_LEADS_TO = """
SELECT goal.id, was_another FROM (
    SELECT page_id AS id, false AS was_another FROM pages_redirect WHERE kind = %(kind)s AND slug = %(slug)s
    UNION ALL
    SELECT merged_into_id, true FROM pages_page WHERE kind = %(kind)s AND slug = %(slug)s
) AS goal JOIN pages_page AS page ON page.id = goal.id
WHERE trashed_at IS NULL AND page.merged_into_id IS NULL AND reach = ANY(%(reaches)s::integer[])
"""


class PageMoved(Exception):
    """The address asked for, `old`, is an old one; `page` is where it leads. Answered with 301.

    `was_another` says that it is that of a page which was merged into `page`: a form that began there knows
    other revisions and other pages below, so it must not be taken for one of `page`.
    """

    def __init__(self, page: Page, old: str, *, was_another: bool = False) -> None:
        super().__init__(page.slug)
        self.page = page
        self.old = old
        self.was_another = was_another


def may(user: Any, right: str, page: Page | None = None) -> bool:
    """Say whether `user` has `right` (a key of `accounts.roles.RIGHTS`), on `page` if one is given."""
    if page is None:
        return right in rights_of(user)
    return page.is_live and page.reach in readable_reaches(user) and _has(user, right, page)


def page_or_404(user: Any, model: type[P], slug: str, *, to: str = "read") -> P:
    """Fetch the live page of `model` at `slug` that `user` may read, with its current revision and writer.

    Raises Http404 for what does not exist and, in the same way, for what `user` may not see; PageMoved for an
    old address of a page that `user` may see; PermissionDenied when `user` sees the page but lacks the right
    `to`.
    """
    if "\0" in slug:  # Postgres cannot even look for it
        raise Http404
    found = model.objects.visible_to(user).with_current().filter(slug=slug)
    page = next(iter(found[:1]), None)  # one at most: `first` would put its columns in order
    if page is None:
        raise _moved(user, model, slug)
    if to != "read" and not _has(user, to, page):
        raise PermissionDenied
    return page


def _has(user: Any, right: str, page: Page) -> bool:
    """Say whether `user` has `right` on `page`, which they may read: by its kind, else by their roles."""
    kind = kinds.of(page.kind)
    admitted = kind.admits(user, right, page) if user.is_authenticated else None
    return kind.right(right) in rights_of(user) if admitted is None else admitted


def history_page_or_404(user: Any, model: type[P], slug: str) -> P:
    """Fetch what `page_or_404` does, or the page once at `slug` that was merged into another.

    Its past stays readable for whoever may read both.
    """
    try:
        return page_or_404(user, model, slug)
    except PageMoved:
        readable = readable_reaches(user)
        merged = model.objects.with_current().filter(slug=slug, reach__in=readable)
        goals = model.objects.visible_to(user)
        if page := merged.filter(merged_into__in=goals).select_related("merged_into").first():
            return page
        raise


def _moved(user: Any, model: type[Page], slug: str) -> Exception:
    """Return PageMoved for an old address, or that of a page merged into another, that `user` may know about.

    Otherwise Http404, after the same question.
    """
    with connection.cursor() as cursor:  # as a query set it takes a fifth of the time of a 404
        cursor.execute(_LEADS_TO, {"kind": model.KIND, "slug": slug, "reaches": readable_reaches(user)})
        goal, was_another = cursor.fetchone() or (None, False)
    page = goal and model.objects.visible_to(user).filter(pk=goal).first()
    return PageMoved(page, slug, was_another=was_another) if page else Http404()
