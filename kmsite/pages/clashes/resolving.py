"""A conflict as its writer sees it: the text with the places that clash, and three readings of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kmsite.pages.clashes.comparing import LABELS
from kmsite.pages.clashes.joining import in_one_phrase, writers_between
from kmsite.pages.clashes.settling import MOST_PLACES, REST, Undecided, fingerprint, places_of
from kmsite.pages.models import Page
from kmsite.pages.refusing import Conflict
from kmsite.pages.terms_inside.wanting import wish_of
from kmsite.text.chunks import Chunk
from kmsite.text.diff import Piece, compare
from kmsite.text.merge import Merge

CONTEXT = 2
"""Lines that are shown before and after a place; what is further away is folded."""
MOST_PIECES, MOST_MARKED, LONGEST_OPEN = 400, 40_000, 3_000
"""Marks in one reading, characters of a passage in which they are looked for, and of one that stands open."""

SIDES = ("theirs", "mine", "base")
NAMES = {
    "theirs": gettext_lazy("Theirs, saved"),
    "mine": gettext_lazy("Yours, not saved yet"),
    "base": gettext_lazy("As it was before you both"),
}
NAMES_OF_UNDOING = {
    "theirs": gettext_lazy("As it is now"),
    "mine": gettext_lazy("As it was before the change to undo"),
    "base": gettext_lazy("As that change left it"),
}
FAULTS = {
    "missing": gettext_lazy("Choose what shall stand here."),
    "unread": gettext_lazy(
        "This cannot stand here. Write it as the others are written, or choose one of them."
    ),
    "both": gettext_lazy(
        "You wrote words of your own here, and chose another text. Choose yours, or the other once more."
    ),
}


@dataclass(frozen=True)
class Reading:
    """One of the texts to choose from at a place, in pieces, each with whether the two clash there."""

    side: str
    label: str | Promise
    pieces: list[Piece]
    is_long: bool
    is_picked: bool


@dataclass(frozen=True)
class Question:
    """A place to decide, as it is asked: what it is called, the readings, and the writer's own wording."""

    name: str
    label: str | Promise
    readings: list[Reading]
    own: str
    own_is_picked: bool
    fault: str | Promise
    sure: str
    can_be_worded: bool = True
    """Whether other words than the three readings can stand there."""

    @property
    def rows(self) -> int:
        """The height of the field for a wording of one's own."""
        return min(max(self.own.count("\n") + len(self.own) // 80 + 1, 2), 16)


@dataclass(frozen=True)
class Passage:
    """What lies between two places: the lines beside them, and how many are folded away between."""

    head: str
    folded: str
    tail: str
    lines: int


def conflict_page(conflict: Conflict, sent: QueryDict, page: Page, *, undoing: int = 0) -> dict[str, Any]:
    """Return what the page of a conflict shows; `undoing` is the number of the revision that is undone."""
    number = str(undoing or "") or sent.get("conflict_undoing", "")
    places = fingerprint(conflict)
    answers = sent if sent.get("conflict_places") == places else QueryDict()
    names = NAMES_OF_UNDOING if number else NAMES
    asked = _questions(conflict, answers, names)
    rest = len(places_of(conflict)) - MOST_PLACES
    return {
        "page": page,
        "theirs": conflict.theirs,
        "mine": conflict.mine,
        "writers": in_one_phrase(writers_between(page, conflict.base.number, conflict.theirs.number)),
        "undoing": number,
        "lines": [question for question in asked if not question.name.isdigit()],
        "parts": _parts(conflict.merge, [question for question in asked if question.name.isdigit()]),
        "count": len(asked),
        "rest": max(rest, 0),
        "rest_name": REST,
        "names": names,
        "faults": [question for question in asked if question.fault],
        "hidden": {"conflict_places": places, **_hidden(conflict, sent, number)},
        "summary": sent.get("summary", ""),
        "is_minor": bool(sent.get("minor")),
        "nav": page.SHELVES[page.kind],
    }


def _hidden(conflict: Conflict, sent: QueryDict, number: str) -> dict[str, str]:
    draft = conflict.draft
    return {
        "base_revision": str(conflict.base.number),
        "conflict_with": str(conflict.theirs.number),
        "conflict_undoing": number,
        "of_page": str(conflict.theirs.page_id),
        "began_on": sent.get("began_on") or str(conflict.base.number),
        "title": draft.title,
        "lede": draft.lede,
        "tags": ", ".join(draft.tags),
        "entry_terms": wish_of(draft.entry),
        "key": sent.get("key", ""),
        "continues": sent.get("continues", ""),
    }


def _questions(conflict: Conflict, sent: QueryDict, names: dict[str, Any]) -> list[Question]:
    faults = conflict.faults if isinstance(conflict, Undecided) else {}
    chunks = dict(enumerate(conflict.merge.conflicts, 1))
    questions = []
    for place in places_of(conflict)[:MOST_PLACES]:
        pick, fault = sent.get(f"pick-{place.name}", ""), faults.get(place.name, "")
        chunk = chunks[int(place.name)] if place.name.isdigit() else _line(place.readings)
        readings = [_reading(chunk, side, names[side], pick) for side in SIDES]
        own = sent.get(f"own-{place.name}", place.readings["mine"].strip("\n"))
        label = LABELS.get(place.name, "")
        sure = pick if fault == "both" else ""
        questions.append(
            Question(place.name, label, readings, own, pick == "own", FAULTS.get(fault, ""), sure)
        )
    return questions


def _line(readings: dict[str, str]) -> Chunk:
    return Chunk("conflict", readings["base"], readings["mine"], readings["theirs"], "")


def _reading(chunk: Chunk, side: str, label: Any, pick: str) -> Reading:
    text = chunk.reading(side)
    pieces = _pieces(chunk, side)
    return Reading(side, label, pieces, len(text) > LONGEST_OPEN, pick == side)


def _pieces(chunk: Chunk, side: str) -> list[Piece]:
    """Return a reading in pieces; where the words of a passage were not looked at, what differs is marked."""
    text = chunk.reading(side).rstrip("\n")
    pieces: list[Piece] = [(text, False)] if text else []
    if len(chunk.base) + len(chunk.mine) + len(chunk.theirs) > MOST_MARKED:
        return pieces
    marked = chunk.marked(side) if chunk.parts else _compared(chunk, side)
    return _without_end(marked) if len(marked) <= MOST_PIECES else pieces


def _without_end(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` without the line breaks at their end, which would show as an empty line."""
    while pieces and not pieces[-1][0].rstrip("\n"):
        pieces = pieces[:-1]
    return [*pieces[:-1], (pieces[-1][0].rstrip("\n"), pieces[-1][1])] if pieces else []


def _compared(chunk: Chunk, side: str) -> list[Piece]:
    other = chunk.mine if side == "theirs" else chunk.theirs
    rows = compare(other.rstrip("\n"), getattr(chunk, side).rstrip("\n"), MOST_MARKED).rows
    pieces: list[Piece] = []
    for row in rows:
        if row.new_number:
            pieces += [("\n", False)] if pieces else []
            pieces += row.new
    return pieces


def _parts(merge: Merge, questions: list[Question]) -> list[Question | Passage]:
    """Return the text from top to bottom: passages without a clash, and the places to decide."""
    parts: list[Question | Passage] = []
    asked, between = iter(questions), ""
    for chunk in merge.chunks:
        if chunk.kind != "conflict":
            between += chunk.text
            continue
        question = next(asked, None)
        if question is None:
            return parts
        parts += [*_passage(between, is_first=not parts, is_last=False), question]
        between = ""
    return [*parts, *_passage(between, is_first=not parts, is_last=True)]


def _passage(text: str, *, is_first: bool, is_last: bool) -> list[Passage]:
    lines = text.strip("\n").split("\n")
    head, tail = 0 if is_first else CONTEXT, 0 if is_last else CONTEXT
    if not text.strip():
        return []
    if len(lines) <= head + tail + 1:
        return [Passage("\n".join(lines), "", "", 0)]
    folded = lines[head : len(lines) - tail]
    end = "\n".join(lines[len(lines) - tail :])
    return [Passage("\n".join(lines[:head]), "\n".join(folded), end, len(folded))]
