"""Brackets: [text](address "title"), [text][label], [label], and the same with ! before it for images.

CommonMark 6.3 and 6.4. Python-Markdown's own patterns look to the end of the text for every bracket; here a
link's text is bounded in length and depth, so that brackets in any number cost little.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from kmsite.text.inline import NOTHING, Found
from kmsite.text.references import reference_key

LINK = r"(?<!!)\["
IMAGE = r"!\["
_EITHER = re.compile(r"!?\[")
_LONGEST_TEXT = 3000
_DEEPEST = 12
_BRACKET = re.compile(r"[\[\]]")
# Up to three levels of balanced parentheses; each alternative begins with a different character.
_NESTED = r"\((?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*\)"
_PLAIN_URL = rf"(?:[^\s()<]|{_NESTED})(?:[^\s()]|{_NESTED})*"
_TITLE = r"\"[^\"]{0,1000}\"|'[^']{0,1000}'|\([^()]{0,1000}\)"
_TARGET = re.compile(
    rf"\([ \t\n]{{0,20}}(?:(<[^<>\n]*>|{_PLAIN_URL})(?:[ \t\n]{{1,20}}({_TITLE}))?)?[ \t\n]{{0,20}}\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_INNER = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")


class _Link(NamedTuple):
    text: str
    url: str
    title: str | None
    end: int


class Brackets(InlineProcessor):
    """Makes <a> and <img>; a link inside a link's text wins over the outer one."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        link = self._link(data, m.end(), is_image=m[0] == "![")
        if link is None:
            return NOTHING
        url = self._plain(link.url)
        if m[0] == "![":
            element = Element("img", {"src": url, "alt": self._words(link.text.replace("*", ""))})
        else:
            element = Element("a", {"href": url})
            element.text = link.text
        if link.title:
            element.set("title", self._plain(link.title))
        return element, m.start(), link.end

    def _link(self, data: str, start: int, *, is_image: bool, depth: int = 0) -> _Link | None:
        """Return the link whose text begins at `start`."""
        close = _closing(data, start)
        if close is None:
            return None
        text = data[start:close]
        found = self._target(data, text, close + 1)
        if found and not is_image and depth < _DEEPEST and self._holds_link(text, depth):
            return None
        return found

    def _target(self, data: str, text: str, after: int) -> _Link | None:
        if data[after : after + 1] == "(" and (target := _TARGET.match(data, after)):
            url, title = target[1] or "", target[2]
            return _Link(text, url[1:-1] if url[:1] == "<" else url, title and title[1:-1], target.end())
        label = _LABEL.match(data, after)
        end = label.end() if label else after
        name = label[1] if label and label[1].strip() else text
        reference = self.md.references.get(reference_key(self._words(name))) if len(name) < 1000 else None
        if reference is None and label and not label[1].strip():
            return None
        return _Link(text, *reference, end) if reference else None

    def _holds_link(self, text: str, depth: int) -> bool:
        return any(
            bracket[0] == "[" and self._link(text, bracket.end(), is_image=False, depth=depth + 1)
            for bracket in _EITHER.finditer(text)
        )

    def _plain(self, text: str) -> str:
        """Return `text` with what has been put aside, such as escaped signs, as plain characters."""
        for _ in range(_DEEPEST):
            if STX not in text:
                break
            text = _ESCAPED.sub(lambda m: chr(int(m[1])), self.unescape(text))
        return text

    def _words(self, text: str) -> str:
        """Return the words of a text that may hold links and images."""
        words = self._plain(text)
        for _ in range(_DEEPEST):
            if "](" not in words and "][" not in words:
                break
            words = _INNER.sub(r"\1", words)
        return words


def _closing(data: str, start: int) -> int | None:
    """Return the place of the bracket that closes the one before `start`."""
    depth = 1
    for bracket in _BRACKET.finditer(data, start, start + _LONGEST_TEXT):
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return bracket.start()
        if depth > _DEEPEST:
            return None
    return None
