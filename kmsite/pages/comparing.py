"""What differs between two revisions of a page: title, structure and text, each compared by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Revision
from kmsite.text.diff import Comparison, compare
from kmsite.text.rendering import MAX_SOURCE_BYTES

LABELS = {"title": _("Title"), "lede": _("In a sentence"), "tags": _("Tags"), "body": _("Text")}


MOST_ROWS = 2_000
"""Lines of one part that are shown: a comparison of all 100,000 would be 30 megabytes of HTML."""


@dataclass(frozen=True)
class Difference:
    """One part of a page that is not the same, under the name that people know it by.

    `comparison` has the first MOST_ROWS rows at most, `left_out` says how many more there are.
    """

    label: str | Promise
    comparison: Comparison
    left_out: int = 0


def comparison(old: Revision, new: Revision, leave_out: Iterable[str] = ()) -> list[Difference]:
    """Return the parts that differ, the text last, without those named in `leave_out`."""
    parts = [
        {name: text for name, text in _parts(one).items() if name not in leave_out} for one in (old, new)
    ]
    return differences(*parts)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Compare two mappings of part to text (or list of words), of which "body" is the long one."""
    names = [name for name in {**old, **new} if name != "body"] + ["body"]
    found = ((name, compare(_text(old.get(name)), _text(new.get(name)))) for name in names)
    return [_shown(LABELS.get(name, name), rows) for name, rows in found if not rows.is_same]


def bounded(whole: Comparison, most: int = MOST_ROWS) -> tuple[Comparison, int]:
    """Return `whole` with at most its first `most` rows, and how many rows that leaves out."""
    left_out = max(len(whole.rows) - most, 0)
    return (replace(whole, rows=whole.rows[:most]) if left_out else whole), left_out


def _shown(label: str | Promise, whole: Comparison) -> Difference:
    return Difference(label, *bounded(whole))


def _parts(revision: Revision) -> dict[str, Any]:
    return {"title": revision.title, **revision.structure, "body": revision.body}


def _text(value: Any) -> str:
    """Return what is compared of a part: no more than a page can hold, a draft may be far longer."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return text[:MAX_SOURCE_BYTES]
