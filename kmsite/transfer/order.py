"""The order and the titles that a folder's `.pages` files and `mkdocs.yml` give its pages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath
from typing import Any

import yaml

from kmsite.transfer.folder import Folder
from kmsite.transfer.reporting import Report

_DIGITS = re.compile(r"(\d+)")


class _Lenient(yaml.SafeLoader):
    """Plain YAML that passes over tags such as `!!python/name:` and `!ENV`, which mkdocs.yml often has."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)


@dataclass
class Order:
    """Ranks and titles by path. A folder's path stands for its section page; `.` for the whole."""

    ranks: dict[PurePosixPath, int] = field(default_factory=dict)
    rests: dict[PurePosixPath, int] = field(default_factory=dict)
    titles: dict[PurePosixPath, str] = field(default_factory=dict)
    backwards: set[PurePosixPath] = field(default_factory=set)
    counter: Iterator[int] = field(default_factory=count)

    def arrange(self, parent: PurePosixPath, paths: list[PurePosixPath]) -> list[PurePosixPath]:
        """Return the children of a folder in the order in which its navigation shows them.

        What the navigation does not name comes where it says `...`, else last, by name (2 before 10).
        """
        named = sorted(paths, key=natural, reverse=parent in self.backwards)
        rest = self.rests.get(parent, sys.maxsize)
        return sorted(named, key=lambda path: self.ranks.get(path, rest))


def natural(path: PurePosixPath) -> tuple[Any, ...]:
    """Return a key that sorts names as people do."""
    parts = _DIGITS.split(path.name.casefold())
    return tuple((int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in parts)


def read_order(folder: Folder, report: Report) -> Order:
    """Read `mkdocs.yml`, then every `.pages` (as in mkdocs-awesome-pages), which has the last word."""
    order = Order()
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        _read_mkdocs(folder, PurePosixPath(name), order, report)
    for path in sorted(other for other in folder.others if other.name == ".pages"):
        said = _load(folder, path, report)
        if isinstance(said.get("title"), str):
            order.titles[path.parent] = said["title"]
        if said.get("order") == "desc":
            order.backwards.add(path.parent)
        _read_nav(said.get("nav", said.get("arrange")), path.parent, order)
    return order


def _load(folder: Folder, path: PurePosixPath, report: Report) -> dict[str, Any]:
    text = folder.settings_text(path)
    if text is None:
        return {}
    try:
        said = yaml.load(text, _Lenient)  # noqa: S506 - a safe loader with fewer powers
    except (yaml.YAMLError, ValueError) as error:
        report.remark(str(path), f"is not YAML, so its order is not used ({str(error).splitlines()[0]})")
        return {}
    return said if isinstance(said, dict) else {}


def _read_mkdocs(folder: Folder, path: PurePosixPath, order: Order, report: Report) -> None:
    said = _load(folder, path, report)
    docs = PurePosixPath(str(said.get("docs_dir", "docs")))
    inside = any(docs in text.parents for text in folder.texts)
    _read_nav(said.get("nav"), docs if inside else PurePosixPath("."), order)


def _read_nav(nav: Any, base: PurePosixPath, order: Order) -> None:
    """Give a rank to each entry: "path", {"Title": "path"}, {"Section": [entries]} or "..."."""
    if not isinstance(nav, list):
        return
    for entry in nav:
        if isinstance(entry, dict):
            for title, value in entry.items():
                if isinstance(value, list):
                    _read_nav(value, base, order)
                elif isinstance(value, str):
                    _rank(base, value, order, str(title))
        elif isinstance(entry, str) and entry.startswith("..."):
            order.rests[base] = next(order.counter)
        elif isinstance(entry, str):
            _rank(base, entry, order)


def _rank(base: PurePosixPath, entry: str, order: Order, title: str = "") -> None:
    """Rank a path, and each folder between it and the folder whose navigation it is, where first met."""
    path = base / entry.strip().strip("/")
    order.ranks[path] = next(order.counter)
    for folder in path.parents:
        if folder == base:
            break
        order.ranks.setdefault(folder, order.ranks[path])
    if title:
        order.titles[path] = title
