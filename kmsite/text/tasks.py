"""Task lists: a sign and hidden words instead of a control that could not be used."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kmsite.text.blocks import Block

_BOX = re.compile(r"\[([ xX])\](?=[ \t]|$)[ \t]*")


def mark_task(element: Element, item: Block) -> bool:
    """Make the <li> of an item beginning with [ ] or [x] a task; return whether it is one."""
    first = item.children[0] if item.children else None
    match = _BOX.match(first.lines[0]) if first and first.kind == "paragraph" else None
    if not match or not "".join([first.lines[0][match.end() :], *first.lines[1:]]).strip():
        return False
    first.lines[0] = first.lines[0][match.end() :]
    is_done = match[1] != " "
    element.set("class", "task done" if is_done else "task")
    SubElement(element, "span", {"class": "box", "aria-hidden": "true"}).text = AtomicString(
        "☑" if is_done else "☐"
    )
    SubElement(element, "span", {"class": "vh"}).text = AtomicString("done: " if is_done else "to do: ")
    return True
