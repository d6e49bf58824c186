"""Structure: lines become blocks, as CommonMark 0.31 says, with what people expect beyond it.

One pass over the lines; each costs at most the depth it stands at, and depth is bounded by a refusal. The
open containers are a stack; the open leaf, if any, is the last child of the innermost one. How blocks begin
is told in `openers`.
"""

from collections.abc import Callable

from kmsite.text import openers, starts
from kmsite.text.blocks import Block
from kmsite.text.refusal import TextRefused

MAX_DEPTH = 24
_TOO_DEEP = (
    f"Lists and quotes in this text stand inside one another more than {MAX_DEPTH} levels deep. "
    "Please use fewer levels."
)
_TRANSPARENT = frozenset({"list", "terms", "details"})


class Structure:
    """The blocks of one text and the definitions that stand in it.

    `tick` is called for each line and may raise TextRefused to end a text that takes too long.
    """

    def __init__(self, lines: list[str], tick: Callable[[], None]) -> None:
        self.document = Block("document")
        self.abbreviations: dict[str, str] = {}
        self.footnotes: dict[str, Block] = {}
        self.open = [self.document]
        self.leaf: Block | None = None
        self.depth = 1  # how many of the open containers the present line continues
        self._comment_ends = max((n for n, line in enumerate(lines) if "-->" in line), default=-1)
        for number, line in enumerate(lines):
            tick()
            self.comment_may_end = number <= self._comment_ends
            self.take(line)

    @property
    def is_inside(self) -> bool:
        """Whether the present line continues every open container."""
        return self.depth == len(self.open)

    @property
    def in_paragraph(self) -> bool:
        """Whether a paragraph is open that the present line may go on."""
        return self.leaf is not None and self.leaf.kind == "paragraph"

    def take(self, line: str) -> None:
        """Put one line where it belongs."""
        rest = self._continue(line)
        if self.is_inside and self.leaf and self._feed(self.leaf, rest):
            return
        if not rest.strip():
            self._blank()
            return
        while rest.strip():
            begun = openers.begin(self, rest)
            if begun is None:
                self.add_text(rest)
                return
            rest = begun

    def enter(self, block: Block) -> None:
        """Open a container in the innermost one that the present line continues."""
        self.close_to(self.depth)
        if block.kind not in ("item", "meaning"):
            self._leave_lists()
        if len(self.open) > 2 * MAX_DEPTH or sum(b.kind not in _TRANSPARENT for b in self.open) > MAX_DEPTH:
            raise TextRefused(_TOO_DEEP)
        self.leaf = None
        self.open[-1].add(block)
        self.open.append(block)
        self.depth = len(self.open)

    def put(self, block: Block, *, stays_open: bool = False) -> None:
        """Add a leaf to the innermost container that the present line continues."""
        self.close_to(self.depth)
        self._leave_lists()
        self.open[-1].add(block)
        self.leaf = block if stays_open else None

    def close_to(self, depth: int) -> None:
        """Close all containers beyond `depth`, and the leaf that stood in them."""
        if len(self.open) > depth:
            del self.open[depth:]
            self.leaf = None
        self.depth = min(self.depth, depth)

    def _leave_lists(self) -> None:
        """A list holds items only: anything else ends it."""
        while self.open[-1].kind in ("list", "terms"):
            self.close_to(len(self.open) - 1)

    def _continue(self, line: str) -> str:
        """Return what is left of `line` inside the open containers that it continues."""
        self.depth = 1
        for block in self.open[1:]:
            rest = self._inside(block, line)
            if rest is None:
                break
            line = rest
            self.depth += 1
        return line

    def _inside(self, block: Block, line: str) -> str | None:
        if block.kind in _TRANSPARENT:
            return line
        width = starts.columns(line)
        if block.kind == "quote":
            text = line.lstrip(" \t")
            return _without_quote_mark(text) if width <= 3 and text.startswith(">") else None
        if not line.strip():
            return line if block.children else None
        if width >= block.indent:
            return starts.without_columns(line, block.indent)
        # Two spaces below "1." or "-   " are meant as nested, whatever the standard says.
        if (
            block.kind == "item"
            and width >= block.marker_indent + 2
            and starts.begins_inner_list(line.lstrip())
        ):
            block.indent = width
            return line.lstrip()
        return None

    def _feed(self, leaf: Block, rest: str) -> bool:
        """Give the line to an open leaf in which nothing else can begin; return whether it took it."""
        if leaf.kind == "fence":
            closing = rest.strip()
            if (
                set(closing) == {leaf.marker[0]}
                and len(closing) >= len(leaf.marker)
                and starts.columns(rest) < 4
            ):
                self.leaf = None
            else:
                leaf.lines.append(starts.without_columns(rest, min(leaf.indent, starts.columns(rest))))
            return True
        if leaf.kind == "comment":
            self.leaf = None if "-->" in rest else leaf
            return True
        if leaf.kind == "code":
            if rest.strip() and starts.columns(rest) < 4:
                self.leaf = None
                return False
            leaf.lines.append(starts.without_columns(rest, 4))
            leaf.blank_after = not rest.strip()
            return True
        return False

    def _blank(self) -> None:
        """A blank line ends paragraphs, tables and quotes, and makes lists loose."""
        self.close_to(self.depth)
        self.leaf = None
        container = self.open[-1]
        if last := container.last():
            last.blank_after = True
        elif container.kind == "item":
            container.blank_after = True

    def add_text(self, rest: str) -> None:
        """Go on with the open paragraph or table, or begin a paragraph."""
        if self.in_paragraph:
            self.leaf.lines.append(rest.lstrip())
            self.leaf.level = 0 if self.is_inside else 1
        elif self.leaf and self.leaf.kind == "table" and self.is_inside:
            self.leaf.lines.append(rest.strip())
        else:
            self.put(Block("paragraph", lines=[rest.lstrip()]), stays_open=True)


def _without_quote_mark(text: str) -> str:
    """Return `text` without its ">" and one column of white space behind it."""
    rest = text[1:]
    return starts.without_columns(rest, 1) if rest[:1] in (" ", "\t") else rest
