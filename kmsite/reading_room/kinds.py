"""Which addresses the reading room answers, and how a page of each kind is put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles import reading as articles_reading
from glossary import reading as glossary_reading
from kmsite.pages.models import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its template, and what it shows to all readers alike, by the id of the page."""

    name: str
    template: str
    context: Callable[[int], dict[str, Any] | None]


_KINDS = (
    Kind("article", articles_reading.TEMPLATE, articles_reading.context),
    Kind("term", glossary_reading.TEMPLATE, glossary_reading.context),
)
_BY_SHELF = {Page.SHELVES[kind.name]: kind for kind in _KINDS}
_ADDRESS = re.compile(rf"/({'|'.join(_BY_SHELF)})/([\w-]+)/\Z")


def page_at(path: str) -> tuple[Kind, str] | None:
    """Return kind and slug of the page whose address `path` could be; None for any other address."""
    match = _ADDRESS.match(path)
    return match and (_BY_SHELF[match[1]], match[2])
