"""Headings that survive: where each heading of a text went when the text was written anew.

An old heading is followed by what stands below it, not by its name alone. In this order, and the first that
finds something wins: a heading of the same text with like words below it; a new heading with like words below
it; a new heading in the same place, between neighbours that stayed, with some likeness; the section that took
up its words; the section that it stood in. Otherwise it is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import pairwise

# Safe to read by pattern: the sanitiser has the last word on this HTML and quotes every value.
_HEADING = re.compile(r'<h([1-6]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_READ = 6_000  # characters of HTML below a heading that count, and
_WORDS = 200  # words
_MOST_PAIRS = 2_500  # sections that each rule weighs against one another
_LONG_TITLE = 100

ALIKE = 0.4
"""The likeness of two sections from which on they are one, as in pairing the lines of a comparison."""
_SOMEWHAT = 0.2
_TAKEN_UP = 0.6
_FEW_WORDS = 3


@dataclass(frozen=True)
class Section:
    """A heading, and the HTML below it up to the next one."""

    level: int
    id: str
    text: str
    html: str

    @cached_property
    def words(self) -> Counter[str]:
        """The words below the heading, folded; of a long section those at its beginning."""
        plain = unescape(_TAG.sub(" ", self.html[:_READ]))
        return Counter(_WORD.findall(plain.casefold())[:_WORDS])

    @cached_property
    def title_words(self) -> Counter[str]:
        """The words of the heading itself."""
        return Counter(_WORD.findall(self.text[:_LONG_TITLE]))

    @cached_property
    def title_letters(self) -> Counter[str]:
        """Its letters, two and two."""
        return Counter(a + b for a, b in pairwise(self.text[:_LONG_TITLE]))


def sections(html: str) -> list[Section]:
    """Return the sections of a rendered text in order, without what stands above the first heading."""
    found = list(_HEADING.finditer(html))
    starts = [heading.start() for heading in found]
    return [
        Section(
            level=int(heading[1]),
            id=unescape(heading[2]),
            text=" ".join(unescape(_TAG.sub("", heading[3])).split()).casefold(),
            html=html[heading.end() : end],
        )
        for heading, end in zip(found, [*starts[1:], len(html)], strict=False)
    ]


def moved(old: Sequence[Section], new: Sequence[Section]) -> dict[str, str]:
    """Return, for headings of `old` whose id is not in `new`, the id of the heading that took their place."""
    return _Following(old, new).found


def followed(aliases: Mapping[str, str], moved: Mapping[str, str], present: Set[str]) -> dict[str, str]:
    """Return what old ids lead to now that headings `moved` and only the ids in `present` are real.

    Every value is in `present` and no key is: chains are one step long, and a real heading wins.
    """
    led = {old: new if new in present else moved.get(new, "") for old, new in aliases.items()}
    return {old: new for old, new in (led | dict(moved)).items() if new in present and old not in present}


class _Following:
    """The search for what became of headings; `found` has what each rule has found so far."""

    def __init__(self, old: Sequence[Section], new: Sequence[Section]) -> None:
        self._old, self._new = old, new
        self._before = {section.id: section for section in old}
        self._place = {section.id: place for place, section in enumerate(new)}
        self._fresh = [section for section in new if section.id not in self._before]
        self.found: dict[str, str] = {}
        for rule in (
            self._by_text,
            self._by_words,
            self._by_place,
            self._by_what_took_it_up,
            self._by_parent,
        ):
            rule([section for section in old if self._lands(section) is None])

    def _lands(self, section: Section) -> int | None:
        """Return the place in the new text where an old section stands or went."""
        return self._place.get(self.found.get(section.id, section.id))

    def _unclaimed(self) -> list[Section]:
        claimed = {*self.found.values()}
        return [section for section in self._fresh if section.id not in claimed]

    def _by_text(self, gone: list[Section]) -> None:
        """Only repeated headings, which are numbered, have another id with the same text."""
        named: dict[str, list[Section]] = {}
        for section in self._new:
            named.setdefault(section.text, []).append(section)
        for section in gone:
            same = named.get(section.text, [])[: _each(gone)]
            best = max(same, key=lambda other: _likeness(section.words, other.words), default=None)
            if best and (best.id not in self._before or _are_one(section, best)):
                self.found[section.id] = best.id

    def _by_words(self, gone: list[Section]) -> None:
        fresh = self._unclaimed()
        if len(gone) * len(fresh) > _MOST_PAIRS:
            return
        pairs = sorted(_weighed(gone, fresh), reverse=True)
        taken: set[str] = set()
        for likeness, _title, _near, old, new in pairs:
            if likeness >= ALIKE and old not in self.found and new not in taken:
                self.found[old] = new
                taken.add(new)

    def _by_place(self, gone: list[Section]) -> None:
        """Go down the old text, and in the new one to the places between what stands there already."""
        fresh = {section.id for section in self._unclaimed()}
        waiting = {section.id for section in gone}
        above, below = -1, self._nearest_below()
        for place, section in enumerate(self._old):
            if section.id in waiting:
                between = self._new[above + 1 : min(below[place], above + 1 + _each(gone))]
                here = [other for other in between if other.id in fresh]
                best = max(here, key=lambda other: _in_place(section, other), default=None)
                if best and _in_place(section, best) >= _SOMEWHAT:
                    self.found[section.id] = best.id
            stands = self._lands(section)
            above = above if stands is None else stands

    def _nearest_below(self) -> list[int]:
        """Return, for each old section, the new place of the nearest one below it that stands."""
        below, last = [], len(self._new)
        for section in reversed(self._old):
            below.append(last)
            place = self._lands(section)
            last = last if place is None else place
        return below[::-1]

    def _by_what_took_it_up(self, gone: list[Section]) -> None:
        if len(gone) * len(self._new) > _MOST_PAIRS:
            return
        gains = {section.id: self._gained(section) for section in self._new} if gone else {}
        for section in gone:
            size = section.words.total()
            if size >= _FEW_WORDS:
                shared = {id: (section.words & gain).total() / size for id, gain in gains.items()}
                best = max(shared, key=shared.__getitem__, default="")
                if shared.get(best, 0) >= _TAKEN_UP:
                    self.found[section.id] = best

    def _gained(self, section: Section) -> Counter[str]:
        before = self._before.get(section.id)
        return section.words - before.words if before else section.words

    def _by_parent(self, gone: list[Section]) -> None:
        waiting = {section.id for section in gone}
        above: list[Section] = []
        for section in self._old:
            while above and above[-1].level >= section.level:
                above.pop()
            if section.id in waiting:
                self._found_in(section, above)
            above.append(section)

    def _found_in(self, section: Section, above: Sequence[Section]) -> None:
        for parent in reversed(above):
            place = self._lands(parent)
            if place is not None:
                self.found[section.id] = self._new[place].id
                return


def _weighed(old: list[Section], new: list[Section]) -> Iterator[tuple[float, float, int, str, str]]:
    """Yield each pair with its likeness, that of the titles and its nearness, to be sorted by."""
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            likeness = _likeness(before.words, after.words)
            if likeness >= ALIKE:
                yield likeness, _like_titles(before, after), -abs(i - j), before.id, after.id


def _are_one(old: Section, new: Section) -> bool:
    return not old.words or not new.words or _likeness(old.words, new.words) >= ALIKE


def _in_place(old: Section, new: Section) -> float:
    """Return the likeness of two sections of which it is known that they stand in the same place."""
    if not old.words and not new.words:
        return 1.0
    return max(_like_titles(old, new), _likeness(old.words, new.words))


def _like_titles(old: Section, new: Section) -> float:
    """Return the share of words in common, or of letters where a word was only spelt anew."""
    letters = _likeness(old.title_letters, new.title_letters)
    return max(_likeness(old.title_words, new.title_words), letters if letters >= 0.7 else 0.0)


def _each(gone: Sequence[Section]) -> int:
    """Return how many others each of `gone` is weighed against."""
    return max(_MOST_PAIRS // len(gone), 1)


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words in common, 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0
