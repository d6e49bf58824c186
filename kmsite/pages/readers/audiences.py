"""Audiences: how far a page reaches, and how that changes with everything below it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kmsite.pages.index import facts
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import Audience, LedgerEntry, Name, Page
from kmsite.pages.names import linking
from kmsite.pages.reach import PUBLIC, is_within, reaches_now
from kmsite.pages.refusing import AudienceRefused
from kmsite.pages.retrying import in_one_transaction, violated
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger

# The reach of a page: its own choice where that is narrower than its parent's reach, else its parent's reach.
REACHED = """
WITH RECURSIVE reached (id, reach, is_refused) AS (
    SELECT p.id, {reach}, FALSE FROM pages_page p WHERE {start}
    UNION ALL
    SELECT p.id,
        CASE
            WHEN r.reach = 0 OR (r.reach = -1 AND p.audience_id > 0) THEN coalesce(p.audience_id, r.reach)
            ELSE r.reach
        END,
        r.reach > 0 AND p.audience_id > 0 AND p.audience_id <> r.reach
    FROM reached r JOIN pages_page p ON p.parent_id = r.id
)
"""
ALL_REACHED = REACHED.format(reach="coalesce(p.audience_id, 0)", start="p.parent_id IS NULL")
_BELOW = REACHED.format(reach="%(reach)s::bigint", start="p.id = %(page)s")
_REFUSED = f"{_BELOW} SELECT id FROM reached WHERE is_refused LIMIT 1"  # noqa: S608
_WOULD_CHANGE = f"""{_BELOW} SELECT r.id, r.is_refused FROM reached r JOIN pages_page p USING (id)
    WHERE p.id <> %(page)s AND (r.is_refused OR r.reach <> p.reach) ORDER BY p.id"""  # noqa: S608
_CHANGED = """,
changed AS (
    UPDATE pages_page p SET reach = r.reach FROM reached r
    WHERE p.id = r.id AND p.reach <> r.reach RETURNING p.id
)
SELECT id FROM changed
"""
_CHANGE = _BELOW + _CHANGED
_REPAIR = ALL_REACHED + _CHANGED


def reach_below(parent: Page | None, audience: Audience | None) -> int:
    """Return the reach of a page that chooses `audience` below `parent`; None chooses nothing.

    Raises AudienceRefused when the choice is wider than the parent, or another audience than the parent's.
    """
    above = parent.reach if parent else PUBLIC
    if audience is None:
        return above
    if not is_within(audience.pk, above):
        raise AudienceRefused(_("A page cannot be shown to more people than the page above it."))
    return audience.pk


def state_of(page: Page) -> str:
    """Return what a form has seen of who may read `page`: once that differs, the form is stale."""
    return f"{page.audience_id}~{page.reach}~{page.parent_id}"


def set_audience(page: Page, audience: Audience | None, *, by: Any = None, seen: str | None = None) -> None:
    """Let `page` choose who may read it, and with it everything below that made no narrower choice.

    `by` must be able to read the page and be in the audience, and the ledger says that they did it. `seen` is
    `state_of` the page that they looked at.

    Raises AudienceRefused when that is wider than the page above, when another audience was chosen below,
    when a sibling with the same title reaches the same people already, when `by` may not, and when `seen`
    is stale.
    """
    try:
        _set_audience(page, audience, by, seen)
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise AudienceRefused(
                _("Another page here has the same title. Rename one of them first.")
            ) from error
        raise


def changes_below(page: Page, reach: int) -> tuple[list[int], list[int]]:
    """Return the ids of the pages below `page` that would follow it to `reach`, and that forbid it."""
    with connection.cursor() as cursor:
        cursor.execute(_WOULD_CHANGE, {"page": page.pk, "reach": reach})
        rows = cursor.fetchall()
    return [id for id, is_refused in rows if not is_refused], [id for id, is_refused in rows if is_refused]


def spread(page: int, reach: int) -> set[int]:
    """Let `page` (id) reach `reach`, and with it everything below that made no narrower choice.

    To be called with the tree locked, after its choice or place was written. Returns the ids of the pages
    whose reach changed. Raises AudienceRefused when another audience was chosen below.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REFUSED, {"page": page, "reach": reach})
        if cursor.fetchone():
            raise AudienceRefused(_("A page below this one is for another audience."))
        cursor.execute(_CHANGE, {"page": page, "reach": reach})
        changed = {id for (id,) in cursor.fetchall()}
    facts.refresh(changed)
    return changed


@in_one_transaction
def _set_audience(page: Page, audience: Audience | None, by: Any, seen: str | None) -> None:
    pages = lock_trees([page.pk])
    now = _allowed(pages.get(page.pk), audience, by, seen)
    was, choice = now.audience_id, audience and audience.pk
    page.parent_id, page.reach, page.audience = now.parent_id, now.reach, audience
    if was == choice:
        return
    reach = reach_below(pages.get(now.parent_id), audience)
    beside = showing.frames_beside(page.pk, now.parent_id)
    Page.objects.filter(pk=page.pk).update(audience=audience)
    changed = spread(page.pk, reach)
    page.reach = reach
    if by is not None:
        ledger.record(LedgerEntry.Verb.AUDIENCE, page, by, was=was, audience=choice)
    showing.touch(beside | showing.frames_around_all(page.pk, page.parent_id) | healed(changed))


def _allowed(now: Page | None, audience: Audience | None, by: Any, seen: str | None) -> Page:
    """Return the locked page `now`; raises AudienceRefused when it is gone, not theirs, or not as seen."""
    reaches = None if by is None else reaches_now(by)
    if now is None or not (reaches is None or (now.is_live and now.reach in reaches)):
        raise AudienceRefused(_("The page is no longer there."))
    if audience and not (reaches is None or audience.pk in reaches):
        raise AudienceRefused(_("There is no such audience."))
    if seen not in (None, state_of(now)):
        raise AudienceRefused(
            _("Somebody changed meanwhile who may read this page. Look at it again, then choose.")
        )
    return now


def healed(changed: set[int]) -> set[int]:
    """Let links choose anew between the pages `changed` and others of the same name; return their sources."""
    others = Name.objects.filter(key=OuterRef("key")).exclude(page=OuterRef("page"))
    names = Name.objects.filter(Exists(others), page__in=changed).select_related("page")
    shared = defaultdict(set)
    for name in names.order_by("page_id"):
        shared[name.page].add(name.key)
    return set().union(*(linking.heal(page, keys) for page, keys in shared.items()))


@in_one_transaction
def rebuild_reaches() -> set[int]:
    """Compute the reach of every page again from what was chosen; return the ids of those that were wrong."""
    with connection.cursor() as cursor:
        cursor.execute(_REPAIR)
        wrong = {id for (id,) in cursor.fetchall()}
    facts.refresh(wrong)
    showing.touch(wrong)
    return wrong
