"""Fences: which lines of a text stand inside a fenced block of code."""

import re
from collections.abc import Sequence

_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*+(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)", re.MULTILINE
)


def fenced(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it is code or a fence; one that nobody closes goes on to the end."""
    fence, inside = "", []
    for line in lines:
        before = fence
        if "```" in line or "~~~" in line:
            fence = fence_after(fence, line)
        inside.append(bool(before or fence))
    return inside


def fence_after(fence: str, text: str) -> str:
    """Return the fence that is open after the lines of `text`, "" for none, if `fence` was open before."""
    if "```" not in text and "~~~" not in text:
        return fence
    for found in _FENCE.finditer(text):
        here, rest = found["fence"], found["rest"]
        if not fence:
            fence = "" if here[0] == "`" and "`" in rest else here
        elif here.startswith(fence) and not rest.strip():
            fence = ""
    return fence


def has_fence(text: str) -> bool:
    """Say whether a line of `text` may open or close a block of code."""
    return ("```" in text or "~~~" in text) and bool(_FENCE.search(text))
