"""What an attached file may be called."""

from __future__ import annotations

from kmsite.text.names import clean_line

MAX_NAME = 200


def clean_name(name: str) -> str:
    """Return a file's name without folders, control and bidi characters or leading dots, at most 200 long.

    A long name keeps its ending. Never empty: what has no name is called "file".
    """
    last = name.replace("\\", "/").split("/")[-1]
    cleaned = clean_line(last[-4 * MAX_NAME :], 4 * MAX_NAME).lstrip(". ") or "file"
    if len(cleaned) <= MAX_NAME:
        return cleaned
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending) > 16:
        return cleaned[:MAX_NAME]
    return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"
