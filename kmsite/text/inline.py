"""Inline: what Python-Markdown's patterns miss or do in a way that hostile texts can slow down."""

import html
import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

Found = tuple[Element | str | None, int | None, int | None]
NOTHING: Found = (None, None, None)
_RUN = re.compile(r"`+")
_ENTITY_END = re.compile(r"&[A-Za-z0-9]{1,30};\Z")
_MAIL_END = re.compile(r"[-_.]+$")


def protected(text: str) -> str:
    """Return `text` as Python-Markdown writes escaped characters: no later step reads signs in it."""
    return "".join(f"{STX}{ord(c)}{ETX}" for c in text)


class Plain(AtomicString):
    """A text in which no pattern can match; only abbreviations are looked for."""


class CodeSpan(InlineProcessor):
    """`code`: the next run of as many backticks ends it (CommonMark 6.1)."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        escaped = _backslashes_before(data, m.start()) % 2
        fence = len(m[0]) - escaped
        start = m.start() + escaped
        if not fence:
            return NOTHING
        for run in _RUN.finditer(data, m.end()):
            if run.end() - run.start() == fence:
                element = Element("code")
                text = data[m.end() : run.start()].replace("\n", " ")
                if text.startswith(" ") and text.endswith(" ") and text.strip():
                    text = text[1:-1]
                element.text = AtomicString(text)
                return element, start, run.end()
        return NOTHING


class Entity(InlineProcessor):
    """&copy; and &#169; as the character they mean."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        character = html.unescape(m[0])
        if character == m[0]:
            return NOTHING
        return (
            protected(character.replace("\0", "\ufffd").replace(STX, "").replace(ETX, "")),
            m.start(),
            m.end(),
        )


class Comment(InlineProcessor):
    """<!-- a comment --> inside a paragraph: not shown."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        end = data.find("-->", m.end())
        return NOTHING if end < 0 else ("", m.start(), end + 3)


class AngleMail(InlineProcessor):
    """<name@example.org>."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        return _link("mailto:" + m[1], m[1]), m.start(), m.end()


class BareUrl(InlineProcessor):
    """https://example.org and www.example.org as people type them (GFM 6.9)."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        url = _without_trailing_signs(m[0])
        host = url.split("//")[-1] if "//" in url else url
        if "." not in host and "localhost" not in host:
            return NOTHING
        href = url if "://" in url else "http://" + url
        return _link(href, url), m.start(), m.start() + len(url)


class BareMail(InlineProcessor):
    """name@example.org as people type it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        if _MAIL_END.search(m[0]):
            return NOTHING
        return _link("mailto:" + m[0], m[0]), m.start(), m.end()


def _backslashes_before(data: str, place: int) -> int:
    return place - len(data[max(0, place - 100) : place].rstrip("\\")) - max(0, place - 100)


def _link(href: str, text: str) -> Element:
    element = Element("a", {"href": href})
    element.text = AtomicString(text)
    return element


def _without_trailing_signs(url: str) -> str:
    """Return `url` without what belongs to the sentence around it: full stops, entities, a lone bracket."""
    unbalanced = url.count(")") - url.count("(")
    end = len(url)
    while end:
        if url[end - 1] in "?!.,:*_~'\"":
            end -= 1
        elif url[end - 1] == ")" and unbalanced > 0:
            end, unbalanced = end - 1, unbalanced - 1
        elif url[end - 1] == ";":
            entity = _ENTITY_END.search(url, max(0, end - 32), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return url[:end]
