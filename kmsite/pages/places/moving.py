"""Moving a page, with everything below it, to another place; its title may change on the way."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError
from django.utils.translation import gettext as _

from kmsite.pages.index import facts
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import LedgerEntry, Name, Page
from kmsite.pages.names import addressing, linking
from kmsite.pages.places import ordering
from kmsite.pages.reach import PUBLIC, is_within, reaches_now
from kmsite.pages.readers import audiences
from kmsite.pages.refusing import AudienceRefused, MoveRefused
from kmsite.pages.retrying import in_one_transaction, violated
from kmsite.pages.saving import editing, writing
from kmsite.pages.saving.drafts import clean_title
from kmsite.pages.shown import showing
from kmsite.pages.told import ledger

P = TypeVar("P", bound=Page)


def move(
    page: P, *, parent: Page | None, by: Any, position: int | None = None, title: str | None = None
) -> P:
    """Put `page` below `parent`, or at the top; behind its new siblings, or before the one at `position`.

    What made no choice of its own about its readers has those of its new place; the address stays as it is.
    A `title` renames the page in the same transaction, as a revision by `by`. `by` None is the wiki itself.

    Raises MoveRefused when there is no such place for the page, TitleTaken when a page there has its title,
    AudienceRefused when it, or a page below it, is for another audience. Nothing is written then.
    """
    try:
        return _move(page, parent, by, position, None if title is None else clean_title(title))
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise AudienceRefused(
                _("Two pages below this one would have the same title and the same readers there.")
            ) from error
        raise


def reach_there(page: Page, parent: Page | None) -> int:
    """Return the reach that `page` would have below `parent`: its own choice counts where it is narrower.

    Raises AudienceRefused when it chose another audience than the one above.
    """
    above = parent.reach if parent else PUBLIC
    chosen = page.audience_id
    if chosen is not None and is_within(chosen, above):
        return chosen
    if chosen is not None and min(chosen, above) > PUBLIC:
        raise AudienceRefused(_("The page is for another audience than the page above it would be."))
    return above


@in_one_transaction
def _move(page: P, parent: Page | None, by: Any, position: int | None, title: str | None) -> P:
    now, above = _locked(page, parent, by)
    came_from, is_renamed = now.parent_id, title is not None and title != now.title
    parent_id = above.pk if above else None
    is_moved = came_from != parent_id
    if not (is_moved or is_renamed or position is not None):
        return now
    beside = showing.frames_beside(now.pk, came_from)
    now.parent, now.reach = above, reach_there(now, above)
    names = writing.rename(now, title, by) if is_renamed else _stays(now, by)
    if is_moved:
        now.position = _behind_the_last(now)
    now.save(update_fields=["parent", "position", "title", "title_key", "slug"])
    changed = audiences.spread(now.pk, now.reach)
    if is_moved:
        facts.refresh(showing.pages_below([now.pk]))
        ledger.record(LedgerEntry.Verb.MOVED, now, by, **{"from": came_from, "to": parent_id})
        names |= {*Name.objects.filter(page=now.pk).values_list("key", flat=True)}
    if is_renamed:
        now = _said(now, by)
    if position is not None:
        beside |= ordering.put(now, position)
    healed = linking.heal(now, names) | audiences.healed(changed)
    addressing.confirm(now)
    showing.touch(beside | healed | showing.frames_around_all(now.pk, parent_id))
    return now


def _locked(page: P, parent: Page | None, by: Any) -> tuple[P, Page | None]:
    """Lock what moves, where it stands and where it goes; return page and parent as they are now.

    Two moves that would put two pages below one another lock the same rows: the second sees the first.
    """
    rows = lock_trees([page.pk], beside=[parent and parent.pk])
    readable = None if by is None else reaches_now(by)
    now, above = rows.get(page.pk), rows.get(parent.pk) if parent else None
    if not _is_there(now, readable):
        raise MoveRefused(_("The page is no longer there."))
    if parent and (not _is_there(above, readable) or above.kind != now.kind):
        raise MoveRefused(_("There is no page with this title or address."))
    if now.archived_at:
        raise MoveRefused(_("The page is in the archive. Take it out first."))
    if above and above.archived_at:
        raise MoveRefused(_("The page to put it below is in the archive."))
    if above and above.pk in showing.pages_below([now.pk]):
        raise MoveRefused(_("A page cannot stand below itself, or below a page that stands below it."))
    return type(page).objects.get(pk=now.pk), above


def _is_there(page: Page | None, readable: list[int] | None) -> bool:
    return page is not None and page.is_live and (readable is None or page.reach in readable)


def _stays(page: Page, by: Any) -> set[str]:
    """Return no names: the page keeps its own. Raises TitleTaken when one of its new siblings has it."""
    writing.refuse_taken(page, by)
    return set()


def _behind_the_last(page: Page) -> int:
    siblings = Page.objects.filter(kind=page.kind, parent=page.parent_id)
    last = siblings.order_by("-parent_id", "-position", "-id").values_list("position", flat=True).first()
    return (last or 0) + 1


def _said(page: P, by: Any) -> P:
    """Write the revision that has the new title."""
    before = page.current
    return editing.revise(
        page,
        base=before.number,
        title=page.title,
        body=before.body,
        summary=_("Rename “%s”") % before.title,
        by=by,
    ).page
