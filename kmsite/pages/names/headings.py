"""Old addresses of headings: the one writer of heading aliases, and where each of them leads."""

from __future__ import annotations

from collections.abc import Mapping, Set

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from kmsite.pages.models import HeadingAlias, Page, Rendering
from kmsite.pages.reach import shared_reaches
from kmsite.text.headings import followed, moved, sections
from kmsite.text.rendering import Rendered

MOST = 500
"""Aliases that a page keeps; the oldest go first."""


def old_ids() -> ArraySubquery:
    """Return, as a column of a query of pages, the aliases of each as a list of {"old", "new"}."""
    aliases = HeadingAlias.objects.filter(page=OuterRef("pk")).order_by("id")
    return ArraySubquery(aliases.values(alias=JSONObject(old="old", new="new")))


def follow(page: Page, before: Set[str], rendered: Rendered) -> None:
    """Let addresses of headings that the text of `page` had lead to where they went in `rendered`.

    `before` has the ids of the rendering that is kept now. To be called with the page locked, before the new
    rendering is written. Costs nothing as long as the headings stay.
    """
    present = {heading.id for heading in rendered.toc}
    if before == present:
        return
    kept = _aliases(page)
    went = moved(sections(_html(page)), sections(rendered.html)) if before - present else {}
    _keep(page, kept, followed(kept, went, present))


def take_over(winner: Page, loser: Page) -> None:
    """Let addresses of headings of `loser`, and its old ones, land in `winner`, where its text is now.

    To be called while both are merged, after `winner` was revised: the fragment of an address survives the
    redirect. Nothing happens where not every reader of `winner` may read `loser`: ids have words in them.
    """
    if loser.reach not in shared_reaches(winner.reach):
        return
    theirs, ours = sections(_html(loser)), sections(_html(winner))
    present = {section.id for section in ours}
    taken = followed(_aliases(loser), moved(theirs, ours), present)
    kept = _aliases(winner)
    _keep(winner, kept, taken | kept)


def forget(page: Page) -> None:
    """Drop every alias of `page`, because a heading's id may say what nobody shall know any more."""
    HeadingAlias.objects.filter(page=page).delete()


def _html(page: Page) -> str:
    return Rendering.objects.filter(page=page).values_list("html", flat=True).first() or ""


def _aliases(page: Page) -> dict[str, str]:
    """Return the aliases of `page`, the oldest first."""
    return dict(HeadingAlias.objects.filter(page=page).order_by("id").values_list("old", "new"))


def _keep(page: Page, kept: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Let `page` have the aliases `wanted`, the newest MOST of them, instead of those `kept`."""
    wanted = dict([*wanted.items()][-MOST:])
    changed = {old for old, new in kept.items() if wanted.get(old) != new}
    if changed:
        HeadingAlias.objects.filter(page=page, old__in=changed).delete()
    HeadingAlias.objects.bulk_create(
        HeadingAlias(page_id=page.pk, old=old, new=new) for old, new in wanted.items() if kept.get(old) != new
    )
