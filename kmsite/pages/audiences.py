"""Audiences: how far a page reaches, and how that changes with everything below it."""

from __future__ import annotations

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from kmsite.pages import showing
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import Audience, Page
from kmsite.pages.reach import PUBLIC, is_within
from kmsite.pages.refusing import AudienceRefused
from kmsite.pages.retrying import in_one_transaction, violated

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
_CHANGED = """,
changed AS (
    UPDATE pages_page p SET reach = r.reach FROM reached r
    WHERE p.id = r.id AND p.reach <> r.reach RETURNING p.id, p.reach
),
searched AS (
    UPDATE pages_searchentry e SET reach = changed.reach FROM changed WHERE e.page_id = changed.id
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


def set_audience(page: Page, audience: Audience | None) -> None:
    """Let `page` choose who may read it, and with it everything below that made no narrower choice.

    Raises AudienceRefused when that is wider than the page above, when another audience was chosen below, or
    when a sibling with the same title reaches the same people already.
    """
    try:
        _set_audience(page, audience)
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise AudienceRefused(
                _("Another page here has the same title. Rename one of them first.")
            ) from error
        raise


@in_one_transaction
def _set_audience(page: Page, audience: Audience | None) -> None:
    lock_trees([page.pk])
    page.refresh_from_db(fields=["parent"])
    reach = reach_below(page.parent, audience)
    with connection.cursor() as cursor:
        Page.objects.filter(pk=page.pk).update(audience=audience)
        cursor.execute(_REFUSED, {"page": page.pk, "reach": reach})
        if cursor.fetchone():
            raise AudienceRefused(_("A page below this one is for another audience."))
        cursor.execute(_CHANGE, {"page": page.pk, "reach": reach})
    page.audience, page.reach = audience, reach
    showing.touch(showing.frames_around_all(page.pk, page.parent_id))


@in_one_transaction
def rebuild_reaches() -> set[int]:
    """Compute the reach of every page again from what was chosen; return the ids of those that were wrong."""
    with connection.cursor() as cursor:
        cursor.execute(_REPAIR)
        wrong = {id for (id,) in cursor.fetchall()}
    showing.touch(wrong)
    return wrong
