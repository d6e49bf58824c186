"""Abbreviations: *[KM]: knowledge management explains every KM in the text."""

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from kmsite.text.inline import Plain
from kmsite.text.refusal import TextRefused

MAX_ABBREVIATIONS = 200
_LEFT_ALONE = frozenset({"code", "raw", "abbr", "a"})


def explain(root: Element, meanings: Mapping[str, str], tick: Callable[[], None]) -> None:
    """Wrap each abbreviation of `meanings` in an <abbr>."""
    meanings = {short: meaning for short, meaning in meanings.items() if meaning}
    if not meanings:
        return
    if len(meanings) > MAX_ABBREVIATIONS:
        raise TextRefused(
            f"This text explains more than {MAX_ABBREVIATIONS} abbreviations. Please use fewer."
        )
    longest_first = sorted(meanings, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for element in list(root.iter()):
        tick()
        for child in list(element):
            if child.tail and (parts := _parts(child.tail, pattern, meanings)):
                child.tail = parts[0]
                place = list(element).index(child) + 1
                element[place:place] = parts[1]
        parts = None if element.tag in _LEFT_ALONE else _parts(element.text or "", pattern, meanings)
        if parts:
            element.text = parts[0]
            element[0:0] = parts[1]


def _parts(
    text: str, pattern: re.Pattern[str], meanings: Mapping[str, str]
) -> tuple[str, list[Element]] | None:
    is_put_aside = isinstance(text, AtomicString) and not isinstance(text, Plain)
    matches = [] if is_put_aside else list(pattern.finditer(text))
    if not matches:
        return None
    elements = []
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        element = Element("abbr", {"title": meanings[match[0]]})
        element.text = AtomicString(match[0])
        element.tail = text[match.end() : end]
        elements.append(element)
    return text[: matches[0].start()], elements
