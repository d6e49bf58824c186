"""Front matter: the settings that other tools write above a text are shown as what they are."""

import re

_LINE = re.compile(r"\s*$|\s*#|[\w.-]+\s*:|\s+\S|\s*-\s")
_LONGEST = 60


def fenced_front_matter(lines: list[str]) -> list[str]:
    """Return `lines` with front matter at their very beginning made a block of YAML code."""
    if not lines or lines[0].rstrip() != "---":
        return lines
    end = next((n for n, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() == "---"), 0)
    if end < 2 or not all(_LINE.match(line) for line in lines[1:end]):
        return lines
    return ["~~~~~~ yaml", *lines[1:end], "~~~~~~", *lines[end + 1 :]]
