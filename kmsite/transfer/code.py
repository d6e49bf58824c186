"""Where a Markdown text is code, a comment or a table, so that links are looked for in the right places."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^(?P<indent>[ >\t]*)(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)$")
_CONTAINER = re.compile(r"^\s*(?:[-+*]|\d{1,9}[.)])\s|^\s*(?:!!!|\?\?\?)|^\[\^[^\]]+\]:|^:\s")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_DELIMITERS = re.compile(r"^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
BLANK = "\0"


def masked(source: str) -> str:
    """Return the text, equally long, with every character of code and comments replaced by NUL."""
    lines = source.split("\n")
    kept = _mask_blocks(lines)
    text = "\n".join(kept)
    text = _COMMENT.sub(_blanked, text)
    paragraphs = re.split(r"(\n[ \t]*\n)", text)
    return "".join(_SPAN.sub(_blanked, paragraph) for paragraph in paragraphs)


def _blanked(match: re.Match[str]) -> str:
    return "".join("\n" if sign == "\n" else BLANK for sign in match[0])


def _mask_blocks(lines: list[str]) -> list[str]:
    """Blank fenced and indented code; indented lines below a list item or the like are not code."""
    kept: list[str] = []
    fence = ""
    in_container = False
    after_blank = True
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            kept.append(BLANK * len(line))
            if match and match["fence"].startswith(fence) and not match["rest"].strip():
                fence = ""
            after_blank = False
            continue
        if match and not (match["fence"][0] == "`" and "`" in match["rest"]):
            fence = match["fence"]
            kept.append(BLANK * len(line))
            continue
        indented = line.startswith(("    ", "\t"))
        in_container = _stays_in_container(line, indented, in_container, after_blank)
        may_be_code = indented and bool(line.strip()) and not in_container
        is_code = may_be_code and (after_blank or _is_code(kept))
        kept.append(BLANK * len(line) if is_code else line)
        after_blank = not line.strip()
    return kept


def _is_code(kept: list[str]) -> bool:
    return bool(kept) and kept[-1].startswith(BLANK)


def _stays_in_container(line: str, indented: bool, in_container: bool, after_blank: bool) -> bool:
    if _CONTAINER.match(line) and not (indented and not in_container):
        return True
    if not line.strip() or indented or not after_blank:
        return in_container
    return in_container and line.startswith("  ")


def table_lines(source: str) -> frozenset[int]:
    """Return the numbers of the lines, from 1, that are rows of a table."""
    lines = source.split("\n")
    rows: set[int] = set()
    for number, line in enumerate(lines):
        if number and "-" in line and "|" in line + lines[number - 1] and _DELIMITERS.match(line):
            rows.add(number)
            below = number
            while below < len(lines) and lines[below].strip():
                rows.add(below + 1)
                below += 1
    return frozenset(rows)
