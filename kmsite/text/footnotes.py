"""Footnotes: marks in the text, numbered as they come, and the section at its end."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from kmsite.text.addresses import ANCHOR_PREFIX
from kmsite.text.blocks import Block
from kmsite.text.inline import NOTHING, Found
from kmsite.text.refusal import TextRefused

PATTERN = r"\[\^([^\]\s\x02\x03]{1,80})\]"
MAX_MARKS = 1000
_BACK_LINKS = 5


class FootnoteMark(InlineProcessor):
    """[^name], when a note of that name exists."""

    notes: dict[str, Block]
    marks: dict[str, int]  # how often each note was referred to, in the order of first marks

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        key = m[1].casefold()
        if key not in self.notes:
            return NOTHING
        self.marks[key] = self.marks.get(key, 0) + 1
        if sum(self.marks.values()) > MAX_MARKS:
            raise TextRefused(f"This text has more than {MAX_MARKS} footnote marks. Please use fewer.")
        number = list(self.marks).index(key) + 1
        mark = Element("sup", {"class": "footnote"})
        link = SubElement(mark, "a", {"class": "footnote-ref", "href": f"#{note_id(number)}"})
        link.set("id", mark_id(number, self.marks[key]))
        link.text = AtomicString(str(number))
        return mark, m.start(), m.end()


def note_id(number: int) -> str:
    """Return the id of a note; the second dash keeps it apart from every heading's."""
    return f"{ANCHOR_PREFIX}-fn-{number}"


def mark_id(number: int, count: int) -> str:
    """Return the id of the `count`-th mark of a note."""
    return f"{ANCHOR_PREFIX}-fnref-{number}" + (f"-{count}" if count > 1 else "")


def notes_section() -> tuple[Element, Element]:
    """Return the empty section and the list in it."""
    section = Element("section", {"class": "footnotes", "aria-label": "Footnotes"})
    return section, SubElement(section, "ol")


def add_back_links(note: Element, number: int, count: int) -> None:
    """Add to a note the links back to its first marks."""
    place = note[-1] if len(note) and note[-1].tag == "p" else note
    for mark in range(1, min(count, _BACK_LINKS) + 1):
        words = f"Back to mark {number}" if mark == 1 else f"Back to mark {number}, place {mark}"
        link = SubElement(place, "a", {"class": "footnote-back", "href": f"#{mark_id(number, mark)}"})
        link.set("aria-label", words)
        link.text = AtomicString("↩")
