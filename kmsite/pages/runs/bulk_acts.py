"""What a bulk run does to one page, by the writers that do it to a single one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kmsite.pages.endings import archiving, trashing
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Audience, BulkRun, Page
from kmsite.pages.places import moving
from kmsite.pages.reach import reaches_now
from kmsite.pages.readers import audiences
from kmsite.pages.readers.explaining import name_of
from kmsite.pages.refusing import AudienceRefused, MoveRefused, NoLongerAllowed, TextRefused, TitleTaken
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.tags.tagging import canonical
from kmsite.text.names import name_key

Choice = Mapping[str, Any]

DONE, SAME, REFUSED = "done", "same", "refused"
REFUSALS = (TextRefused, TitleTaken, AudienceRefused, MoveRefused, ArchiveRefused, NotThere)


@dataclass(frozen=True)
class Outcome:
    """What became of one page: DONE, SAME (nothing had to be done) or REFUSED, and what there is to say."""

    outcome: str
    why: str = ""


def perform(act: str, id: int, choice: Choice, *, by: Any) -> Outcome:
    """Do `act` to the page `id` for `by`; raises one of REFUSALS.

    To be called inside a transaction that is taken back as a whole when something is raised.
    """
    page = Page.objects.of_kind(Page.Kind.ARTICLE).filter(pk=id).first()
    if page is None or page.merged_into_id or page.reach not in reaches_now(by):
        raise NotThere
    if page.trashed_at:
        return _in_the_trash(act)
    return _ACTS[act](page, choice, by)


def reason(refused: Exception) -> str:
    """Return why a page was refused, in words."""
    if isinstance(refused, TitleTaken):
        return _("A page there has this title already.")
    if isinstance(refused, NoLongerAllowed):
        return _("You may no longer do this.")
    if isinstance(refused, NotThere):
        return _("The page is no longer there.")
    return str(refused)


def _in_the_trash(act: str) -> Outcome:
    if act == BulkRun.Act.TRASH:
        return Outcome(SAME, _("It is in the trash already."))
    raise NotThere


def _add_tags(page: Page, choice: Choice, by: Any) -> Outcome:
    return _retag(page, by, _("Add tags: %s"), choice["tags"], lambda carried, named: carried | named)


def _take_tags_off(page: Page, choice: Choice, by: Any) -> Outcome:
    return _retag(page, by, _("Take tags off: %s"), choice["tags"], _without)


def _without(carried: dict[str, str], named: dict[str, str]) -> dict[str, str]:
    return {key: tag for key, tag in carried.items() if key not in named}


def _retag(page: Page, by: Any, summary: str, tags: list[str], change: Callable[..., Any]) -> Outcome:
    """Write a revision of `page` with other tags, on top of whatever its current one is."""
    lock_pages([page.pk])
    current = Page.objects.with_current().get(pk=page.pk).current
    carried, named = _by_key(canonical(Draft.of(current).tags)), _by_key(canonical(tags))
    wanted = change(carried, named)
    if wanted.keys() == carried.keys():
        return Outcome(SAME)
    editing.revise(
        page,
        base=current.number,
        body=current.body,
        tags=wanted.values(),
        summary=summary % ", ".join(named.values()),
        minor=True,
        by=by,
    )
    return Outcome(DONE)


def _by_key(tags: tuple[str, ...]) -> dict[str, str]:
    return {name_key(tag): tag for tag in tags}


def _move(page: Page, choice: Choice, by: Any) -> Outcome:
    if page.parent_id == choice["parent"]:
        return Outcome(SAME)
    parent = Page.objects.filter(pk=choice["parent"]).first() if choice["parent"] else None
    if choice["parent"] and parent is None:
        raise MoveRefused(_("There is no page with this title or address."))
    moved = moving.move(page, parent=parent, by=by)
    return Outcome(DONE, _readers(moved.reach) if moved.reach != page.reach else "")


def _readers(reach: int) -> str:
    return _("Who may read it changes to: %s") % name_of(Audience.objects.get(pk=reach))


def _set_audience(page: Page, choice: Choice, by: Any) -> Outcome:
    if page.audience_id == choice["audience"]:
        return Outcome(SAME)
    audience = Audience.objects.filter(pk=choice["audience"]).first()
    if choice["audience"] is not None and audience is None:
        raise AudienceRefused(_("There is no such audience."))
    audiences.set_audience(page, audience, by=by)
    return Outcome(DONE)


def _archive(page: Page, choice: Choice, by: Any) -> Outcome:
    if page.archived_at:
        return Outcome(SAME)
    archiving.archive(page, by=by)
    return Outcome(DONE)


def _trash(page: Page, choice: Choice, by: Any) -> Outcome:
    trashing.trash([page], by=by)
    return Outcome(DONE)


_ACTS: Mapping[str, Callable[[Page, Choice, Any], Outcome]] = {
    BulkRun.Act.TAG: _add_tags,
    BulkRun.Act.UNTAG: _take_tags_off,
    BulkRun.Act.MOVE: _move,
    BulkRun.Act.AUDIENCE: _set_audience,
    BulkRun.Act.ARCHIVE: _archive,
    BulkRun.Act.TRASH: _trash,
}
