"""How a link to an imported page is written: as a wiki link where that is possible and certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from urllib.parse import quote, unquote

from kmsite.pages.models import Name, Page
from kmsite.transfer.links import Found
from kmsite.transfer.planning import Plan, Planned

LONGEST_IN_BRACKETS = 250
"""Characters on each side of the bar that the renderer takes for a wiki link (`kmsite.text.wikilinks`)."""

_NOT_IN_TITLE = re.compile(r"[\[\]|#<>`\\\n]")
_NOT_IN_LABEL = re.compile(r"[\[\]|`*<>\\~{}\n]|&#?\w+;|(?<!\w)_|_(?!\w)")


class WikiLinks:
    """The names by which each planned page can be linked to without doubt, and the links themselves."""

    def __init__(self, plan: Plan, pages: Mapping[Planned, Page]) -> None:
        self._titles = Counter(page.key for page in plan.pages)
        self._sections = Counter(_section(page) for page in plan.pages)
        self._pages = pages
        self._others: dict[str, list[tuple[int, str]]] = defaultdict(list)
        ours = [page.pk for page in pages.values()]
        names = Name.objects.filter(key__in=self._titles, page__trashed_at=None, page__merged_into=None)
        rows = names.exclude(page__in=ours).values_list("key", "page_id", "page__parent__names__key")
        for key, id, section in rows:
            self._others[key].append((id, section or ""))

    def write(self, found: Found, target: Planned, anchor: str, slug: str) -> str:
        """Return the Markdown of a link to `target`: [[Title]], [[Section/Title]] or one with its address.

        A wiki link's label is plain text; a label with markup, and a title that cannot stand in brackets or
        means several pages, take the ordinary form with the address /articles/<slug>/.
        """
        label = " ".join(found.label.split())
        heading = unquote(anchor)
        name = self.name_of(target)
        meant = f"{name}#{heading}" if heading else name
        if not meant or not _can_stand(meant, label, heading):
            return with_title(found, f"/articles/{quote(slug)}/" + (f"#{anchor}" if anchor else ""))
        if not label or label == meant:
            return f"[[{meant}]]"
        bar = r"\|" if found.in_table else "|"
        return f"[[{meant}{bar}{label}]]"

    def name_of(self, target: Planned) -> str | None:
        """Return the title, or section and title, that means this page and no other, or None."""
        if _NOT_IN_TITLE.search(target.title):
            return None
        others = [section for id, section in self._others[target.key] if self._is_older(id, target)]
        if self._titles[target.key] == 1 and not others:
            return target.title
        if target.parent is None or "/" in target.title or _NOT_IN_TITLE.search(target.parent.title):
            return None
        alone = self._sections[_section(target)] == 1 and target.parent.key not in others
        return f"{target.parent.title}/{target.title}" if alone else None

    def _is_older(self, other: int, target: Planned) -> bool:
        """Say whether another page wins over `target`: of two with one title, the older does."""
        page = self._pages.get(target)
        return page is None or other < page.pk


def with_title(found: Found, address: str, label: str = "") -> str:
    """Return the ordinary Markdown of a link or an image, its title kept."""
    title = found.title.replace('"', '\\"')
    shown = f"{'!' * found.image}[{found.label or label}]"
    return f'{shown}({address} "{title}")' if title else f"{shown}({address})"


def _can_stand(meant: str, label: str, heading: str) -> bool:
    if _NOT_IN_LABEL.search(label) or _NOT_IN_TITLE.search(heading):
        return False
    return len(meant) <= LONGEST_IN_BRACKETS and len(label) <= LONGEST_IN_BRACKETS


def _section(page: Planned) -> tuple[str, str]:
    return (page.parent.key if page.parent else "", page.key)
