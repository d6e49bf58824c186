"""Callouts: !!! note "Title", and GitHub's > [!NOTE]."""

import re
from xml.etree.ElementTree import Element, SubElement

from kmsite.text.blocks import Block
from kmsite.text.cleaning import CALLOUTS

_GITHUB = re.compile(r"\[!([A-Za-z]+)\]\s*$")
_KINDS = {
    "attention": "caution",
    "hint": "tip",
    "abstract": "note",
    "summary": "note",
    "todo": "note",
    "success": "tip",
    "question": "info",
    "failure": "danger",
    "error": "danger",
    "bug": "danger",
    "seealso": "info",
}


def callout_element(kind: str, title: str) -> Element:
    """Return <aside class="note tip"> with its title; a kind that is not known is a note."""
    known = _KINDS.get(kind, kind)
    known = known if known in CALLOUTS else "note"
    element = Element("aside", {"class": "note" if known == "note" else f"note {known}"})
    SubElement(element, "p", {"class": "t"}).text = title or kind.capitalize()
    return element


def callout_of_quote(quote: Block) -> Element | None:
    """Return the callout that a quote beginning with [!NOTE] is, its mark taken out."""
    first = quote.children[0] if quote.children else None
    match = _GITHUB.match(first.lines[0]) if first and first.kind == "paragraph" else None
    if not match:
        return None
    del first.lines[0]
    if not first.lines:
        del quote.children[0]
    return callout_element(match[1].lower(), "")
