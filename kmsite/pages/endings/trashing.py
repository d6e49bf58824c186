"""The trash: pages go there with everything below them, and come back to their place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.pages.index import facts
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.names import addressing, linking
from kmsite.pages.reach import reaches_now, shared_reaches
from kmsite.pages.refusing import TitleTaken
from kmsite.pages.retrying import in_one_transaction, violated
from kmsite.pages.saving.deriving import rendered_of
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.writing import act_of, refuse_taken, rename, write_next
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.told import ledger


class NotThere(LookupError):
    """There is nothing that could be trashed or restored: gone meanwhile, or not for this person."""


class RestoreRefused(ValueError):
    """What is in the trash cannot come back as it is; the message says why."""


@dataclass(frozen=True)
class Return:
    """A page that came back: where it is now, whether that is another place, whether its readers were kept.

    `is_narrowed` says that it now chooses its readers itself, because the page above has more of them.
    """

    page: Page
    parent: Page | None
    is_elsewhere: bool = False
    is_narrowed: bool = False


class TitlesTaken(Exception):
    """Other titles are needed: `taken` names by page id the page that has it, None where that is hidden."""

    def __init__(self, taken: Mapping[int, Page | None]) -> None:
        super().__init__(taken)
        self.taken = taken


@in_one_transaction
def trash(pages: Iterable[Page], *, by: Any) -> uuid.UUID:
    """Put `pages` and everything below them into the trash, as one batch; return its number.

    What `by` may not see goes along: a page is nowhere without the one above it. Raises NotThere when none
    of `pages` is live and readable for `by` any more, and TextRefused for what must stay.
    """
    asked = {page.pk for page in pages}
    rows = lock_trees(asked)
    there = {id for id in asked & rows.keys() if _is_there(rows[id], by)}
    if not there:
        raise NotThere
    batch = uuid.uuid4()
    going = {id for id in showing.pages_below(sorted(there)) if rows[id].is_live}
    roots = [rows[id] for id in sorted(going) if rows[id].parent_id not in going]
    for id in sorted(going):
        kinds.of(rows[id].kind).refuse_trash(rows[id])
    Page.objects.filter(pk__in=going).update(trashed_at=timezone.now(), trash=batch)
    sources = linking.lose(going)
    facts.refresh(going)
    for root in roots:
        count = _count_below(root, going, rows)
        ledger.record(LedgerEntry.Verb.TRASHED, root, by, batch=str(batch), pages=count)
    beside = _frames_beside(roots) | kinds.beside(rows[id] for id in going)
    showing.touch(going | sources | beside | autolinking.came_or_went(going))
    return batch


def restore(batch: uuid.UUID, *, by: Any, titles: Mapping[int, str] | None = None) -> list[Return]:
    """Take what `by` may see of `batch` out of the trash, each page back to its place.

    Where the page above is no longer there, or went into the archive meanwhile, the nearest page above that
    is takes its place, or else the top. A page never gets more readers by that. `titles` gives pages (ids)
    new titles.

    Raises NotThere when somebody restored or purged it already, TitlesTaken when siblings have the titles by
    now, TextRefused for a new title that cannot be kept, and RestoreRefused when pages below clash.
    """
    try:
        return _restore(batch, by, titles or {})
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise RestoreRefused(
                _("Two pages in it would have the same title, the same place and the same readers.")
            ) from error
        raise


def roots_of(batch: uuid.UUID, by: Any) -> list[Page]:
    """Return the pages of `batch` that were put into the trash themselves, as `by` may restore them."""
    roots = list(Page.objects.trashed_first().filter(trash=batch).order_by("pk"))
    if by is None:
        return roots
    readable, rights = reaches_now(by), rights_of(by)
    return [one for one in roots if one.reach in readable and kinds.of(one.kind).right("restore") in rights]


def home_of(page: Page, rows: Mapping[int, Page]) -> Page | None:
    """Return the page that `page` comes back below: its parent, or the nearest one above that takes it.

    `rows` holds every page above it.
    """
    home = rows.get(page.parent_id)
    while home and not (home.is_live and (page.archived_at or not home.archived_at)):
        home = rows.get(home.parent_id)
    return home


@in_one_transaction
def _restore(batch: uuid.UUID, by: Any, titles: Mapping[int, str]) -> list[Return]:
    asked = {page.pk for page in roots_of(batch, by)}
    rows = lock_trees(asked, beside=showing.pages_above(sorted(asked)))
    roots = [rows[id] for id in sorted(asked) if id in rows and rows[id].trash == batch]
    if not roots:
        raise NotThere
    was = {root.pk: root.parent_id for root in roots}
    returns = [_bring_home(root, home_of(root, rows)) for root in roots]
    _give_titles(roots, titles, by)
    back = {id for id in showing.pages_below(sorted(asked)) if rows[id].trash == batch}
    Page.objects.filter(pk__in=back).update(trashed_at=None, trash=None)
    sources = linking.find(back)
    facts.refresh(showing.pages_below(sorted(asked)))
    for root in roots:
        moved = {"was": was[root.pk], "parent": root.parent_id} if was[root.pk] != root.parent_id else {}
        count = _count_below(root, back, rows)
        ledger.record(LedgerEntry.Verb.RESTORED, root, by, batch=str(batch), pages=count, **moved)
        root.trashed_at = root.trash = None
    beside = _frames_beside(roots) | kinds.beside(rows[id] for id in back)
    showing.touch(back | sources | beside | autolinking.came_or_went(back))
    return returns


def _bring_home(root: Page, home: Page | None) -> Return:
    """Write where `root` stands from now on, with the readers it had."""
    if (home and home.pk) == root.parent_id:
        return Return(root, home)
    reach = home.reach if home else 0
    siblings = Page.objects.filter(kind=root.kind, parent=home)
    root.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    root.parent = home
    is_narrowed = root.reach != reach and root.audience_id != root.reach
    if root.reach != reach:
        root.audience_id = root.reach
    Page.objects.filter(pk=root.pk).update(parent=home, position=root.position, audience_id=root.audience_id)
    return Return(root, home, is_elsewhere=True, is_narrowed=is_narrowed)


def _give_titles(roots: Iterable[Page], titles: Mapping[int, str], by: Any) -> None:
    """Rename those of `roots` that get new titles; raises TitlesTaken when one has a title that is taken."""
    taken: dict[int, Page | None] = {}
    for root in roots:
        try:
            if titles.get(root.pk):
                _rename(root, titles[root.pk], by)
            else:
                refuse_taken(root, by)
        except TitleTaken as refused:
            taken[root.pk] = refused.page
    if taken:
        raise TitlesTaken(taken)


def _rename(page: Page, title: str, by: Any) -> None:
    """Write a revision of `page`, still in the trash, with another title."""
    draft = Draft.of(page.current).changed(title=title)
    act = act_of(by=by, summary=_("Another title, because the old one was taken"), key="", at=None)
    base = page.current
    if draft.title != page.title:
        rename(page, draft.title, by)
        page.changed_at = act.at
        write_next(page, draft, rendered_of(page.kind, draft), act, base)
        addressing.confirm(page)
    refuse_taken(page, by)


def _is_there(page: Page, by: Any) -> bool:
    return page.is_live and (by is None or page.reach in reaches_now(by))


def _count_below(root: Page, pages: set[int], rows: Mapping[int, Page]) -> int:
    """Count the pages below `root` that each of its readers may know of: the ledger is read by them all."""
    shared = shared_reaches(root.reach)
    below = showing.pages_below([root.pk]) & pages - {root.pk}
    return sum(rows[id].reach in shared for id in below)


def _frames_beside(roots: Iterable[Page]) -> set[int]:
    return set().union(*(showing.frames_beside(root.pk, root.parent_id) for root in roots))
