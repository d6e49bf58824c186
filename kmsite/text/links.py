"""Laying links: stored wiki links become addresses, or red links that offer to write the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

# Written by kmsite.text.wikilinks and serialised by nh3, which quotes every value and escapes every quotation
# mark in it; so nothing that a person writes can look like this.
_STORED = re.compile(
    r'<a class="wikilink" data-key="([^"]*)" data-title="([^"]*)" data-anchor="([^"]*)">([^<]*)</a>'
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a wiki link leads: the address of the page and its present title."""

    href: str
    title: str


def lay(html: str, targets: Mapping[str, Target], *, create: str = "/new/?title=") -> str:
    """Return the stored `html` with every wiki link resolved through `targets` (by link key).

    A key that is missing becomes a red link to `create` followed by the quoted title.
    """

    def resolved(match: re.Match[str]) -> str:
        key, title, anchor, label = match.groups()
        target = targets.get(unescape(key))
        if target is None:
            return _red(label, create + quote(unescape(title), safe=""))
        return _blue(label, target, unescape(anchor))

    return _STORED.sub(resolved, html)


def keys_of(html: str) -> list[str]:
    """Return the link keys of the wiki links in the stored `html`."""
    return [unescape(link[1]) for link in _STORED.finditer(html)]


def _blue(label: str, target: Target, anchor: str) -> str:
    href = f"{target.href}#{quote(anchor)}" if anchor else target.href
    title = "" if unescape(label) == target.title else f' title="{escape(target.title)}"'
    return f'<a class="wikilink" href="{escape(href)}"{title}>{label}</a>'


def _red(label: str, href: str) -> str:
    note = '<span class="vh"> (no page yet, create it)</span>'
    return f'<a class="redlink" href="{escape(href)}" rel="nofollow">{label}{note}</a>'
