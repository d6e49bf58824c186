"""Uses: the texts that lead to a term, by hand or by themselves, each with the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kmsite.pages.models import Link, Page
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.mentioning import mentioning
from kmsite.pages.terms_inside.surveying import newest_of, texts_of
from kmsite.text.term_sentences import NOWHERE, Sentence, sentences

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
    names, by_hand = autolinking.known(), _linking_by_hand(term)
    asked = mentioning(autolinking.linked_names([term.pk])) if term.pk in names.addresses else set()
    found = newest_of(asked | by_hand, by, _place(after))
    rows: list[Use] = []
    places = [place for place, _at in found]
    looked, count, last = 0, 0, 0
    for text in texts_of(places[:MOST_TEXTS]):
        looked += 1
        laid = text.laid(names.matcher, names.addresses)
        if text.id in by_hand or term.pk in laid.terms:
            count += 1
            if len(rows) < SIZE:
                at = sentences(laid.html).get(term.get_absolute_url(), NOWHERE)
                rows.append(Use(text.title, text.address, at))
                last = looked
            elif after:  # only the first page says how many there are
                break
    goes_on = count > SIZE or len(found) > MOST_TEXTS
    end = found[(last if count > SIZE else looked) - 1] if goes_on else None
    older = f"{end[1].isoformat()}{SEPARATOR}{end[0]}" if end else ""
    return Uses(rows, count, looked == len(found), older)


def _linking_by_hand(term: Page) -> set[int]:
    return {*Link.objects.filter(target=term.pk).values_list("source", flat=True)}


def _place(text: str) -> tuple[datetime, int] | None:
    """Read where a list goes on; None for nonsense."""
    at, _, id = text.partition(SEPARATOR)
    try:
        return (datetime.fromisoformat(at), int(id)) if id.isascii() and len(id) < 19 else None
    except ValueError:
        return None
