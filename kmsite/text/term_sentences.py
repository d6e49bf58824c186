"""Sentences: where in a finished page a link stands, as the words around it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Container
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|td|th|tr|table|div|h[1-6]|blockquote|d[ltd]|details|summary|section|fig\w+|hr|br|pre)\b"
    r'(?:[^<>"]|"[^"]*")*>'
)
_LINK = re.compile(r'<a\b(?:[^<>"]|"[^"]*")*\shref="([^"#]*)[^"]*"(?:[^<>"]|"[^"]*")*>(.*?)</a>', re.DOTALL)
_TO = re.compile(
    r'<a\b(?:[^<>"]|"[^"]*")*\shref="([^"#]*)(?:#([^"]*))?"(?:[^<>"]|"[^"]*")*>(.*?)</a>', re.DOTALL
)
_LAID = re.compile(r'<a class="term(?: term-choice)?" href="([^"]*)">(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r'<h[1-6]\b[^<>]*\sid="([^"]+)"[^<>]*>(.*?)</h[1-6]>', re.DOTALL)
_SILENT = re.compile(r'<span class="(?:vh|t)">.*?</span>', re.DOTALL)
_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
_SPACE = re.compile(r"\s+")
_END = re.compile(r"(?<=[.!?…])(?<!\b[ei]\.[eg]\.)\s+(?=\S)")  # "e.g." and "i.e." end none
_NEAR = 2_000
_LONGEST = 160


class Sentence(NamedTuple):
    """The words of a link and those before and after it; the id and the words of the heading above."""

    before: str
    words: str
    after: str
    anchor: str = ""
    heading: str = ""


NOWHERE = Sentence("", "", "")


def sentences(html: str) -> dict[str, Sentence]:
    """Return for each address to which `html` links the sentence of the first such link, in their order."""
    return _found(html, _LINK)


def laid_sentences(html: str) -> dict[str, Sentence]:
    """Return what `sentences` does for the links alone that were laid to terms."""
    return _found(html, _LAID)


def laid_addresses(html: str) -> set[str]:
    """Return the addresses to which links to terms were laid."""
    return {unescape(link[1]) for link in _LAID.finditer(html)}


def sentences_to(html: str, addresses: Container[str]) -> list[tuple[str, Sentence]]:
    """Return for each link of `html` to one of `addresses` its fragment and its sentence, in their order.

    Addresses are compared unquoted and without the slash at their end.
    """
    sentence = _sentences_of(html)
    found = []
    for link in _TO.finditer(html):
        if unquote(unescape(link[1])).rstrip("/") in addresses:
            found.append((unquote(unescape(link[2] or "")), sentence(link)))
    return found


def _found(html: str, links: re.Pattern[str]) -> dict[str, Sentence]:
    sentence = _sentences_of(html)
    found: dict[str, Sentence] = {}
    for link in links.finditer(html):
        address = unescape(link[1])
        if address not in found:
            found[address] = sentence(link)
    return found


def _sentences_of(html: str) -> Callable[[re.Match[str]], Sentence]:
    """Return what tells the sentence of a link found in `html`, whose words are its last group."""
    blocks = [(match.start(), match.end()) for match in _BLOCK.finditer(html)]
    headings = [(match.start(), match[1], match[2]) for match in _HEADING.finditer(html)]

    def of(link: re.Match[str]) -> Sentence:
        return _sentence(html, link, blocks)._replace(**_above(headings, link.start()))

    return of


def _sentence(html: str, link: re.Match[str], blocks: list[tuple[int, int]]) -> Sentence:
    place = bisect_right(blocks, (link.start(), 0))
    start = max(blocks[place - 1][1] if place else 0, link.start() - _NEAR)
    end = min(blocks[place][0] if place < len(blocks) else len(html), link.end() + _NEAR)
    before = _END.split(_words(html[start : link.start()]))[-1]
    after = _END.split(_words(html[link.end() : end]))[0]
    words = _words(link[link.re.groups]).strip()
    return Sentence(_shortened(before), words, _shortened(after, at_end=True))


def _above(headings: list[tuple[int, str, str]], place: int) -> dict[str, str]:
    above = bisect_right(headings, (place, "", ""))
    if not above:
        return {}
    _place, anchor, words = headings[above - 1]
    return {"anchor": unescape(anchor), "heading": _words(words).strip()}


def _words(html: str) -> str:
    """Return what a reader sees of a piece of HTML; of tags that are cut off there is nothing."""
    html = _TAG.sub("", _SILENT.sub("", html))
    html = html.rpartition(">")[2].partition("<")[0]
    return _SPACE.sub(" ", unescape(html))


def _shortened(text: str, *, at_end: bool = False) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0]} …" if at_end else f"… {text[-_LONGEST:].split(' ', 1)[-1]}"
