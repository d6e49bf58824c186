"""Serialising: elements become HTML, without recursion and with everything escaped."""

from html import escape
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX, AtomicString

from kmsite.text.refusal import TextRefused

_EMPTY = frozenset({"br", "hr", "img"})
# fmt: off
_BLOCKS = frozenset(
    {
        "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "aside", "details", "summary", "table",
        "thead", "tbody", "tr", "th", "td", "div", "section", "hr", "raw", "h1", "h2", "h3", "h4", "h5", "h6",
    }
)
# fmt: on

_TOO_LARGE = "This text becomes too large when it is shown. Please divide it into several pages."
_MARKS = {ord(STX): None, ord(ETX): None}


def raw(html: str) -> Element:
    """Return an element that is written as `html`; for HTML made by us, never by people."""
    element = Element("raw")
    element.text = AtomicString(html)
    return element


def serialise(root: Element, limit: int) -> str:
    """Return the inner HTML of `root`.

    Raises TextRefused when it is longer than `limit` characters.
    """
    size = 0
    parts = [escape(root.text, quote=False)] if root.text else []
    todo: list[Element | str] = list(reversed(root))
    while todo:
        node = todo.pop()
        size += len(parts[-1]) if parts else 0
        if size > limit:
            raise TextRefused(_TOO_LARGE)
        if isinstance(node, str):
            parts.append(node)
            continue
        after = escape(node.tail, quote=False) if node.tail else ""
        if node.tag in _BLOCKS:
            after = "\n" + after.lstrip("\n")
        if node.tag == "raw":
            parts.append(f"{node.text}{after}")
        elif node.tag in _EMPTY:
            parts.append(f"{_start(node)}{after}")
        else:
            parts.append(_start(node) + (escape(node.text, quote=False) if node.text else ""))
            todo.append(f"</{node.tag}>{after}")
            todo.extend(reversed(node))
    return "".join(parts).translate(_MARKS)


def _start(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    return f"<{element.tag}{attributes}>"
