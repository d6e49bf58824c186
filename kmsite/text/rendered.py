"""What a rendered text consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the table of contents: its level 1-6, its id and its text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkRef:
    """A link to a page of ours: a name key or an address like "/articles/pump", and the id it points at."""

    key: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML and what was derived from it; wiki links in it are still to be laid (`kmsite.text.links`)."""

    html: str
    toc: tuple[Heading, ...]
    links: tuple[LinkRef, ...]
    files: tuple[int, ...]
    text: str
    parts: Mapping[str, str] = field(default_factory=dict)
    """The HTML of texts that belong to the page beside its own, by id."""
