"""Reading tags: those that an address names, the pages with all of them, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce

from kmsite.pages.models import Page, Tag
from kmsite.pages.querysets import PageQuerySet
from kmsite.text.names import name_key

NO_TAG = 0
"""An id that no tag has."""
MOST_CHOSEN = 6
MOST_BESIDE = 40
MOST_SUGGESTED = 8


def addressed(slugs: Iterable[str], user: Any) -> list[Tag]:
    """Return the tags that `slugs` lead to, each once and in this order; a former address leads on.

    Each has the number of pages with it that `user` may see as `pages`. None at all when one of them leads to
    no tag on such a page.
    """
    asked = [*dict.fromkeys(slugs)][:MOST_CHOSEN]
    if any("\0" in slug for slug in asked):  # Postgres cannot even look for it
        return []
    found = {tag.slug: tag for tag in Tag.objects.filter(slug__in=asked)}
    # What nobody called so is looked for as well: no answer is sooner than that about a tag of hidden pages.
    meant = dict.fromkeys(_stands_for(found.get(slug)) for slug in asked)
    seen = Tag.objects.counted_for(user).in_bulk(meant)
    return [seen[id] for id in meant] if len(seen) == len(meant) else []


def _stands_for(tag: Tag | None) -> int:
    return (tag.merged_into_id or tag.pk) if tag else NO_TAG


def called(name: str, user: Any) -> Tag | None:
    """Return the tag that has or had the `name`, where it stands on a page that `user` may see."""
    found = Tag.objects.filter(key=name_key(name)).select_related("merged_into").first()
    meant = found and (found.merged_into or found)
    return meant if meant and Tag.objects.counted_for(user).filter(pk=meant.pk).exists() else None


def suggested(typed: str, user: Any, most: int = MOST_SUGGESTED) -> list[tuple[Tag, str]]:
    """Return the tags whose names begin as `typed`, in their order, with the former name that led to one.

    Only those on pages that `user` may see: each is looked for until one is found, and none is counted.
    """
    seen = Page.objects.visible_to(user).filter(page_tags__tag=OuterRef("meant"))
    begun = Tag.objects.filter(key__startswith=name_key(typed)).select_related("merged_into")
    named = begun.annotate(meant=Coalesce("merged_into_id", "id")).filter(Exists(seen)).order_by("key")
    found: dict[Tag, str] = {}
    for tag in named[:most]:
        found.setdefault(tag.merged_into or tag, tag.name if tag.merged_into else "")
    return [*found.items()]


def address_of(tags: Sequence[Tag]) -> str:
    """Return the one address of the pages with all of `tags`: the first names the path, the others narrow."""
    if not tags:
        return "/tags/"
    first, *others = tags
    more = urlencode([("tag", tag.slug) for tag in others])
    return f"/tags/{quote(first.slug)}/{f'?{more}' if more else ''}"


def with_all(tags: Iterable[Tag], user: Any) -> PageQuerySet:
    """Return the pages with all of `tags` that `user` may see."""
    pages = Page.objects.visible_to(user)
    for tag in tags:
        pages = pages.tagged(tag)
    return pages


def beside(tags: Sequence[Tag], user: Any) -> list[tuple[Tag, str]]:
    """Return the tags on the pages with all of `tags`, as far as `user` may see these, the commonest first.

    Each has the number of these pages as `pages`, and comes with the address of those that it narrows to.
    """
    if len(tags) >= MOST_CHOSEN:
        return []
    pages = with_all(tags, user).order_by().values("pk")
    others = Tag.objects.exclude(pk__in=[tag.pk for tag in tags]).filter(page_tags__content_object__in=pages)
    counted = others.annotate(pages=Count("page_tags")).order_by("-pages", "key")[:MOST_BESIDE]
    return [(tag, address_of([*tags, tag])) for tag in counted]


def taken_away(tags: Sequence[Tag]) -> list[tuple[Tag, str]]:
    """Return each of `tags` with the address of the pages that have all the others."""
    return [(tag, address_of([other for other in tags if other != tag])) for tag in tags]
