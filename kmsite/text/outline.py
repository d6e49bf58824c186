"""Outline: ids of headings and the table of contents."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from kmsite.text.addresses import anchor
from kmsite.text.rendered import Heading

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def outline(root: Element, tick: Callable[[], None]) -> tuple[Heading, ...]:
    """Give every heading its id, repeated ones numbered as on GitHub, and return them in order."""
    used: set[str] = set()
    counts: dict[str, int] = {}
    headings = []
    for element in root.iter():
        tick()
        if element.tag in _HEADINGS:
            text = " ".join(visible_text(element).split())
            id_ = _unused(anchor(text), used, counts)
            element.set("id", id_)
            headings.append(Heading(_HEADINGS[element.tag], id_, text))
    return tuple(headings)


def visible_text(element: Element) -> str:
    """Return the text inside an element, of images their description, of footnote marks nothing."""
    parts = []
    todo: list[Element | str] = [element]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.get("class") != "footnote":
            parts.append(node.get("alt") or node.text or "")
            for child in reversed(node):
                todo.extend([child.tail or "", child])
    return "".join(parts)


def _unused(id_: str, used: set[str], counts: dict[str, int]) -> str:
    candidate = id_
    while candidate in used:
        counts[id_] = counts.get(id_, 0) + 1
        candidate = f"{id_}-{counts[id_]}"
    used.add(candidate)
    return candidate
