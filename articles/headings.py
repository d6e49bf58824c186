"""Headings of an article's text: a link to each, its old addresses, and the contents as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext

# Safe to read by pattern: the sanitiser has the last word on this HTML and quotes every value.
_HEADING = re.compile(r'<h([2-4]) id="([^"]+)"[^>]*>.*?(?=</h\1>)', re.DOTALL)
_START = re.compile(r'<h[1-6] id="([^"]+)"[^>]*>')
DEEPEST = 4


@dataclass(slots=True)
class Entry:
    """A heading in the table of contents, with those below it."""

    id: str
    text: str
    level: int
    below: list[Entry] = field(default_factory=list)


def with_heading_links(html: str) -> str:
    """Add to every heading of level 2 to 4 a quiet link to itself, for copying."""
    label = escape(gettext("Link to this heading"))

    def linked(heading: re.Match[str]) -> str:
        anchor = f'<a class="anchor heading-link" href="#{heading[2]}" aria-label="{label}"></a>'
        return heading[0] + anchor

    return _HEADING.sub(linked, html)


def with_old_ids(html: str, aliases: Iterable[Mapping[str, str]]) -> str:
    """Lay into each heading the ids that lead to it, {"old", "new"}: an old link lands without a script."""
    spans: dict[str, str] = {}
    for alias in aliases:
        new = escape(alias["new"])
        spans[new] = spans.get(new, "") + f'<span id="{escape(alias["old"])}"></span>'
    return _START.sub(lambda start: start[0] + spans.get(start[1], ""), html) if spans else html


def contents(toc: Iterable[Mapping[str, object]]) -> list[Entry]:
    """Return the headings of a rendering's `toc` as a tree, down to level 4.

    Empty for fewer than two headings: contents of one line tell nothing.
    """
    top: list[Entry] = []
    open_entries: list[Entry] = []
    shown = [heading for heading in toc if heading["level"] <= DEEPEST]
    for heading in shown:
        entry = Entry(heading["id"], heading["text"], heading["level"])
        while open_entries and open_entries[-1].level >= entry.level:
            open_entries.pop()
        (open_entries[-1].below if open_entries else top).append(entry)
        open_entries.append(entry)
    return top if len(shown) > 1 else []
