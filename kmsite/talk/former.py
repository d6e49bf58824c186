"""What a comment said before it was edited, each text beside the one that came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmsite.pages.clashes.comparing import bounded
from kmsite.talk.models import Comment
from kmsite.text.diff import Comparison, compare


@dataclass(frozen=True)
class Text:
    """One of the texts of a comment; `comparison` tells what it changed, and is None for the first."""

    number: int
    body: str
    at: datetime
    comparison: Comparison | None


def former_texts(comment: Comment) -> list[Text]:
    """Return all texts of `comment`, the newest first."""
    said = [(one.number, one.body, one.at) for one in comment.versions.order_by("number")]
    said.append((comment.number, comment.body, comment.edited_at or comment.at))
    before = [None, *(body for _number, body, _at in said)]
    texts = [
        Text(number, body, at, None if old is None else bounded(compare(old, body))[0])
        for (number, body, at), old in zip(said, before, strict=False)
    ]
    return texts[::-1]
