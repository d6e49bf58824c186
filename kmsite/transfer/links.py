"""Links and images in a Markdown text, found outside code and replaced one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from kmsite.transfer.code import masked, table_lines

_LONGEST_LABEL = 1_000
_DESTINATION = re.compile(
    r"""\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))
    (?:\s+(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'))?\s*\)""",
    re.X,
)
_REFERENCE = re.compile(r" ?\[([^\[\]\n]{0,200})\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?P<label>[^\[\]\n]{1,200})\]:[ \t]*(?:<(?P<angle>[^<>\n]+)>|(?P<bare>\S+))"
    r"(?P<title>[^\n]*)$",
    re.M,
)
_TAG = re.compile(r"<(?P<name>img|a)\b(?P<attributes>[^<>]*)>", re.I)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t]*\n")
_IN_BRACKETS = re.compile(r"^\[([^\[\]]*)\]$")
_NEXT = re.compile(r"\\.|!?\[\[|!?\[|<(?=img\b|a\b)", re.I)


@dataclass(frozen=True)
class Found:
    """One link or image as somebody wrote it. `line` counts from 1; `label` is Markdown."""

    image: bool
    label: str
    destination: str
    title: str
    line: int
    in_table: bool


Replace = Callable[[Found], str | None]


@dataclass
class _Text:
    source: str
    mask: str
    tables: frozenset[int]
    brackets: dict[int, int]
    definitions: dict[str, tuple[str, str]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    still_used: set[str] = field(default_factory=set)

    def line_at(self, position: int) -> int:
        return self.source.count("\n", 0, position) + 1


def rewrite(source: str, replace: Replace) -> str:
    """Return `source` with each link and image replaced by what `replace` says; None leaves it as it is.

    Inline links, reference-style links with their definitions, links around images and the HTML tags <img>
    and <a href> are found; code, HTML comments and [[wiki links]] are never touched. A label that is itself
    in brackets, as in [[1]](#notes), is escaped, lest it become a wiki link. A definition goes when every
    link that used it was replaced. Linear in the length of the text.
    """
    mask = masked(source)
    text = _Text(source, mask, table_lines(source), _brackets(mask))
    for match in _DEFINITION.finditer(text.mask):
        destination = match["angle"] or match["bare"]
        title = match["title"].strip().strip("\"'()")
        text.definitions.setdefault(_key(match["label"]), (destination, title))
    rewritten = _rewrite_span(text, 0, len(source), replace)
    return _without_definitions(text, rewritten) if text.definitions else rewritten


def _rewrite_span(text: _Text, start: int, end: int, replace: Replace) -> str:
    pieces: list[str] = []
    position = start
    while match := _NEXT.search(text.mask, position, end):
        at = match.start()
        pieces.append(text.source[position:at])
        new, after = _replaced(text, match, end, replace)
        pieces.append(text.source[at:after] if new is None else new)
        position = after
    pieces.append(text.source[position:end])
    return "".join(pieces)


def _replaced(text: _Text, match: re.Match[str], end: int, replace: Replace) -> tuple[str | None, int]:
    """Return (the new text or None, where to go on) for whatever begins at `match`."""
    sign = match[0]
    if sign.startswith("\\"):
        return None, match.end()
    if sign == "<":
        return _replaced_tag(text, match.start(), replace)
    if sign.endswith("[["):
        closed = _end_of_wiki_link(text.mask, match.end(), end)
        if closed:
            return None, closed
    image = sign.startswith("!")
    opened = match.start() + image
    closed = text.brackets.get(opened)
    if closed is None or closed >= end:
        return None, opened + 1
    return _replaced_link(text, image, match.start(), opened, closed, replace)


def _end_of_wiki_link(mask: str, start: int, end: int) -> int | None:
    closed = mask.find("]]", start, min(end, start + _LONGEST_LABEL))
    plain = closed >= 0 and not any(sign in mask[start:closed] for sign in "[\n")
    return closed + 2 if plain and mask[closed + 2 : closed + 3] not in ("(", "[") else None


def _brackets(mask: str) -> dict[int, int]:
    """Return where each opening bracket is closed; a pair does not reach over an empty line."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(mask):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]":
            if opened:
                pairs[opened.pop()] = match.start()
        elif match[0].startswith("\n"):
            opened.clear()
    return pairs


def _replaced_link(
    text: _Text, image: bool, start: int, opened: int, closed: int, replace: Replace
) -> tuple[str | None, int]:
    target = _DESTINATION.match(text.mask, closed + 1)
    if target:
        destination = target["angle"] if target["angle"] is not None else target["bare"]
        title, after, key = target["double"] or target["single"] or "", target.end(), None
    else:
        found = _definition_for(text, opened, closed)
        if found is None:
            return None, opened + 1
        destination, title, after, key = found
    inner = text.source[opened + 1 : closed]
    if not image:
        inner = _IN_BRACKETS.sub(r"\\[\1\\]", _rewrite_span(text, opened + 1, closed, replace))
    line = text.line_at(start)
    new = replace(Found(image, inner, unescape(destination), title, line, line in text.tables))
    if key is not None:
        (text.still_used if new is None else text.replaced).add(key)
    if new is None and not image:
        new = f"[{inner}]{text.source[closed + 1 : after]}"
    return new, after


def _definition_for(text: _Text, opened: int, closed: int) -> tuple[str, str, int, str] | None:
    """Return (destination, title, end of the link, key) for [text][ref], [ref][] and [ref]."""
    own = _key(text.mask[opened + 1 : closed])
    reference = _REFERENCE.match(text.mask, closed + 1)
    if reference:
        key = _key(reference[1]) or own
        if key in text.definitions:
            return *text.definitions[key], reference.end(), key
    if own in text.definitions and not text.mask.startswith(":", closed + 1):
        return *text.definitions[own], closed + 1, own
    return None


def _replaced_tag(text: _Text, start: int, replace: Replace) -> tuple[str | None, int]:
    match = _TAG.match(text.mask, start)
    if not match:
        return None, start + 1
    attributes = {a[1].lower(): unescape(a[2] or a[3] or a[4] or "") for a in _ATTRIBUTE.finditer(match[0])}
    line = text.line_at(start)
    in_table = line in text.tables
    if match["name"].lower() == "img":
        if not attributes.get("src"):
            return None, match.end()
        alt, title = attributes.get("alt", ""), attributes.get("title", "")
        return replace(Found(True, alt, attributes["src"], title, line, in_table)), match.end()
    closed = text.mask.lower().find("</a>", match.end(), match.end() + _LONGEST_LABEL)
    if closed < 0 or not attributes.get("href"):
        return None, match.end()
    inner = _rewrite_span(text, match.end(), closed, replace)
    new = replace(Found(False, inner, attributes["href"], attributes.get("title", ""), line, in_table))
    return (f"{match[0]}{inner}</a>" if new is None else new), closed + 4


def _without_definitions(text: _Text, rewritten: str) -> str:
    """Take out the definitions that no link needs any more."""
    needless = text.replaced - text.still_used
    lines = []
    mask = masked(rewritten).split("\n")
    for line, shown in zip(rewritten.split("\n"), mask, strict=True):
        match = _DEFINITION.match(shown)
        if not match or _key(match["label"]) not in needless:
            lines.append(line)
    return "\n".join(lines)


def _key(label: str) -> str:
    return " ".join(label.casefold().split())
