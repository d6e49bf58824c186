"""Relinking: a text whose links say the present name of a page not an old one, and is else the same."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from kmsite.text.characters import without_invisible
from kmsite.text.names import name_key
from kmsite.text.refusal import TextRefused
from kmsite.text.rendering import LinkRef, render
from kmsite.text.wikilinks import PATTERN

_WIKI_LINK = re.compile(PATTERN)
_ADDRESS = re.compile(r"/[a-z]+/[^\s/()<>\[\]\"'#?&|\\]+")
_PROBE = "probelink"


class _Spot(NamedTuple):
    """A place in the source that may be a link: what stands there, its key, and what is to stand there."""

    start: int
    end: int
    key: str
    new: str


def relinked(source: str, *, names: Mapping[str, str], addresses: Mapping[str, str]) -> str:
    """Return `source` with the links changed whose keys are in `names` or `addresses`, and nothing else.

    `names` gives for a folded name, perhaps with its section, what to write; `addresses` gives for an address
    ("/articles/pump") another. What only looks like a link (code, escaped signs, comments) stays: the places
    in question are given names that occur nowhere, and the rendering tells which of them are links. Where the
    new text would not have exactly the links that are wanted, `source` is returned as it is.
    """
    spots = list(_spots(source, names, addresses))
    if not spots or _PROBE in source:
        return source
    try:
        real = _real(source, spots)
        text = _replaced(source, [(spot, spot.new) for spot in real])
        expected = _links_after(source, names, addresses)
        return text if set(render(text).links) == expected else source
    except TextRefused:
        return source


def _spots(source: str, names: Mapping[str, str], addresses: Mapping[str, str]) -> Iterator[_Spot]:
    """Yield the places in question, in the order of the text, none inside another."""
    end = 0
    found = [*_wiki_spots(source, names), *_address_spots(source, addresses)]
    for spot in sorted(found):
        if spot.start >= end:
            yield spot
            end = spot.end


def _wiki_spots(source: str, names: Mapping[str, str]) -> Iterator[_Spot]:
    for match in _WIKI_LINK.finditer(source):
        inner, has_label = match[1], match[2] is not None
        title, sign, heading = inner.partition("#")
        written = title if sign and heading.strip() else inner
        if has_label and written.endswith("\\"):  # the bar of a link in a table
            written = written[:-1]
        key = name_key(without_invisible(written).strip())
        if key in names:
            new = _in_the_same_case(written, names[key])
            if "/" in new and "/" not in key and not has_label and written == inner:
                new = f"{new}|{new.rpartition('/')[2]}"
            yield _Spot(match.start(1), match.start(1) + len(written), key, new)


def _address_spots(source: str, addresses: Mapping[str, str]) -> Iterator[_Spot]:
    for match in _ADDRESS.finditer(source):
        address = unquote(match[0])
        if address in addresses:
            is_quoted = "%" in match[0]
            new = quote(addresses[address]) if is_quoted else addresses[address]
            yield _Spot(match.start(), match.end(), address, new)


def _in_the_same_case(written: str, new: str) -> str:
    """Return `new` with a small first letter where the whole of the old name was written small."""
    is_small = written == written.lower() != written.upper()
    return new[:1].lower() + new[1:] if is_small and new[1:2].islower() else new


def _real(source: str, spots: list[_Spot]) -> list[_Spot]:
    """Return those of `spots` that are links when the text is rendered."""
    probes = [_probe(spot, number) for number, spot in enumerate(spots)]
    links = {link.key for link in render(_replaced(source, list(zip(spots, probes, strict=True)))).links}
    return [spot for spot, probe in zip(spots, probes, strict=True) if probe in links]


def _probe(spot: _Spot, number: int) -> str:
    name = f"{_PROBE}{number}"
    return f"{spot.key.rpartition('/')[0]}/{name}" if spot.key.startswith("/") else name


def _replaced(source: str, changes: list[tuple[_Spot, str]]) -> str:
    pieces, end = [], 0
    for spot, new in changes:
        pieces += [source[end : spot.start], new]
        end = spot.end
    return "".join([*pieces, source[end:]])


def _links_after(source: str, names: Mapping[str, str], addresses: Mapping[str, str]) -> set[LinkRef]:
    renamed = {key: name_key(new) for key, new in names.items()} | {**addresses}
    return {LinkRef(renamed.get(link.key, link.key), link.anchor) for link in render(source).links}
