"""Ground for terms: the text of a finished page without its tags, and where in it a link may be laid."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

BREAK = "\0"
"""Stands in the text where something that is not inline begins or ends; no phrase goes over it."""

# Serialised by nh3 and laid by us, so every value is in quotation marks; a ">" may stand in it, a '"' not.
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s<>"/]*)((?:[^<>"]|"[^"]*")*+)>')
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CLASS = re.compile(r'\sclass="([^"]*)"')
_HREF = re.compile(r'\shref="([^"]*)"')
# fmt: off
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
        "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }
)
_EMPTY = frozenset({"br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})
_LEFT_ALONE = frozenset(
    {
        "a", "abbr", "blockquote", "button", "cite", "code", "datalist", "dfn", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "kbd", "label", "legend", "math", "meter", "nav", "optgroup", "option", "output",
        "pre", "progress", "q", "samp", "script", "select", "style", "summary", "svg", "template", "textarea",
        "title", "var",
    }
)
# fmt: on
_UNLINKED = "no-glossary"
# A table of contents, the mark of a footnote, the title of a callout, what only ears get: not even read.
_UNREAD = frozenset({"toc", "footnote", "t", "vh"})
_UNTRANSLATED = ' translate="no"'


class Link(NamedTuple):
    """A link that the page has already: where it stands, its address, and whether the linker laid it."""

    place: int
    address: str
    is_laid: bool


class _Piece(NamedTuple):
    """Characters of the text and where they stand in the HTML; an entity is a piece of its own."""

    start: int
    end: int
    is_entity: bool


class Ground:
    """`text` is what a reader sees but blocks left alone; links may be laid inside one of `stretches`."""

    def __init__(self, html: str) -> None:
        self.stretches: list[tuple[int, int]] = []
        self.links: list[Link] = []
        self._html = html
        self._parts: list[str] = []
        self._places: list[int] = []
        self._pieces: list[_Piece] = []
        self._size = 0
        self._left_alone, self._depth, self._is_silent = "", 0, False
        self._read()
        self.text = "".join(self._parts)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to `end` of the text stand in the HTML."""
        first = bisect_right(self._places, start) - 1
        last = bisect_right(self._places, end - 1) - 1
        begin, finish = self._pieces[first], self._pieces[last]
        return (
            begin.start if begin.is_entity else begin.start + start - self._places[first],
            finish.end if finish.is_entity else finish.start + end - self._places[last],
        )

    def _read(self) -> None:
        """Go through the tags. From a "<" on that is none, which no page of ours has, all is left alone."""
        end = 0
        for tag in _TAG.finditer(self._html):
            if self._html.find("<", end, tag.start()) >= 0:
                return
            self._take_text(end, tag.start())
            self._take_tag(tag[1] == "/", tag[2], tag[3])
            end = tag.end()
        if self._html.find("<", end) < 0:
            self._take_text(end, len(self._html))

    def _take_tag(self, is_end: bool, name: str, attributes: str) -> None:
        if name not in _INLINE:
            self._break()
        if name == "a" and not is_end:
            self._note_link(attributes)
        if self._left_alone:
            if name == self._left_alone:
                self._depth += -1 if is_end else 1
            if not self._depth:
                self._left_alone, self._is_silent = "", False
        elif not is_end and name not in _EMPTY:
            self._leave_alone(name, attributes)

    def _leave_alone(self, name: str, attributes: str) -> None:
        """Leave alone the element that begins, if it is such a one; an inline one is read as a neighbour."""
        classes = _classes(attributes) if attributes else ()
        if not _UNREAD.isdisjoint(classes):
            self._break()
            self._left_alone, self._depth, self._is_silent = name, 1, True
        elif name in _LEFT_ALONE or _UNLINKED in classes or _UNTRANSLATED in attributes:
            self._left_alone, self._depth, self._is_silent = name, 1, name not in _INLINE

    def _break(self) -> None:
        self._parts.append(BREAK)
        self._size += 1

    def _note_link(self, attributes: str) -> None:
        if href := _HREF.search(attributes):
            self.links.append(Link(self._size, unescape(href[1]), "term" in _classes(attributes)))

    def _take_text(self, start: int, end: int) -> None:
        if start == end or self._is_silent:
            return
        begin = self._size
        while entity := _ENTITY.search(self._html, start, end):
            self._put(self._html[start : entity.start()], start, entity.start(), is_entity=False)
            self._put(unescape(entity[0]), *entity.span(), is_entity=True)
            start = entity.end()
        self._put(self._html[start:end], start, end, is_entity=False)
        if not self._left_alone:
            self.stretches.append((begin, self._size))

    def _put(self, text: str, start: int, end: int, *, is_entity: bool) -> None:
        if text:
            self._parts.append(text)
            self._places.append(self._size)
            self._pieces.append(_Piece(start, end, is_entity))
            self._size += len(text)


def _classes(attributes: str) -> list[str]:
    found = _CLASS.search(attributes)
    return found[1].split() if found else []
