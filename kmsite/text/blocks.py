"""Blocks: the nodes of a text's structure, before they become elements."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, list, item, quote, code, table …: a container has children, a leaf has lines."""

    kind: str
    children: list["Block"] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    indent: int = 0  # columns that a line must have to stay inside
    marker_indent: int = 0
    marker: str = ""  # what tells two lists apart; the fence of a code block
    label: str = ""  # name of a footnote, language of code, kind of a callout, summary of details
    title: str = ""
    level: int = 0  # of a heading; the first number of a list
    blank_after: bool = False

    def add(self, block: "Block") -> "Block":
        """Append `block` as the last child and return it."""
        self.children.append(block)
        return block

    def last(self) -> "Block | None":
        """Return the last child."""
        return self.children[-1] if self.children else None

    def ends_blank(self) -> bool:
        """Return whether a blank line stands at the end of the block, at any depth of lists."""
        block: Block | None = self
        while block:
            if block.blank_after:
                return True
            block = block.last() if block.kind in ("list", "item") else None
        return False

    def is_loose(self) -> bool:
        """Return whether the items of a list have blank lines between their parts (CommonMark 5.3)."""
        for number, item in enumerate(self.children):
            is_last = number == len(self.children) - 1
            if item.ends_blank() and not is_last:
                return True
            for child in item.children:
                if child.ends_blank() and not (is_last and child is item.children[-1]):
                    return True
        return False
