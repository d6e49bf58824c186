"""What differs between two revisions of a page: title, structure and text, each compared by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.pages import kinds
from kmsite.pages.models import Revision
from kmsite.pages.saving.drafts import Draft
from kmsite.text.diff import Comparison, compare
from kmsite.text.rendering import MAX_SOURCE_BYTES

LABELS = {
    "title": _("Title"),
    "lede": _("In a sentence"),
    "tags": _("Tags"),
    "terms": _("Links to terms"),
    "body": _("Text"),
}


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
    return compared(old.page.kind, Draft.of(old), Draft.of(new), leave_out)


def compared(kind: str, old: Draft, new: Draft, leave_out: Iterable[str] = ()) -> list[Difference]:
    """Return the parts in which two drafts of a page of `kind` differ, without those named in `leave_out`."""
    entries = [kinds.of(kind).readable(draft.entry) for draft in (old, new)]
    labels = {name: label for parts in entries for name, (label, _text) in parts.items()}
    labels |= kinds.of(kind).labels
    said = []
    for draft, parts in zip((old, new), entries, strict=True):
        whole = _parts(draft) | {name: text for name, (_label, text) in parts.items()}
        said.append({name: text for name, text in whole.items() if name not in leave_out})
    return differences(*said, labels=labels)


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], labels: Mapping[str, str | Promise] = LABELS
) -> list[Difference]:
    """Compare two mappings of part to text (or list of words), of which "body" is the long one."""
    names = [name for name in {**old, **new} if name != "body"] + ["body"]
    found = ((name, compare(_text(old.get(name)), _text(new.get(name)))) for name in names)
    labels = {**LABELS, **labels}
    return [_shown(labels.get(name, name), rows) for name, rows in found if not rows.is_same]


def bounded(whole: Comparison, most: int = MOST_ROWS) -> tuple[Comparison, int]:
    """Return `whole` with at most its first `most` rows, and how many rows that leaves out."""
    left_out = max(len(whole.rows) - most, 0)
    return (replace(whole, rows=whole.rows[:most]) if left_out else whole), left_out


def _shown(label: str | Promise, whole: Comparison) -> Difference:
    return Difference(label, *bounded(whole))


def _parts(draft: Draft) -> dict[str, Any]:
    return {"title": draft.title, "lede": draft.lede, "tags": draft.tags, "body": draft.body}


def _text(value: Any) -> str:
    """Return what is compared of a part: no more than a page can hold, a draft may be far longer."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return text[:MAX_SOURCE_BYTES]
