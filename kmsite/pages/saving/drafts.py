"""What a writer hands in: cleaned, compared with a revision, merged with what others wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from kmsite.pages.models import Revision
from kmsite.pages.refusing import Conflict, TextRefused
from kmsite.pages.tags.tagging import canonical, mean_the_same
from kmsite.text.merge import merge3
from kmsite.text.names import LineTooLong, clean_line, name_key
from kmsite.text.structured import merge_structures

LONGEST_TITLE, LONGEST_LEDE, LONGEST_SUMMARY, LONGEST_KEY, LONGEST_FORM_KEY = 200, 500, 300, 400, 64
LINES = ("title", "lede")
"""What a page says in one line: it conflicts as a whole."""
SHARED = frozenset({"lede", "tags"})
"""What the structure of every revision holds; the rest of it is the entry of its kind."""

_LINE_END = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Draft:
    """A title, a lede, tags and a body, as they would be kept in a revision.

    `entry` is what the kind of page keeps beside them (`kinds.Entry`).
    """

    title: str
    lede: str
    tags: tuple[str, ...]
    body: str
    entry: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, revision: Revision) -> Draft:
        """Return what `revision` says."""
        structure = revision.structure
        return cls(
            title=revision.title,
            lede=structure.get("lede", ""),
            tags=tuple(structure.get("tags", ())),
            body=revision.body,
            entry={name: part for name, part in structure.items() if name not in SHARED},
        )

    def changed(
        self,
        *,
        title: str | None = None,
        lede: str | None = None,
        tags: Iterable[str] | None = None,
        body: str | None = None,
        entry: Mapping[str, Any] | None = None,
    ) -> Draft:
        """Return this draft with what was given, cleaned; None leaves a field as it is.

        Raises TextRefused for an empty or too long title, a too long lede and tags that cannot be kept.
        """
        return replace(
            self,
            title=self.title if title is None else clean_title(title),
            lede=self.lede if lede is None else clean_field(lede, LONGEST_LEDE, _("The summary")),
            tags=self.tags if tags is None else canonical(tags),
            body=self.body if body is None else clean_body(body),
            entry=self.entry if entry is None else entry,
        )

    def structure(self) -> dict[str, object]:
        """Return what is kept in a revision beside title and body."""
        return {"lede": self.lede, "tags": list(self.tags), **self.entry}

    def said(self) -> dict[str, Any]:
        """Return everything as `editing.revise` takes it."""
        return {name: getattr(self, name) for name in ("title", "lede", "tags", "body", "entry")}

    def says(self, other: Draft) -> bool:
        """Say whether both are the same text; the order and the case of tags are no difference."""
        mine, theirs = ((one.title, one.lede, one.body, _said(one.entry)) for one in (self, other))
        return mine == theirs and mean_the_same(self.tags, other.tags)


EMPTY = Draft(title="", lede="", tags=(), body="")


def merged(base: Revision, theirs: Revision, mine: Draft) -> Draft:
    """Return `mine`, started from `base`, with what was changed until `theirs`.

    Bodies merge by line and word, tags as sets; a title or lede that both changed differently conflicts.
    Raises Conflict with everything needed to let the writer decide.
    """
    old, current = Draft.of(base), Draft.of(theirs)
    merge = merge3(old.body, mine.body, current.body)
    conflicting = tuple(
        name for name in LINES if len({getattr(old, name), getattr(mine, name), getattr(current, name)}) == 3
    )
    entry, clashes = merge_structures(_said(old.entry), _said(mine.entry), _said(current.entry))
    if merge.text is None or conflicting or clashes:
        fields = conflicting if merge.text is not None else ("body", *conflicting)
        raise Conflict(base, theirs, mine, merge, fields, tuple(clashes))
    return _together(old, mine, current, merge.text, entry)


def settled(
    conflict: Conflict,
    places: Iterable[str],
    lines: Mapping[str, str],
    entry: Mapping[str, Any] | None = None,
) -> Draft:
    """Return what comes of `conflict` with the text `places` chosen for each place that clashes, in order.

    `lines` holds the title and the lede, where these clash, `entry` what was chosen for its clashes, by path.
    """
    chosen = iter(places)
    chunks = conflict.merge.chunks
    body = "".join(next(chosen) if chunk.kind == "conflict" else chunk.text for chunk in chunks)
    old, current = Draft.of(conflict.base), Draft.of(conflict.theirs)
    entries = (_said(draft.entry) for draft in (old, conflict.draft, current))
    said, _clashes = merge_structures(*entries, entry)
    return replace(_together(old, conflict.draft, current, body, said), **lines)


def _together(old: Draft, mine: Draft, current: Draft, body: str, entry: Mapping[str, Any]) -> Draft:
    return Draft(
        title=mine.title if current.title == old.title else current.title,
        lede=mine.lede if current.lede == old.lede else current.lede,
        tags=_merged_tags(old.tags, mine.tags, current.tags),
        body=clean_body(body),
        entry=entry,
    )


def clean_title(title: str) -> str:
    """Return `title` as it is kept; raises TextRefused when it is empty, too long or no name at all."""
    title = clean_field(title, LONGEST_TITLE, _("The title"))
    key = name_key(title)
    if not key:
        raise TextRefused(_("A page needs a title with at least one letter or digit."))
    if len(key) > LONGEST_KEY:
        raise TextRefused(_("The title is too long."))
    return title


def clean_field(line: str, limit: int, name: str) -> str:
    """Return a one-line field as it is kept; raises TextRefused when it has more than `limit` characters."""
    try:
        return clean_line(line, limit)
    except LineTooLong:
        raise TextRefused(
            _("%(name)s is longer than %(limit)d characters.") % {"name": name, "limit": limit}
        ) from None


def clean_body(body: str) -> str:
    """Return `body` with line feeds only, no control characters, and one line feed at its end if any."""
    body = _CONTROL.sub("", _LINE_END.sub("\n", body)).rstrip()
    return f"{body}\n" if body else ""


def _said(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return `entry` without what is only told beside it, such as the titles of other pages."""
    return {name: part for name, part in entry.items() if not name.startswith("_")}


def _keys(tags: Iterable[str]) -> set[str]:
    return {name_key(tag) for tag in tags}


def _merged_tags(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    if not _keys(base) == _keys(mine) == _keys(theirs):  # one may say a former name of what another says
        base, mine, theirs = canonical(base), canonical(mine), canonical(theirs)
    old, kept, current = _keys(base), _keys(mine), _keys(theirs)
    keys = (kept & current) | (kept - old) | (current - old)
    spelling = {name_key(tag): tag for tag in (*mine, *theirs)}
    return tuple(spelling[key] for key in sorted(keys))
