"""References: link definitions such as [pump]: /articles/pump/ "The pump"."""

import html
import re
from collections.abc import Callable

_DEFINITION = re.compile(
    r"\[((?:\\.|[^\[\]\\]){1,999})\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)"
    r"(?:(?:[ \t]+|[ \t]*\n[ \t]*)(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"
    r"(?=[ \t]*(?:\n|$)))?"
    r"[ \t]*(?:\n|$)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def take_references(
    lines: list[str], references: dict[str, tuple[str, str | None]], tick: Callable[[], None]
) -> list[str]:
    """Store the definitions at the beginning of a paragraph and return the lines that are left."""
    text = "\n".join(lines)
    start = 0
    while text.startswith("[", start) and (match := _DEFINITION.match(text, start)):
        tick()
        key = reference_key(match[1])
        if not key:
            break
        url = match[2][1:-1] if match[2].startswith("<") else match[2]
        references.setdefault(key, (_meant(url), _meant(match[3][1:-1]) if match[3] else None))
        start = match.end()
    rest = text[start:]
    return rest.split("\n") if rest.strip() else []


def _meant(text: str) -> str:
    """Return `text` with escaped signs and entities as the characters they mean."""
    return html.unescape(_ESCAPED.sub(r"\1", text))


def reference_key(label: str) -> str:
    """Return the form in which a link's label is looked up."""
    return " ".join(_ESCAPED.sub(r"\1", label).replace("`", "").split()).casefold()
