"""Unlinked: words and blocks that the glossary leaves alone, [[!KM]] and !!! no-terms."""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from kmsite.text.characters import without_invisible
from kmsite.text.inline import NOTHING, Found

PATTERN = r"\[\[!([^\[\]|\x02\x03]{1,250})\]\]"
CLASS = "no-glossary"


class Unlinked(InlineProcessor):
    """[[!KM]] as the words alone, in an element that says so."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        words = without_invisible(m[1])
        if not words:
            return NOTHING
        element = Element("span", {"class": CLASS})
        element.text = AtomicString(words)
        return element, m.start(), m.end()


def unlinked_element() -> Element:
    """Return the <div> around a block whose words are not linked."""
    return Element("div", {"class": CLASS})
