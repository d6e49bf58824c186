"""What somebody narrows a search to, and the order they want it in: all of it stands in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from kmsite.pages.models import Page

SINCE: Mapping[str, int] = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days that a page may have gone unchanged, by the word in the address."""
BEST, NEWEST, OLDEST, TITLE = SORTS = ("best", "newest", "oldest", "title")
MOST_TAGS = 8
LONGEST_VALUE = 200
_WORD = re.compile(r"[\w.@+-]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which answers are wanted, by the words that stand in the address; of tags a page must carry all.

    `exactly` asks for the words as they were typed: no synonyms, no longer words, no mending.
    """

    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    community: str = ""
    person: str = ""
    status: str = ""
    language: str = ""
    since: str = ""
    sort: str = BEST
    in_archive: bool = False
    exactly: bool = False

    @classmethod
    def of(cls, asked: QueryDict) -> Choice:
        """Read an address; what nobody can have meant is left out, whatever it is."""
        since, sort = asked.get("since", ""), asked.get("sort", "")
        return cls(
            kinds=tuple(kind for kind in Page.Kind.values if kind in asked.getlist("kind")),
            tags=tuple(dict.fromkeys(filter(None, map(_word, asked.getlist("tag")))))[:MOST_TAGS],
            **{name: _word(asked.get(name, "")) for name in _SINGLE},
            since=since if since in SINCE else "",
            sort=sort if sort in SORTS else BEST,
            in_archive=asked.get("archive") == "1",
            exactly=asked.get("exactly") == "1",
        )

    def with_(self, **changed: Any) -> Choice:
        """Return this choice with some of it changed: `choice.with_(since="week")`."""
        return replace(self, **changed)

    def toggled(self, facet: str, key: str) -> Choice:
        """Return this choice with the value `key` of a facet taken, or given up where it was taken."""
        many = {"kind": "kinds", "tag": "tags"}.get(facet)
        if not many:
            return replace(self, **{facet: "" if getattr(self, facet) == key else key})
        taken = getattr(self, many)
        others = tuple(one for one in taken if one != key)
        return replace(self, **{many: others if key in taken else (*taken, key)})

    def has(self, facet: str, key: str) -> bool:
        """Say whether the value `key` of a facet is chosen."""
        many = {"kind": self.kinds, "tag": self.tags}.get(facet)
        return key in many if many is not None else bool(key) and getattr(self, facet) == key

    def cleared(self) -> Choice:
        """Return this choice with all facets given up; order, archive and exactness stay."""
        return Choice(sort=self.sort, in_archive=self.in_archive, exactly=self.exactly)

    @property
    def is_narrowed(self) -> bool:
        """Whether a value of any facet is chosen."""
        return self != self.cleared()

    def address(self, text: str = "", number: int = 1) -> str:
        """Return the part of an address that asks `text` with this choice, for screen `number`."""
        single = [(name, getattr(self, name)) for name in (*_SINGLE, "since")]
        pairs = [
            ("q", text),
            *(("kind", kind) for kind in self.kinds),
            *(("tag", tag) for tag in self.tags),
            *single,
            ("sort", "" if self.sort == BEST else self.sort),
            ("archive", "1" if self.in_archive else ""),
            ("exactly", "1" if self.exactly else ""),
            ("page", str(number) if number > 1 else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in pairs if value])


_SINGLE = ("section", "community", "person", "status", "language")


def _word(text: str) -> str:
    """Return `text` where it can be a slug, a username, a status or a language; else ""."""
    return text if len(text) <= LONGEST_VALUE and _WORD.fullmatch(text) else ""
