"""The card of a term: what somebody is told who points at its name in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from glossary.entry import Entry
from glossary.models import Term
from glossary.presenting_sources import SourceView, source_of
from kmsite.pages.models import Rendering
from kmsite.text.excerpts import excerpt

LONGEST = 280
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Card:
    """A term in a few lines: its gloss, or the first sentence of its house definition (`is_quoted`)."""

    title: str
    address: str
    status: str
    domain: str
    gloss: str
    is_quoted: bool
    also: list[str]
    is_contested: bool
    source: SourceView | None
    replacement: str


def card_of(term: Term) -> Card:
    """Return the card of `term`, which was fetched with its current revision; at most two statements."""
    entry = Entry.of(term.current.structure)
    house = entry.house
    return Card(
        title=term.title,
        address=term.get_absolute_url(),
        status=entry.status,
        domain=entry.told.get("_domain", ""),
        gloss=term.lede or (_first_sentence(term, house.id) if house else ""),
        is_quoted=not term.lede and house is not None,
        also=entry.names_of("admitted", "acronym"),
        is_contested=entry.is_contested,
        source=source_of(entry, house.source) if house else None,
        replacement=term.replacement.title if term.replacement else "",
    )


def _first_sentence(term: Term, definition: str) -> str:
    parts = Rendering.objects.filter(page=term.pk).values_list("parts", flat=True).first() or {}
    text = unescape(_TAG.sub("", parts.get(definition, ""))).strip()
    return excerpt(_SENTENCE.split(text, maxsplit=1)[0], LONGEST)
