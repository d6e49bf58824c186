"""Uses: the texts that lead to a term, by hand or by themselves, each with the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kmsite.pages import autolinking
from kmsite.pages.mentioning import mentioning
from kmsite.pages.models import Link, Page
from kmsite.pages.surveying import newest_of, texts_of
from kmsite.text.term_sentences import Sentence, sentences

MOST_TEXTS = 200
"""Texts that are looked at for one page of the list."""
SIZE = 50
SEPARATOR = "~"


@dataclass(frozen=True)
class Use:
    """A text that leads to the term, and where."""

    title: str
    address: str
    sentence: Sentence


@dataclass(frozen=True)
class Uses:
    """One page of the list. `count` is that of the uses from here on; at least so many if not `is_complete`.

    `older` is where the list goes on, empty at its end.
    """

    rows: list[Use]
    count: int
    is_complete: bool
    older: str


def uses(term: Page, by: Any, after: str = "") -> Uses:
    """Return texts that lead to `term` and that `by` may see, the newest first, beyond the place `after`.

    Each was laid as its readers see it: that its words are there does not make it a use.
    """
    names = autolinking.known()
    asked = mentioning(autolinking.linked_names([term.pk])) if term.pk in names.addresses else set()
    asked |= {*Link.objects.filter(target=term.pk).values_list("source", flat=True)}
    found = newest_of(asked, by, _place(after))
    looked_at, rows, places = dict(found[:MOST_TEXTS]), [], []
    for text in texts_of(looked_at):
        at = sentences(text.laid(names.matcher, names.addresses).html).get(term.get_absolute_url())
        if at:
            rows.append(Use(text.title, text.address, at))
            places.append(text.id)
    is_complete = len(found) <= MOST_TEXTS
    last = places[SIZE - 1] if len(places) > SIZE else None if is_complete else [*looked_at][-1]
    older = f"{looked_at[last].isoformat()}{SEPARATOR}{last}" if last else ""
    return Uses(rows[:SIZE], len(rows), is_complete, older)


def _place(text: str) -> tuple[datetime, int] | None:
    """Read where a list goes on; None for nonsense."""
    at, _, id = text.partition(SEPARATOR)
    try:
        return (datetime.fromisoformat(at), int(id)) if id.isascii() and len(id) < 19 else None
    except ValueError:
        return None
