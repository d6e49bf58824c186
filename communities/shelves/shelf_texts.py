"""The texts of a collection, as a series shows one of them and a printed document all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from communities.shelves.shelf_reading import Item
from kmsite.attachments.laying import with_sizes
from kmsite.pages import kinds
from kmsite.pages.models import Link, Page
from kmsite.text.links import Target, lay

# Safe to read by pattern: the sanitiser has the last word on this HTML and quotes every value.
_TAG = re.compile(r"<[a-z](?:[^>\"]|\"[^\"]*\")*>")
_ID = re.compile(r' (id|for|aria-labelledby|aria-describedby)="([^"]+)"')
_JUMP = re.compile(r' href="#([^"]+)"')
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")


@dataclass(frozen=True)
class Heading:
    """A heading of a text in the table of contents."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Text:
    """What a collection shows of one of its items; a file and a link have no text of their own."""

    item: Item
    parts: list[tuple[str | Promise, SafeString]]
    body: SafeString
    headings: list[Heading]

    @property
    def anchor(self) -> str:
        return f"t{self.item.number}"

    @property
    def is_empty(self) -> bool:
        return self.item.page is not None and not (self.parts or self.body or self.item.page.lede)


def texts_of(items: Iterable[Item], user: Any, *, below: int = 0) -> list[Text]:
    """Return the texts of `items` for `user`, in two statements and one for each with pictures.

    Their headings stand `below` levels lower than on their page; every id begins with the anchor of its text,
    so that those of two texts never clash. Links lead where `user` may follow them.
    """
    items = list(items)
    ids = [item.page.pk for item in items if item.page]
    pages = Page.objects.filter(pk__in=ids).select_related("rendering", "current").in_bulk()
    targets = _targets(ids, user)
    return [_text(item, pages.get(item.page.pk if item.page else None), targets, below) for item in items]


def with_ids_of(html: str, anchor: str) -> str:
    """Return `html` with all its ids, and the jumps to them, put under `anchor`."""

    def within(tag: re.Match[str]) -> str:
        named = _ID.sub(lambda id: f' {id[1]}="{anchor}-{id[2]}"', tag[0])
        return _JUMP.sub(lambda jump: f' href="#{anchor}-{jump[1]}"', named)

    return _TAG.sub(within, html)


def _text(item: Item, page: Page | None, targets: Mapping[int, Mapping[str, Target]], below: int) -> Text:
    if page is None:
        return Text(item, [], SafeString(""), [])
    links, anchor = targets.get(page.pk, {}), f"t{item.number}"

    def laid(html: str) -> SafeString:
        html = with_sizes(lay(html, links), page)
        whole = _HEADING.sub(
            lambda tag: f"<{tag[1]}h{min(int(tag[2]) + below, 6)}", with_ids_of(html, anchor)
        )
        return mark_safe(whole)  # noqa: S308 - sanitised when it was saved

    rendering = page.rendering
    labels = kinds.of(page.kind).readable(page.current.structure) if rendering.parts else {}
    parts = [(label, laid(rendering.parts[id])) for id, (label, _said) in labels.items()
             if rendering.parts.get(id)]  # fmt: skip
    headings = [Heading(f"{anchor}-{one['id']}", one["text"]) for one in rendering.toc if one["level"] <= 2]
    return Text(item, parts, laid(rendering.html), headings)


def _targets(pages: list[int], user: Any) -> dict[int, dict[str, Target]]:
    """Return by page where its links lead that `user` may follow."""
    links = Link.objects.filter(source__in=pages, target__in=Page.objects.visible_to(user))
    found: dict[int, dict[str, Target]] = {}
    for link in links.select_related("target"):
        target = Target(link.target.get_absolute_url(), link.target.title)
        found.setdefault(link.source_id, {})[link.key] = target
    return found
