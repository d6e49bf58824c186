"""What clashes when two people changed one charter: the places as they are asked, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.charter import LABELS as PARTS
from kmsite.pages import drafts
from kmsite.pages.drafts import Draft
from kmsite.pages.joining import in_one_phrase, writers_between
from kmsite.pages.models import Page
from kmsite.pages.refusing import Conflict
from kmsite.pages.resolving import FAULTS, NAMES, Question, Reading
from kmsite.text.chunks import SIDES

Label = str | Promise

LABELS: Mapping[str, Label] = {"title": gettext_lazy("Name"), "lede": gettext_lazy("Purpose"), **PARTS}
BODY = "body_"
ORDER = ("theirs", "mine", "base")
LONGEST_OPEN = 3_000


@dataclass(frozen=True)
class Place:
    """A place to decide: its name, what it is called, what stands there in the base, in mine, in theirs."""

    name: str
    label: Label
    readings: Mapping[str, str]


def places_of(conflict: Conflict) -> list[Place]:
    """Return every place of `conflict` that somebody has to decide, in the order of the form."""
    return [*_lines(conflict), *_parts(conflict), *_passages(conflict)]


class Choices:
    """What a writer chose at each place where their charter and the one saved meanwhile clash.

    Called with the conflict it returns the draft that comes of it, or raises the conflict again; then
    `faults` says what is wrong at which place.
    """

    def __init__(self, sent: QueryDict) -> None:
        self.sent = sent
        self.faults: dict[str, str] = {}

    def __call__(self, conflict: Conflict) -> Draft:
        if self.sent.get("conflict_with") != str(conflict.theirs.number):  # asked about something else
            raise conflict
        chosen = {place.name: self._text(place) for place in places_of(conflict)}
        if self.faults:
            raise conflict
        return settled(conflict, chosen)

    def page(self, conflict: Conflict, page: Page) -> dict[str, Any]:
        """Return what the page of the conflict shows, with everything that was sent."""
        questions = [self._question(place) for place in places_of(conflict)]
        return {
            "page": page,
            "theirs": conflict.theirs,
            "writers": in_one_phrase(writers_between(page, conflict.base.number, conflict.theirs.number)),
            "questions": questions,
            "count": len(questions),
            "faults": [question for question in questions if question.fault],
            "hidden": [(name, text) for name, text in self.sent.items() if _is_of_the_form(name)],
            "nav": "communities",
            "tab": "charter",
            "community": page,
        }

    def _text(self, place: Place) -> str:
        """Return the text that was chosen for a place; what is wrong with the choice is noted."""
        pick, own = self.sent.get(f"pick-{place.name}", ""), self._own(place)
        has_own_words = own.strip() != place.readings["mine"].strip()
        if pick == "own" and (place.name != "review_due" or _is_day(own)):
            return own
        if pick not in SIDES:
            self.faults[place.name] = "missing"
        elif has_own_words and self.sent.get(f"sure-{place.name}") != pick:
            self.faults[place.name] = "both"
        return place.readings.get(pick, "")

    def _own(self, place: Place) -> str:
        own = self.sent.get(f"own-{place.name}", place.readings["mine"])
        return own.replace("\r\n", "\n").strip("\n")

    def _question(self, place: Place) -> Question:
        pick, fault = self.sent.get(f"pick-{place.name}", ""), self.faults.get(place.name, "")
        readings = [_reading(place, side, pick) for side in ORDER]
        sure = pick if fault == "both" else ""
        own = self._own(place)
        return Question(place.name, place.label, readings, own, pick == "own", FAULTS.get(fault, ""), sure)


def settled(conflict: Conflict, chosen: Mapping[str, str]) -> Draft:
    """Return what comes of `conflict` with the text that was chosen for the name of each place."""
    passages = [text for name, text in chosen.items() if name.startswith(BODY)]
    ended = [text if not text or text.endswith("\n") else f"{text}\n" for text in passages]
    lines = {name: chosen[name] for name in drafts.LINES if name in chosen}
    entry = {clash.path: chosen[clash.path] or _nothing(clash.path) for clash in conflict.clashes}
    return drafts.settled(conflict, ended, lines, entry)


def _nothing(path: str) -> str | None:
    return None if path == "review_due" else ""


def _lines(conflict: Conflict) -> Iterator[Place]:
    texts = (Draft.of(conflict.base), conflict.draft, Draft.of(conflict.theirs))
    by_side = dict(zip(SIDES, texts, strict=True))
    for name in drafts.LINES:
        if name in conflict.fields:
            yield Place(name, LABELS[name], {side: getattr(draft, name) for side, draft in by_side.items()})


def _parts(conflict: Conflict) -> Iterator[Place]:
    for clash in conflict.clashes:
        said = {side: getattr(clash, side) or "" for side in SIDES}
        yield Place(clash.path, LABELS.get(clash.path, clash.path), said)


def _passages(conflict: Conflict) -> Iterator[Place]:
    passages = conflict.merge.conflicts
    for number, chunk in enumerate(passages, 1):
        label = _("What we are working on")
        label = label if len(passages) == 1 else f"{label}, {number}"
        yield Place(f"{BODY}{number}", label, {side: chunk.reading(side) for side in SIDES})


def _reading(place: Place, side: str, pick: str) -> Reading:
    text = place.readings[side].rstrip("\n")
    pieces = [(text, False)] if text else []
    return Reading(side, NAMES[side], pieces, len(text) > LONGEST_OPEN, pick == side)


def _is_of_the_form(name: str) -> bool:
    asked = ("pick-", "own-", "sure-", "conflict_", "csrf")
    return not name.startswith(asked)


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False
