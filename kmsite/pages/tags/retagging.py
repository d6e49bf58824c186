"""Changing tags themselves: describe one, rename it, let another stand for it.

No revision is written anew: one that says a former name means the tag that stands for it now
(`tagging.canonical`).
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from kmsite.pages.index import rewording
from kmsite.pages.models import LedgerEntry, PageTag, Tag
from kmsite.pages.refusing import TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.shown import showing
from kmsite.pages.tags import tagging
from kmsite.pages.told import ledger
from kmsite.text.names import name_key

Verb = LedgerEntry.Verb

_CARRY_OTHER = """
UPDATE pages_pagetag SET tag_id = %(into)s WHERE tag_id = %(tag)s AND content_object_id NOT IN (
    SELECT content_object_id FROM pages_pagetag WHERE tag_id = %(into)s
)
"""


class NameOfAnother(Exception):
    """`tag` has the name, or had it; these two could be merged."""

    def __init__(self, tag: Tag) -> None:
        super().__init__(tag.name)
        self.tag = tag


class ChangedMeanwhile(TextRefused):
    """Somebody else renamed, described or merged the tag after the form was made."""


@in_one_transaction
def change(tag: Tag, *, was: str, name: str, description: str, by: Any) -> Tag:
    """Let `tag`, which was called `was` when `by` began, have this `name` and `description`; return it.

    The name that it had leads to it for ever, as its address does. Raises NameOfAnother when another tag that
    `by` may know has or had the name; one that they may not know becomes a part of this one, just as a tag
    that they write on a page would be that one. Raises ChangedMeanwhile and TextRefused.
    """
    line = tagging.clean_tag(name)
    if not line:
        raise TextRefused(_("A tag needs a name with at least one letter or digit."))
    namesake = Tag.objects.filter(key=name_key(line)).first()
    rows = _locked(tag.pk, namesake and namesake.pk, namesake and namesake.merged_into_id)
    now = _still(rows, tag, was)
    taken = rows.get(namesake.pk) if namesake and namesake.pk != now.pk else None
    joined = _made_room(taken, rows, now, by) if taken else set()
    if (now.name, now.description) != (line, description):
        _write(now, line, description, taken)
        _follow(now, joined, is_renamed=line != was)
        ledger.record(Verb.TAG_CHANGED, None, by, tag=now.pk)
    return now


@in_one_transaction
def merge(tag: Tag, *, into: Tag, by: Any) -> Tag:
    """Let `into` stand for `tag`, on every page and for every name that this has or had; return `into`.

    It cannot be undone: which page carried which of the two is known from then on by its revisions alone.
    Raises ChangedMeanwhile when one of them stands for itself no more.
    """
    rows = _locked(tag.pk, into.pk)
    loser, winner = _still(rows, tag, tag.name), _still(rows, into, into.name)
    if loser.pk == winner.pk:
        raise TextRefused(_("Both are the same tag."))
    if loser.description and not winner.description:
        Tag.objects.filter(pk=winner.pk).update(description=loser.description)
    pages = _join(loser, winner)
    _follow(winner, pages, is_renamed=False)
    ledger.record(Verb.TAG_MERGED, None, by, tag=winner.pk)
    return winner


def _locked(*ids: int | None) -> dict[int, Tag]:
    """Lock tags in the order of their ids: who writes one on a page meanwhile waits, or is waited for."""
    rows = Tag.objects.filter(pk__in={*ids} - {None}).order_by("pk").select_for_update()
    return {tag.pk: tag for tag in rows}


def _still(rows: dict[int, Tag], tag: Tag, was: str) -> Tag:
    """Return `tag` as it is now; raises ChangedMeanwhile unless it still is called `was`."""
    now = rows.get(tag.pk)
    if now is None or now.merged_into_id:
        raise ChangedMeanwhile(_("Somebody merged this tag into another meanwhile."))
    if now.name != was:
        raise ChangedMeanwhile(_("Somebody renamed this tag to “%s” meanwhile.") % now.name)
    return now


def _made_room(taken: Tag, rows: dict[int, Tag], tag: Tag, by: Any) -> set[int]:
    """Let the name of `taken` be free for `tag`; return the pages that thereby joined it.

    Raises NameOfAnother where `by` may know whose name it is.
    """
    if taken.merged_into_id == tag.pk:
        return set()
    other = rows.get(taken.merged_into_id or taken.pk)
    if other is None:
        raise ChangedMeanwhile(_("Somebody changed a tag of this name meanwhile. Look again."))
    if Tag.objects.counted_for(by).filter(pk=other.pk).exists():
        raise NameOfAnother(other)
    return _join(other, tag)


def _join(loser: Tag, winner: Tag) -> set[int]:
    """Let every page with `loser` carry `winner`, and its names lead there; return the pages (ids)."""
    pages = {*PageTag.objects.filter(tag=loser).values_list("content_object_id", flat=True)}
    with connection.cursor() as cursor:
        cursor.execute(_CARRY_OTHER, {"tag": loser.pk, "into": winner.pk})
    PageTag.objects.filter(tag=loser).delete()
    Tag.objects.filter(merged_into=loser).update(merged_into=winner)
    Tag.objects.filter(pk=loser.pk).update(merged_into=winner, description="")
    return pages


def _write(tag: Tag, name: str, description: str, taken: Tag | None) -> None:
    """Give `tag` its new name; the old one becomes a row that leads to it.

    `taken` is a row with the new name that leads to `tag` already: these two change names.
    """
    old = {"name": tag.name, "key": tag.key, "slug": tag.slug}
    tag.name, tag.description = name, description
    if name_key(name) == tag.key:
        Tag.objects.filter(pk=tag.pk).update(name=name, description=description)
        return
    tag.key = name_key(name)
    tag.slug = taken.slug if taken else tagging.free_slug(name)
    if taken:
        taken.delete()
    new = {"name": tag.name, "key": tag.key, "slug": tag.slug, "description": description}
    Tag.objects.filter(pk=tag.pk).update(**new)
    Tag.objects.bulk_create([Tag(**old, merged_into=tag)])


def _follow(tag: Tag, joined: set[int], *, is_renamed: bool) -> None:
    """Bring up to date what shows or finds pages by `tag`: those that `joined` it, or all that carry it.

    What search reads of them is written afterwards, in steps: of 50,000 pages it takes minutes.
    """
    carrying = PageTag.objects.filter(tag=tag).values_list("content_object_id", flat=True)
    pages = {*carrying} if is_renamed else joined
    rewording.wait_for(pages)
    showing.touch(pages)
