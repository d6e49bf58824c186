"""Tree: blocks become elements; what stands inline in them is still text."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from kmsite.text.blocks import Block
from kmsite.text.callouts import callout_element, callout_of_quote
from kmsite.text.clock import Clock
from kmsite.text.code import code_html
from kmsite.text.inline import Plain
from kmsite.text.references import take_references
from kmsite.text.serialising import raw
from kmsite.text.tables import table_element
from kmsite.text.tasks import mark_task
from kmsite.text.unlinked import unlinked_element

# Without one of these no inline pattern can match.
_SIGNS = re.compile(r"[\\`*_~\[<&@\x02]|  \n|://|www\.")


class Tree:
    """Builds the elements of one text; `references` fills with its link definitions."""

    def __init__(self, clock: Clock, references: dict[str, tuple[str, str | None]]) -> None:
        self._clock = clock
        self._references = references
        self._tables = 0

    def collect_references(self, block: Block) -> None:
        """Take link definitions out of all paragraphs, because links may stand before them."""
        kept = []
        for child in block.children:
            if child.kind == "paragraph":
                child.lines = take_references(child.lines, self._references, self._clock.tick)
                if not child.lines:
                    continue
            self.collect_references(child)
            kept.append(child)
        block.children = kept

    def fill(self, parent: Element, block: Block, *, is_tight: bool = False) -> Element:
        """Append the elements of the children of `block` to `parent` and return it."""
        for child in block.children:
            self._clock.tick()
            if child.kind == "paragraph" and is_tight:
                _append_text(parent, _text(child.lines))
            elif child.kind not in ("footnote", "comment"):
                for element in getattr(self, f"_{child.kind}")(child):
                    parent.append(element)
        return parent

    def _paragraph(self, block: Block) -> Iterator[Element]:
        element = Element("p")
        element.text = _text(block.lines)
        yield element

    def _heading(self, block: Block) -> Iterator[Element]:
        element = Element(f"h{block.level}")
        element.text = _text(block.lines)
        yield element

    def _rule(self, block: Block) -> Iterator[Element]:
        yield Element("hr")

    def _fence(self, block: Block) -> Iterator[Element]:
        yield raw(code_html(block.lines, block.label, self._clock))

    def _code(self, block: Block) -> Iterator[Element]:
        while block.lines and not block.lines[-1].strip():
            block.lines.pop()
        yield raw(code_html(block.lines, "", self._clock))

    def _table(self, block: Block) -> Iterator[Element]:
        self._tables += 1
        yield table_element(block.lines, f"Table {self._tables}", self._clock.tick)

    def _quote(self, block: Block) -> Iterator[Element]:
        if callout := callout_of_quote(block):
            yield self.fill(callout, block)
        else:
            yield self.fill(Element("blockquote"), block)

    def _callout(self, block: Block) -> Iterator[Element]:
        yield self.fill(callout_element(block.label, block.title), block)

    def _unlinked(self, block: Block) -> Iterator[Element]:
        yield self.fill(unlinked_element(), block)

    def _fold(self, block: Block) -> Iterator[Element]:
        yield self.fill(_details(block.title or block.label.capitalize()), block)

    def _details(self, block: Block) -> Iterator[Element]:
        yield self.fill(_details(block.title or "Details"), block)

    def _list(self, block: Block) -> Iterator[Element]:
        element = Element("ol" if block.level >= 0 else "ul")
        if block.level not in (-1, 1):
            element.set("start", str(block.level))
        is_tight = not block.is_loose()
        for item in block.children:
            part = SubElement(element, "li")
            is_task = mark_task(part, item)
            self.fill(part, item, is_tight=is_tight)
            if is_task:
                element.set("class", "tasks")
        yield element

    def _terms(self, block: Block) -> Iterator[Element]:
        element = Element("dl")
        for child in block.children:
            if child.kind == "term":
                SubElement(element, "dt").text = _text(child.lines)
            else:
                is_tight = len(child.children) == 1 or not any(c.blank_after for c in child.children)
                self.fill(SubElement(element, "dd"), child, is_tight=is_tight)
        yield element


def _details(summary: str) -> Element:
    element = Element("details")
    SubElement(element, "summary").text = summary
    return element


def _text(lines: list[str]) -> str:
    text = "\n".join(lines).rstrip()
    return text if _SIGNS.search(text) else Plain(text)


def _append_text(parent: Element, text: str) -> None:
    """Put the text of a tight item behind what the item holds already."""
    if len(parent) and parent[-1].tag != "span":
        parent[-1].tail = f"{parent[-1].tail or ''}\n{text}"
    elif len(parent):
        parent[-1].tail = text
    else:
        parent.text = f"{parent.text}\n{text}" if parent.text else text
