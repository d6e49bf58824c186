"""Emphasis: *em*, **strong**, ~~del~~ and a few harmless HTML tags, by CommonMark's delimiter algorithm.

It runs on the finished tree, when code, links and escaped characters are elements or protected, and is linear
in the number of signs (CommonMark 0.31, appendix "A parsing strategy").
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX, AtomicString

TAGS = ("kbd", "sub", "sup", "mark", "small", "b", "i", "u", "s", "em", "strong", "del", "ins")
MAX_NESTING = 20
_SIGNS = re.compile(rf"\*+|_+|~+|</?(?:{'|'.join(TAGS)})>", re.IGNORECASE)
_OPAQUE = frozenset({"code", "raw", "pre"})
_INLINE = frozenset(["a", "abbr", "br", "code", "img", "span", "sup", "em", "strong", "del"])


@dataclass(slots=True, eq=False)
class _Sign:
    """A run of signs or a tag: `left` of them still to be shown, the tags that it closes and opens."""

    text: str
    left: int
    can_open: bool
    can_close: bool
    length: int
    closes: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)


def emphasise(root: Element, tick: Callable[[], None]) -> None:
    """Turn the signs in all texts below `root` into elements."""
    for element in list(root.iter()):
        if element.tag in _OPAQUE:
            continue
        tick()
        if _has_signs(element):
            _rebuild(element, tick)


def _has_signs(element: Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return any(t and not isinstance(t, AtomicString) and _SIGNS.search(t) for t in texts)


def _rebuild(element: Element, tick: Callable[[], None]) -> None:
    """Cut the content at block elements, resolve each stretch, and put all of it back."""
    content = _flat(element, tick)
    element.text = None
    for child in list(element):
        element.remove(child)
    stretch: list[str | Element | _Sign] = []
    writer = _Writer(element)
    for part in [*content, None]:
        if part is None or (isinstance(part, Element) and part.tag not in _INLINE):
            _resolve_tags(stretch, tick)
            _resolve([p for p in stretch if isinstance(p, _Sign)], tick)
            writer.write(stretch)
            stretch = []
            if part is not None:
                writer.add(part)
        else:
            stretch.append(part)


def _flat(element: Element, tick: Callable[[], None]) -> list[str | Element | _Sign]:
    following = element[0] if len(element) else None
    parts: list[str | Element | _Sign] = _pieces(element.text, "\n", following, tick)
    for number, child in enumerate(element):
        tail, child.tail = child.tail, None
        parts.append(child)
        following = element[number + 1] if number + 1 < len(element) else None
        parts.extend(_pieces(tail, "\n" if child.tag == "br" else ".", following, tick))
    return parts


def _pieces(
    text: str | None, before: str, following: Element | None, tick: Callable[[], None]
) -> list[str | Element | _Sign]:
    if not text:
        return []
    if isinstance(text, AtomicString):
        return [text]
    after_all = "." if following is not None and following.tag in _INLINE - {"br"} else "\n"
    parts: list[str | Element | _Sign] = []
    start = 0
    for match in _SIGNS.finditer(text):
        tick()
        previous = text[match.start() - 1] if match.start() else before
        following_character = text[match.end()] if match.end() < len(text) else after_all
        if match.start() > start:
            parts.append(text[start : match.start()])
        parts.append(_sign(match[0], previous, following_character))
        start = match.end()
    if start < len(text):
        parts.append(text[start:])
    return parts


def _sign(text: str, before: str, after: str) -> _Sign:
    if text[0] == "<":
        return _Sign(text.lower(), 0, text[1] != "/", text[1] == "/", 0)
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if text[0] == "_":
        left, right = left and (not right or mark_before), right and (not left or mark_after)
    if text[0] == "~" and len(text) > 2:
        left = right = False
    return _Sign(text[0], len(text), left, right, len(text))


def _is_punctuation(character: str) -> bool:
    return character in (STX, ETX) or unicodedata.category(character)[0] in "PS"


def _resolve_tags(parts: list[str | Element | _Sign], tick: Callable[[], None]) -> None:
    """Pair the HTML tags; what stays alone, or lies too deep, is shown as it was typed."""
    opened: list[int] = []
    heights = [0]
    for number, part in enumerate(parts):
        if not isinstance(part, _Sign) or part.text[0] != "<":
            continue
        tick()
        if part.can_open:
            opened.append(number)
            heights.append(0)
            continue
        near = range(len(opened) - 1, max(-1, len(opened) - 1 - MAX_NESTING), -1)
        place = next((n for n in near if parts[opened[n]].text[1:] == part.text[2:]), None)
        if place is None:
            continue
        height = max(heights[place + 1 :]) + 1
        if height <= MAX_NESTING:
            parts[opened[place]].opens.append(part.text[2:-1])
            part.closes.append(part.text[2:-1])
        del opened[place:], heights[place + 1 :]
        heights[place] = max(heights[place], min(height, MAX_NESTING))
    _resolve_inside(parts, tick)


def _resolve_inside(parts: list[str | Element | _Sign], tick: Callable[[], None]) -> None:
    """Resolve the signs between the tags of a pair, so that pairs never cross."""
    starts: list[int] = []
    for number, part in enumerate(parts):
        if not isinstance(part, _Sign) or part.text[0] != "<":
            continue
        if part.opens:
            starts.append(number)
        elif part.closes:
            inside = [p for p in parts[starts.pop() + 1 : number] if isinstance(p, _Sign)]
            _resolve(inside, tick)
            for sign in inside:
                sign.can_open = sign.can_close = False


def _resolve(signs: list[_Sign], tick: Callable[[], None]) -> None:
    """Pair openers and closers: CommonMark's "process emphasis"."""
    openers: list[_Sign] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for closer in signs:
        if closer.text[0] == "<":
            continue
        tick()
        while closer.can_close and closer.left:
            kind = (closer.text, closer.can_open, closer.length % 3)
            found = _opener_for(closer, openers, bottoms.get(kind, 0))
            if found is None:
                bottoms[kind] = len(openers)
                break
            _pair(openers[found], closer)
            del openers[found + (openers[found].left > 0) :]
            bottoms = {k: min(v, len(openers)) for k, v in bottoms.items()}
        if closer.can_open and closer.left:
            openers.append(closer)


def _opener_for(closer: _Sign, openers: list[_Sign], bottom: int) -> int | None:
    for number in range(len(openers) - 1, bottom - 1, -1):
        opener = openers[number]
        if opener.text != closer.text:
            continue
        if closer.text == "~":
            if opener.length == closer.length and opener.left == opener.length:
                return number
            continue
        both_ways = opener.can_close or closer.can_open
        if (
            both_ways
            and (opener.length + closer.length) % 3 == 0
            and (opener.length % 3 or closer.length % 3)
        ):
            continue
        return number
    return None


def _pair(opener: _Sign, closer: _Sign) -> None:
    if closer.text == "~":
        size, tag = closer.left, "del"
    else:
        size = 2 if opener.left >= 2 and closer.left >= 2 else 1
        tag = "strong" if size == 2 else "em"
    opener.left -= size
    closer.left -= size
    opener.opens.append(tag)
    closer.closes.append(tag)


class _Writer:
    """Writes parts into an element, opening and closing elements on the way."""

    def __init__(self, element: Element) -> None:
        self._path = [element]
        self._ignored = 0
        self._words: list[str] = []

    def write(self, parts: list[str | Element | _Sign]) -> None:
        for part in parts:
            if isinstance(part, str):
                self._words.append(part)
            elif isinstance(part, Element):
                self.add(part)
            else:
                self._write_sign(part)
        self._put_words()

    def add(self, element: Element) -> None:
        self._put_words()
        self._path[-1].append(element)

    def _put_words(self) -> None:
        """Put the words that have been waiting where they belong, all at once."""
        here = self._path[-1]
        if self._words and len(here):
            here[-1].tail = (here[-1].tail or "") + "".join(self._words)
        elif self._words:
            here.text = (here.text or "") + "".join(self._words)
        self._words = []

    def _write_sign(self, sign: _Sign) -> None:
        if sign.text[0] == "<" and not (sign.opens or sign.closes):
            self._words.append(sign.text)
            return
        for _ in sign.closes:
            self._put_words()
            if self._ignored:
                self._ignored -= 1
            else:
                self._path.pop()
        self._words.append(sign.text * sign.left)
        for tag in reversed(sign.opens):
            if len(self._path) > MAX_NESTING:
                self._ignored += 1
                continue
            child = Element(tag)
            self.add(child)
            self._path.append(child)
