"""A conflict as its second writer sees it: the places that clash, and a text to go on from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.forms import ArticleForm, written_on
from kmsite.pages.comparing import bounded
from kmsite.pages.editing import Conflict
from kmsite.text.diff import Comparison, compare
from kmsite.text.merge import Chunk, Merge

WHOLE = 10_000
"""Lines of context: a spot is shown without folding what is equal in it."""
MOST_SPOTS, MOST_ROWS = 100, 500
"""Places that are shown, and lines of each that are marked; all of both texts stands on the page besides."""


@dataclass(frozen=True)
class Spot:
    """One place where two people wrote different things: both texts, and how mine differs from theirs."""

    mine: str
    theirs: str
    comparison: Comparison
    left_out: int


@dataclass(frozen=True)
class Clash:
    """A field of one line that two people changed differently."""

    label: str
    theirs: str
    mine: str


def resolution(form: ArticleForm, conflict: Conflict) -> dict[str, Any]:
    """Return what the conflict page shows.

    The form stands on the newest revision and holds the merged text, with the writer's own words where the
    two clash; the other's words stand beside it, so that neither text is lost.
    """
    return {
        "page": form.page,
        "theirs": conflict.theirs,
        "mine": conflict.mine,
        "clashes": clashes(form, conflict),
        "spots": spots(conflict.merge),
        "spots_left_out": max(len(conflict.merge.conflicts) - MOST_SPOTS, 0),
        "form": form.after(conflict, merged_for(conflict.merge)),
        "nav": "articles",
    }


def spots(merge: Merge) -> list[Spot]:
    """Return the first places that a person must decide, in the order of the text."""
    return [_spot(one) for one in merge.conflicts[:MOST_SPOTS]]


def _spot(one: Chunk) -> Spot:
    comparison, left_out = bounded(compare(one.theirs.rstrip(), one.mine.rstrip(), WHOLE), MOST_ROWS)
    return Spot(one.mine, one.theirs, comparison, left_out)


def clashes(form: ArticleForm, conflict: Conflict) -> list[Clash]:
    """Return the one-line fields that both changed."""
    theirs = written_on(conflict.theirs)
    names = [name for name in conflict.fields if name != "body"]
    return [Clash(form[name].label, theirs[name], form.cleaned_data[name]) for name in names]


def merged_for(merge: Merge) -> str:
    """Return the merged text with the second writer's words at every conflict."""
    return "".join(chunk.mine if chunk.kind == "conflict" else chunk.text for chunk in merge.chunks)
