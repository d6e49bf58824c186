"""The lines of a search: each answer with what is shown beside it, and the card of a term asked for."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from communities.models import Event
from glossary.cards import card_of
from glossary.models import Term
from kmsite.search.choosing import BEST
from kmsite.views.search_reasons import sentences, shares

LOOKS = {
    "approved": "ok",
    "review": "info",
    "draft": "warn",
    "deprecated": "danger",
    "answered": "ok",
    "open": "open",
    "unclear": "warn",
    "outdated": "archived",
    "cancelled": "danger",
}
"""The looks of the chip of a state."""
MOST_TAGS = 5


@dataclass(frozen=True)
class Row:
    """One answer as it is shown: `event` where it is one, `card` where it is a term asked for by name."""

    found: Any
    looks: str
    why: list[str]
    shares: list[tuple[str, str]]
    tags: list[Any] = field(default_factory=list)
    event: Any = None
    card: Any = None


def rows(reader, choice, answer):
    """Return the answers of a screen, those with some of the words last, with tags and times.

    Six statements at most.
    """
    shown = [*answer.found, *answer.beside]
    pages = [one.page for one in shown]
    prefetch_related_objects(pages, "tags")
    events = _events(pages)
    named = _named(answer, choice)
    return [
        Row(
            found=one,
            looks=LOOKS.get(one.status, ""),
            why=sentences(one),
            shares=shares(one.reasons),
            tags=list(one.page.tags.all())[:MOST_TAGS],
            event=events.get(one.page.pk),
            card=_card(reader, one.page) if one is named else None,
        )
        for one in shown
    ]


def _named(answer, choice):
    """Return the answer that is the term asked for by its name, where the best come first."""
    best = answer.found[0] if answer.found and answer.number == 1 and choice.sort == BEST else None
    return best if best and best.reasons.is_named and best.page.kind == "term" else None


def _card(reader, page):
    term = Term.objects.visible_to(reader).with_current().filter(pk=page.pk).first()
    return card_of(term) if term else None


def _events(pages):
    ids = [page.pk for page in pages if page.kind == "event"]
    return Event.objects.in_bulk(ids) if ids else {}
