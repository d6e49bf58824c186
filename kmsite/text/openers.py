"""Openers: what a line may begin, tried in the order of the standard.

Each opener looks at what is left of a line, and either returns None or changes the structure and returns what
is left then ("" when the line is used up).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kmsite.text import starts
from kmsite.text.blocks import Block
from kmsite.text.tables import cells

if TYPE_CHECKING:
    from kmsite.text.structure import Structure

CALLOUT_INDENT = 4


def begin(structure: Structure, rest: str) -> str | None:
    """Begin the block that `rest` asks for, if any; see the module's docstring."""
    if starts.columns(rest) >= 4:
        return _far_right(structure, rest)
    text = rest.lstrip(" \t")
    for opener in _BY_FIRST_CHARACTER.get(text[0], ()):
        left = opener(structure, rest, text)
        if left is not None:
            return left
    if "</details>" in text.lower():
        return _details_end(structure, rest, text)
    return None


def _far_right(structure: Structure, rest: str) -> str | None:
    """Four columns in: code, unless a paragraph is open; then text, or a list that was indented too far."""
    if structure.in_paragraph:
        in_item = any(block.kind == "item" for block in structure.open)
        return rest.lstrip() if in_item and starts.begins_item(rest.lstrip()) else None
    structure.put(Block("code", lines=[starts.without_columns(rest, 4)]), stays_open=True)
    return ""


def _quote(structure: Structure, rest: str, text: str) -> str:
    structure.enter(Block("quote"))
    return starts.without_columns(text[1:], 1) if text[1:2] in (" ", "\t") else text[1:]


def _heading(structure: Structure, rest: str, text: str) -> str | None:
    match = starts.ATX.match(text)
    if not match:
        return None
    title = text[match.end() :].strip()
    if (bare := title.rstrip("#")) != title and (not bare or bare[-1] in " \t"):
        title = bare.rstrip()
    structure.put(Block("heading", lines=[title], level=len(match[1])))
    return ""


def _fence(structure: Structure, rest: str, text: str) -> str | None:
    match = starts.FENCE.match(text)
    if not match:
        return None
    indent = starts.columns(rest)
    structure.put(Block("fence", marker=match[1], label=match[2].strip(), indent=indent), stays_open=True)
    return ""


def _setext(structure: Structure, rest: str, text: str) -> str | None:
    if not (structure.in_paragraph and structure.is_inside and starts.SETEXT.match(text)):
        return None
    paragraph = structure.leaf
    paragraph.kind = "heading"
    paragraph.level = 1 if text[0] == "=" else 2
    structure.leaf = None
    return ""


def _rule(structure: Structure, rest: str, text: str) -> str | None:
    if not starts.RULE.match(text):
        return None
    structure.put(Block("rule"))
    return ""


def _item(structure: Structure, rest: str, text: str) -> str | None:
    bullet, number = starts.BULLET.match(text), starts.NUMBER.match(text)
    match = bullet or number
    if not match:
        return None
    after = text[match.end() :]
    if structure.in_paragraph and structure.is_inside and _would_break_text(structure, after, number):
        return None
    kind = match[1] if bullet else match[2]
    width = starts.columns(after)
    if not after.strip() or width > 4:
        width = 1
    _into_list(structure, kind, int(number[1]) if number else -1)
    marker_indent = starts.columns(rest)
    structure.enter(Block("item", indent=marker_indent + len(match[0]) + width, marker_indent=marker_indent))
    return starts.without_columns(after, width) if after.strip() else ""


def _would_break_text(structure: Structure, after: str, number: object) -> bool:
    """A sentence that wraps before "14. " is no list: only "1." and filled bullets end a paragraph."""
    if structure.open[-1].kind == "item":
        return False
    return not after.strip() or bool(number and int(number[1]) != 1)


def _into_list(structure: Structure, kind: str, first: int) -> None:
    structure.close_to(structure.depth)
    if structure.open[-1].kind == "list":
        if structure.open[-1].marker == kind:
            return
        structure.close_to(len(structure.open) - 1)
    structure.enter(Block("list", marker=kind, level=first))


def _table(structure: Structure, rest: str, text: str) -> str | None:
    """The row of dashes below a row with as many cells makes both the head of a table."""
    if not (structure.in_paragraph and structure.is_inside and starts.TABLE_RULE.match(text.rstrip())):
        return None
    paragraph = structure.leaf
    head = paragraph.lines[-1]
    if ("|" not in head and "|" not in text) or len(cells(head)) != len(cells(text)):
        return None
    paragraph.lines.pop()
    if not paragraph.lines:
        structure.open[-1].children.pop()
    structure.put(Block("table", lines=[head.strip(), text.strip()]), stays_open=True)
    return ""


def _footnote(structure: Structure, rest: str, text: str) -> str | None:
    match = starts.FOOTNOTE.match(text)
    if not match:
        return None
    block = Block("footnote", label=match[1], indent=4)
    structure.enter(block)
    structure.footnotes.setdefault(match[1].casefold(), block)
    return text[match.end() :]


def _abbreviation(structure: Structure, rest: str, text: str) -> str | None:
    match = starts.ABBREVIATION.match(text)
    if not match or structure.in_paragraph:
        return None
    structure.abbreviations[match[1].strip()] = match[2].strip()
    return ""


def _callout(structure: Structure, rest: str, text: str) -> str | None:
    match = starts.CALLOUT.match(text)
    if not match:
        return None
    kind = "callout" if match[1] == "!!!" else "fold"
    label = (match[2] or "note").lower()
    structure.enter(Block(kind, label=label, title=match[3] or "", indent=CALLOUT_INDENT))
    return ""


def _no_terms(structure: Structure, rest: str, text: str) -> str | None:
    if not starts.NO_TERMS.match(text):
        return None
    structure.enter(Block("unlinked", indent=CALLOUT_INDENT))
    return ""


def _meaning(structure: Structure, rest: str, text: str) -> str | None:
    """ ": what it means" below a term, or below another meaning."""
    match = starts.MEANING.match(text)
    if not match or not _into_terms(structure):
        return None
    structure.enter(Block("meaning", indent=2))
    return text[match.end() :]


def _into_terms(structure: Structure) -> bool:
    if structure.in_paragraph and structure.is_inside:
        return _paragraph_to_terms(structure)
    if structure.open[structure.depth - 1].kind != "terms":
        return False
    lazy = structure.leaf if structure.in_paragraph and structure.leaf.level else None
    structure.close_to(structure.depth)
    if lazy and len(lazy.lines) > 1:
        structure.open[-1].add(Block("term", lines=[lazy.lines.pop()]))
    return True


def _paragraph_to_terms(structure: Structure) -> bool:
    parent, paragraph = structure.open[-1], structure.leaf
    parent.children.pop()
    before = parent.last()
    terms = before if before and before.kind == "terms" else parent.add(Block("terms"))
    for line in paragraph.lines:
        terms.add(Block("term", lines=[line]))
    structure.open.append(terms)
    structure.depth = len(structure.open)
    structure.leaf = None
    return True


def _comment(structure: Structure, rest: str, text: str) -> str | None:
    if not text.startswith("<!--") or not structure.comment_may_end:
        return None
    structure.close_to(structure.depth)
    if "-->" in text[4:]:
        structure.leaf = None
        return text.split("-->", 1)[1]
    structure.leaf = Block("comment")
    return ""


def _details(structure: Structure, rest: str, text: str) -> str | None:
    inner = structure.open[-1]
    if inner.kind == "details" and not inner.children and (match := starts.SUMMARY.match(text)):
        inner.title = match[1].strip()
        return match[2]
    match = starts.DETAILS.match(text)
    if not match:
        return None
    structure.enter(Block("details"))
    return match[1]


def _details_end(structure: Structure, rest: str, text: str) -> str | None:
    match = starts.DETAILS_END.match(text)
    places = [n for n, block in enumerate(structure.open) if block.kind == "details"]
    if not match or not places:
        return None
    if match[1].strip():
        structure.add_text(match[1])
    structure.close_to(places[-1])
    return ""


_BY_FIRST_CHARACTER = {
    ">": (_quote,),
    "#": (_heading,),
    "`": (_fence,),
    "~": (_fence,),
    "<": (_comment, _details),
    "=": (_setext,),
    "-": (_setext, _table, _rule, _item),
    "|": (_table,),
    ":": (_table, _meaning),
    "*": (_rule, _abbreviation, _item),
    "_": (_rule,),
    "+": (_item,),
    "[": (_footnote,),
    "!": (_no_terms, _callout),
    "?": (_callout,),
    **dict.fromkeys("0123456789", (_item,)),
}
