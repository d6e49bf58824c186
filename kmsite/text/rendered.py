"""What a rendered text consists of."""

from dataclasses import dataclass


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
