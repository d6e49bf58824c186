"""What a file says about itself: its front matter, or else its first heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

_HEADING = re.compile(r"^# +(?P<title>.+?)(?: +#+)? *$")
_UNDERLINE = re.compile(r"^=+ *$")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`]{1,3}|(?<![\w\\])_{1,2}|(?<!\\)_{1,2}(?!\w)")
_KNOWN = {"title", "tags", "date", "summary", "description", "lang", "language"}
_YAML = YAMLHandler()


@dataclass(frozen=True)
class FrontMatter:
    """What the front matter says. `lines` is how many lines it took; `problem` why it could not be read."""

    body: str
    title: str = ""
    tags: tuple[str, ...] = ()
    at: datetime | None = None
    lede: str = ""
    language: str = ""
    lines: int = 0
    problem: str = ""
    ignored: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Split YAML front matter from the body; a text without one, or with a broken one, stays whole.

    Only plain values are read (YAML's safe schema).
    """
    if not _YAML.detect(text):
        return FrontMatter(text)
    try:
        block, body = _YAML.split(text)
        said = _YAML.load(block)
    except yaml.YAMLError as error:
        return FrontMatter(text, problem=f"front matter is not YAML ({_reason(error)}); kept as text")
    except ValueError:
        return FrontMatter(text)
    if not isinstance(said, dict):
        return FrontMatter(text)
    body = body.removeprefix("\n")
    return FrontMatter(
        body,
        title=_line(said.get("title")),
        tags=_tags(said.get("tags")),
        at=_moment(said.get("date")),
        lede=_line(said.get("summary") or said.get("description")),
        language=_line(said.get("lang") or said.get("language")),
        lines=text.count("\n") - body.count("\n"),
        problem=_date_problem(said.get("date")),
        ignored=tuple(sorted(str(key) for key in said if key not in _KNOWN)),
    )


def split_heading(body: str) -> tuple[str, str, int]:
    """Return (the title in the first heading, the body without it, how many lines it took).

    The heading counts only when it is the first thing in the text, as `# Title` or underlined with `=`.
    """
    lines = body.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return "", body, 0
    match = _HEADING.match(lines[start])
    taken = start + 1
    if match:
        title = match["title"]
    elif taken < len(lines) and _UNDERLINE.match(lines[taken]):
        title, taken = lines[start], taken + 1
    else:
        return "", body, 0
    while taken < len(lines) and not lines[taken].strip():
        taken += 1
    return plain(title), "\n".join(lines[taken:]), taken


def plain(title: str) -> str:
    """Return a heading's words without Markdown signs."""
    return re.sub(r"\\(.)", r"\1", _MARKUP.sub(r"\1", title)).strip()


def _date_problem(value: Any) -> str:
    return "" if value is None or _moment(value) else f"date not understood: {value}"


def _reason(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "cannot be read"
    return f"line {mark.line + 2}: {problem}" if mark else problem


def _line(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float | date) else ""


def _tags(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(tag for tag in map(_line, value) if tag))


def _moment(value: Any) -> datetime | None:
    """Return the date as a moment (UTC unless it says otherwise), or None."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None
