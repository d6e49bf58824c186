"""Plain text of clean HTML, for search and excerpts."""

import re
from html import unescape

# nh3 quotes every value and escapes quotation marks in it, so a tag ends at the first ">" outside of them.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^\"<>]|\"[^\"]*\")*)>")
# fmt: off
_BREAKING = frozenset(
    {
        "p", "li", "dt", "dd", "tr", "blockquote", "pre", "div", "h1", "h2", "h3", "h4", "h5", "h6", "br",
        "hr", "aside", "summary", "details", "table", "ul", "ol", "dl", "section", "td", "th",
    }
)
# fmt: on
_UNSEEN = ('class="vh"', 'class="box"', 'class="footnote-back"', 'class="footnote-ref"')
_GAPS = re.compile(r"(?<![ \t])[ \t]*\n\s*")


def plain_text(html: str) -> str:
    """Return what a reader sees of clean `html`: a line for each block and each line of code, no markup."""
    parts: list[str] = []
    start, skipped, is_kept = 0, "", False
    for tag in _TAG.finditer(html):
        if not skipped:
            piece = html[start : tag.start()]
            parts.append(piece if is_kept else piece.replace("\n", " "))
        elif tag[1] and tag[2] == skipped:
            skipped = ""
        start = tag.end()
        is_kept = not tag[1] if tag[2] == "pre" else is_kept
        if not skipped and not tag[1] and any(name in tag[3] for name in _UNSEEN):
            skipped = tag[2]
        elif tag[2] in _BREAKING:
            parts.append("\n")
    parts.append(html[start:])
    return _GAPS.sub("\n", unescape("".join(parts))).strip()
