"""The card of a page: what somebody is told who points at a link to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import unescape
from re import compile as pattern
from typing import Any

from django.utils.functional import Promise

from kmsite.pages import kinds
from kmsite.pages.models import HeadingAlias, Page, Rendering, SearchEntry
from kmsite.text.excerpts import excerpt
from kmsite.text.headings import sections

LONGEST = 200
_TAG = pattern(r"<[^>]*>")
_END_OF_BLOCK = pattern(r"</(?:p|li|h[1-6]|td|th|dt|dd|pre|tr)>")


@dataclass(frozen=True, slots=True)
class Card:
    """A page in a few lines, or one section of it: then `heading` is its name."""

    page: Page
    fact: str
    lines: str
    heading: str
    status: str
    status_name: str | Promise
    above: list[Page]
    changed_at: datetime


def card_of(page: Page, user: Any, anchor: str = "") -> Card:
    """Return the card of `page`, which `user` may read, or of its heading with the id `anchor`.

    A page whose inside is closed to `user` is told by its lede alone. Five statements at most, and those of
    the kind of page.
    """
    status = SearchEntry.objects.filter(page=page.pk).values_list("status", flat=True).first() or ""
    heading, lines = _told(page, user, anchor)
    parent = Page.objects.filter(pk=page.parent_id).select_related("parent").first()
    return Card(
        page=page,
        fact=kinds.of(page.kind).on_card(page),
        lines=lines,
        heading=heading,
        status=status,
        status_name=kinds.of(page.kind).called(status) if status else "",
        above=[one for one in (parent.parent if parent else None, parent) if one],
        changed_at=page.changed_at,
    )


def _told(page: Page, user: Any, anchor: str) -> tuple[str, str]:
    """Return the heading and the first lines of what the card is about."""
    if _is_closed(page, user):
        return "", excerpt(page.lede, LONGEST)
    if anchor and (section := _section(page, anchor)):
        return section
    if page.lede:
        return "", excerpt(page.lede, LONGEST)
    text = Rendering.objects.filter(page=page.pk).values_list("text", flat=True).first() or ""
    return "", excerpt(text, LONGEST)


def _is_closed(page: Page, user: Any) -> bool:
    return page.pk in set(kinds.of(page.kind).closed_to(user))


def _section(page: Page, anchor: str) -> tuple[str, str] | None:
    """Return the name and the first lines of the section whose heading has, or had, the id `anchor`."""
    row = Rendering.objects.filter(page=page.pk).values_list("toc", "html").first()
    if row is None:
        return None
    toc, html = row
    names = {heading["id"]: heading["text"] for heading in toc}
    if anchor not in names:
        led = HeadingAlias.objects.filter(page=page.pk, old=anchor).values_list("new", flat=True)
        anchor = led.first() or ""
    found = next((one for one in sections(html) if one.id == anchor), None)
    if found is None or anchor not in names:
        return None
    plain = unescape(_TAG.sub("", _END_OF_BLOCK.sub(" ", found.html[: LONGEST * 40])))
    return names[anchor], excerpt(plain, LONGEST)
