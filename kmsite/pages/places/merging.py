"""Merging one page into another: two become one, and neither's past is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.index import facts
from kmsite.pages.locking import lock_trees
from kmsite.pages.models import LedgerEntry, Link, Name, Page, Redirect
from kmsite.pages.names import headings, linking
from kmsite.pages.reach import is_within, reaches_now
from kmsite.pages.readers import audiences
from kmsite.pages.refusing import MergeRefused
from kmsite.pages.retrying import in_one_transaction, violated
from kmsite.pages.saving import deriving, editing
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.told import ledger

P = TypeVar("P", bound=Page)


class ChangedMeanwhile(Exception):
    """Somebody saved the page that was to be merged since its text was looked at."""


@dataclass(frozen=True)
class Belonging:
    """What an app of a higher floor keeps on pages, and how it follows a page into another.

    `count` says how much of it a page has, `told` says that to people, `hand_over` is called inside the
    transaction with the page that ends and the one that goes on.
    """

    count: Callable[[Page], int]
    told: Callable[[int], str]
    hand_over: Callable[[Page, Page], None]


def merge(
    page: Page,
    *,
    into: P,
    base: int,
    into_base: int,
    body: str,
    tags: Iterable[str],
    by: Any,
    entry: Mapping[str, Any] | None = None,
    summary: str = "",
    along: Iterable[Belonging] = (),
) -> P:
    """Let `page` go on as `into`, which gets `body`, `tags` and `entry` as a revision by `by`.

    Names, addresses, links to it, pages below and what comes `along` go over; revisions stay where they are,
    and what `page` said until `base` can be read in its history. The revision stands on top of `into_base`.
    Returns `into`.

    Raises MergeRefused, ChangedMeanwhile when `page` has another revision than `base` by now, and whatever
    `editing.revise` and `audiences.spread` raise. Nothing is written then.
    """
    summary = summary or _("Merge “%s” into this page") % page.title
    text = {"base": into_base, "body": body, "tags": tags, "entry": entry, "summary": summary, "by": by}
    try:
        return _merge(page, into, base, text, tuple(along))
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise MergeRefused(
                _("Below both stand pages of the same title with the same readers. Rename one of them first.")
            ) from error
        raise


def refuse_unfit(page: Page, into: Page) -> None:
    """Raise MergeRefused when `page` cannot go on as `into`, both being there and readable."""
    if page.kind != into.kind or page.pk == into.pk:
        raise MergeRefused(_("A page can only be merged into another page."))
    if page.archived_at or into.archived_at:
        raise MergeRefused(_("One of the pages is in the archive. Take it out first."))
    if not is_within(into.reach, page.reach):
        raise MergeRefused(
            _("More people read “%s” than this page. Change who may read one of them first.") % into.title
        )
    if into.pk in showing.pages_below([page.pk]):
        raise MergeRefused(_("“%s” stands below this page. Move it somewhere else first.") % into.title)


def clashes(page: Page, into: Page, by: Any) -> list[Page]:
    """Return the pages below `page` that have the title of one below `into`, as far as `by` may see both."""
    visible = Page.objects.live() if by is None else Page.objects.visible_to(by)
    taken = visible.children_of(into).exclude(pk=page.pk).values("title_key")
    return list(visible.children_of(page).filter(title_key__in=taken).in_order())


@in_one_transaction
def _merge(page: Page, into: P, base: int, text: dict[str, Any], along: tuple[Belonging, ...]) -> P:
    page, into = _locked(page, into, base, text["by"])
    around = showing.frames_around_all(page.pk, page.parent_id) | kinds.beside([page, into])
    linked = autolinking.linked_names([page.pk])
    moved = showing.pages_below([page.pk])
    _move_children(page, into)
    _end(page, into)
    changed = audiences.spread(into.pk, into.reach)
    facts.refresh(moved)
    names = _hand_over(page, into)
    for belonging in along:
        belonging.hand_over(page, into)
    saved = editing.revise(into, **text)
    if saved.outcome == "unchanged":
        deriving.rebuild(into)  # its names are words that search finds
    headings.take_over(into, page)
    ledger.record(LedgerEntry.Verb.MERGED, into, text["by"], page=page.pk, revision=base)
    healed = linking.heal(into, names) | audiences.healed(changed)
    below = Page.objects.live().children_of(into).values_list("pk", flat=True)
    showing.touch({into.pk, *below} | around | healed | autolinking.names_changed(linked))
    return saved.page


def _locked(page: Page, into: P, base: int, by: Any) -> tuple[Page, P]:
    rows = lock_trees([page.pk], beside=[into.pk])
    readable = None if by is None else reaches_now(by)
    for one in (page, into):
        now = rows.get(one.pk)
        if now is None or not now.is_live or not (readable is None or now.reach in readable):
            raise MergeRefused(_("One of the pages is no longer there."))
    now, goal = rows[page.pk], rows[into.pk]
    refuse_unfit(now, goal)
    if now.current.number != base:
        raise ChangedMeanwhile
    if found := clashes(now, goal, by):
        raise MergeRefused(
            _("Pages below both have the same titles: %s. Rename or move them first.")
            % ", ".join(f"“{clash.title}”" for clash in found)
        )
    return now, type(into).objects.get(pk=goal.pk)


def _move_children(page: Page, into: Page) -> None:
    """Put everything directly below `page` behind what stands below `into`, the trash included."""
    below = Page.objects.filter(parent=into)
    last = below.order_by("-position").values_list("position", flat=True).first() or 0
    Page.objects.filter(parent=page).update(parent=into, position=F("position") + last)


def _end(page: Page, into: Page) -> None:
    """Let `page`, and what was merged into it before, be a part of `into`, with the same readers."""
    Page.objects.filter(merged_into=page).update(merged_into=into)
    Page.objects.filter(pk=page.pk).update(merged_into=into, parent=into, audience=None)
    Link.objects.filter(source=page).delete()


def _hand_over(page: Page, into: Page) -> set[str]:
    """Give the names, addresses and backlinks of `page` to `into`; return the keys of all its names."""
    Redirect.objects.filter(page=page).update(page=into)
    Link.objects.filter(target=page).update(target=into)
    own = {*into.names.values_list("key", flat=True)}
    others = Name.objects.filter(page=page).exclude(kind=Name.Kind.TITLE)
    others.exclude(key__in=own).update(page=into)
    others.delete()
    if page.title_key not in own:
        Name.objects.get_or_create(
            page=into, key=page.title_key, kind=Name.Kind.FORMER, defaults={"text": page.title}
        )
    return {*into.names.values_list("key", flat=True)}
