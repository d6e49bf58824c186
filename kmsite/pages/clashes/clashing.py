"""What clashes when two people changed one entry: the places as they are asked, and what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from kmsite.pages.clashes.joining import in_one_phrase, writers_between
from kmsite.pages.clashes.resolving import FAULTS, LONGEST_OPEN, NAMES, Question, Reading
from kmsite.pages.clashes.resolving import SIDES as ORDER
from kmsite.pages.models import Page
from kmsite.pages.refusing import Conflict
from kmsite.pages.saving import drafts
from kmsite.pages.saving.drafts import Draft
from kmsite.text.chunks import SIDES

Label = str | Promise
BODY = "body/"


@dataclass(frozen=True)
class Place:
    """A place to decide: what it is called, and what stands there in the base, in mine and in theirs.

    `path` is "title", "lede", "body/1", "body/2" … for the passages of the text that clash, or that of a
    clash of the entry. An empty text means that nothing stands there. Where other words can be written than
    one of the three, `worded` makes of them what is kept; it raises ValueError for what is none.
    """

    path: str
    label: Label
    base: str
    mine: str
    theirs: str
    worded: Callable[[str], Any] | None = None


Places = Callable[[Conflict], list[Place]]


class Choices:
    """What somebody chose at each of the `places` at which their words and those saved meanwhile clash.

    Called with the conflict it returns the draft that comes of it, or raises the conflict again; then
    `faults` says what is wrong at which place. `names` tells the three readings of a place apart.
    """

    def __init__(self, sent: QueryDict, places: Places, names: Mapping[str, Label] = NAMES) -> None:
        self.sent, self.places, self.names = sent, places, names
        self.faults: dict[str, str] = {}

    def __call__(self, conflict: Conflict) -> Draft:
        if self.sent.get("conflict_with") != str(conflict.theirs.number):  # asked about something else
            raise conflict
        places = self.places(conflict)
        self.faults = {place.path: fault for place in places if (fault := self._fault(place))}
        if self.faults:
            raise conflict
        picks = {place.path: self._pick(place) for place in places}
        worded = {one.path: one.worded(self._own(one)) for one in places if picks[one.path] == "own"}
        return settled(conflict, picks, worded)

    def page(self, conflict: Conflict, page: Page, **around: Any) -> dict[str, Any]:
        """Return what the page of the conflict shows, with everything that was sent, and what is `around`."""
        questions = [self._question(place) for place in self.places(conflict)]
        return {
            "page": page,
            "theirs": conflict.theirs,
            "writers": in_one_phrase(writers_between(page, conflict.base.number, conflict.theirs.number)),
            "questions": questions,
            "count": len(questions),
            "faults": [question for question in questions if question.fault],
            "hidden": [(name, text) for name, text in self.sent.items() if _is_of_the_form(name)],
            **around,
        }

    def _pick(self, place: Place) -> str:
        return self.sent.get(f"pick-{place.path}", "")

    def _own(self, place: Place) -> str:
        return self.sent.get(f"own-{place.path}", place.mine).replace("\r\n", "\n").strip("\n")

    def _fault(self, place: Place) -> str:
        """Return what is wrong with the choice at a place; empty for nothing."""
        pick, own = self._pick(place), self._own(place)
        if pick == "own" and place.worded:
            return "" if _reads(place.worded, own) else "unread"
        if pick not in SIDES:
            return "missing"
        has_own_words = own.strip() != place.mine.strip()
        return "both" if has_own_words and self.sent.get(f"sure-{place.path}") != pick else ""

    def _question(self, place: Place) -> Question:
        pick, fault = self._pick(place), self.faults.get(place.path, "")
        return Question(
            name=place.path,
            label=place.label,
            readings=[_reading(place, side, self.names[side], pick) for side in ORDER],
            own=self._own(place),
            own_is_picked=pick == "own",
            fault=FAULTS.get(fault, ""),
            sure=pick if fault == "both" else "",
            can_be_worded=place.worded is not None,
        )


def settled(conflict: Conflict, sides: Mapping[str, str], worded: Mapping[str, Any] | None = None) -> Draft:
    """Return what comes of `conflict` with the side that was chosen for the path of each place.

    `worded` has, by path, what was written in the place of all three.
    """
    texts = texts_of(conflict)

    def standing(path: str, said: Mapping[str, Any]) -> Any:
        return worded[path] if worded and path in worded else said[sides[path]]

    passages = [
        _ended(standing(path, {side: chunk.reading(side) for side in SIDES}))
        for path, chunk in _chunks(conflict)
    ]
    lines = {
        name: standing(name, {side: getattr(texts[side], name) for side in SIDES})
        for name in drafts.LINES
        if name in conflict.fields
    }
    entry = {
        clash.path: standing(clash.path, {side: getattr(clash, side) for side in SIDES})
        for clash in conflict.clashes
    }
    return drafts.settled(conflict, passages, lines, entry)


def lines(conflict: Conflict, labels: Mapping[str, Label]) -> Iterator[Place]:
    """Return the title and the lede as places to decide, where they clash."""
    texts = texts_of(conflict)
    for name in drafts.LINES:
        if name in conflict.fields:
            said = {side: getattr(texts[side], name) for side in SIDES}
            yield Place(name, labels[name], **said, worded=str)


def passages(conflict: Conflict, label: Label, numbered: Label) -> Iterator[Place]:
    """Return the passages of the text that clash; where there are several, their names are `numbered`."""
    chunks = list(_chunks(conflict))
    for number, (path, chunk) in enumerate(chunks, 1):
        said = {side: chunk.reading(side).strip("\n") for side in SIDES}
        yield Place(path, label if len(chunks) == 1 else numbered % number, **said, worded=str)


def _chunks(conflict: Conflict) -> Iterator[tuple[str, Any]]:
    for number, chunk in enumerate(conflict.merge.conflicts, 1):
        yield f"{BODY}{number}", chunk


def texts_of(conflict: Conflict) -> dict[str, Draft]:
    """Return what each side of `conflict` says."""
    texts = (Draft.of(conflict.base), conflict.draft, Draft.of(conflict.theirs))
    return dict(zip(SIDES, texts, strict=True))


def _reading(place: Place, side: str, name: Label, pick: str) -> Reading:
    text = getattr(place, side).rstrip("\n")
    pieces = [(text, False)] if text else []
    return Reading(side, name, pieces, len(text) > LONGEST_OPEN, pick == side)


def _reads(worded: Callable[[str], Any], own: str) -> bool:
    try:
        worded(own)
    except ValueError:
        return False
    return True


def _ended(passage: str) -> str:
    return passage if not passage or passage.endswith("\n") else f"{passage}\n"


def _is_of_the_form(name: str) -> bool:
    return not name.startswith(("pick-", "own-", "sure-", "conflict_", "csrf"))
