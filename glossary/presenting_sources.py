"""A source as people read it: short where it is cited, with all that is known, and missing, in a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms.models import model_to_dict
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from glossary.entry import Entry
from glossary.models import Source
from glossary.sourcing import missing
from kmsite.text.excerpts import excerpt

DOI = "https://doi.org/"
MOST_NAMED = 2
"""Authors who are named where a source is cited; of more, the first one "et al." (APA, section 8.17)."""
LONGEST_TITLE = 40
_YEAR = re.compile(r"\b(?:1[0-9]|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in words: who, what, where it was published, when; `missing` names what is not known.

    `short` is what it is cited as, a name and a year; `id` is that of its record.
    """

    id: int
    short: str
    kind: str
    by: str
    title: str
    container: str
    when: str
    url: str
    year: int | None = None
    quoted_in: int | None = None
    missing: list[str] = field(default_factory=list)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing of it is known that could be shown."""
        return not (self.by or self.title or self.container)

    @property
    def anchor(self) -> str:
        """The id that it has in the list of sources of its page."""
        return f"s-{self.id}"


def source_of(entry: Entry, id: int | None) -> SourceView | None:
    """Return the source `id` as `entry` keeps it by value; None for none."""
    said = entry.source(id)
    return seen(id, said) if id and said else None


def source_now(source: Source | None) -> SourceView | None:
    """Return `source` as its record says by now; None for none."""
    return seen(source.pk, model_to_dict(source)) if source else None


def seen(id: int, said: Mapping[str, Any]) -> SourceView:
    """Return the source `id`, given by its columns, in words."""
    return SourceView(
        id=id,
        short=_short(said),
        kind=str(Source.Kind(said["kind"]).label),
        by=_by(said),
        title=said["title"],
        container=", ".join(part for part in (said["container"], said["publisher"]) if part),
        when=str(said["date_text"] or said["year"] or ""),
        url=f"{DOI}{said['doi']}" if said["doi"] else said["url"],
        year=said["year"],
        quoted_in=said["quoted_in"],
        missing=missing(said),
    )


def listed(sources: Iterable[SourceView | None]) -> list[SourceView]:
    """Return `sources`, each once, in the order of what they are cited as."""
    by_id = {source.id: source for source in sources if source}
    return sorted(by_id.values(), key=lambda source: (source.short.casefold(), source.id))


def _by(said: Mapping[str, Any]) -> str:
    if said["kind"] == Source.Kind.PERSON:
        return ", ".join(part for part in (said["authors"], said["role"], said["organisation"]) if part)
    return said["authors"] or said["organisation"]


def _short(said: Mapping[str, Any]) -> str:
    """Return "Argyris and Schön, 1978": family names, or what stands for them, and the year."""
    title = excerpt(said["title"] or said["container"] or said["publisher"], LONGEST_TITLE)
    by = _family_names(said["authors"]) or said["organisation"] or title or _("unknown source")
    year = said["year"] or next(iter(_YEAR.findall(said["date_text"])), "")
    return f"{by}, {year}" if year else by


def _family_names(authors: str) -> str:
    names = [name for author in authors.split(";") if (name := author.split(",")[0].strip())]
    if len(names) > MOST_NAMED:
        return _("%s et al.") % names[0]
    return get_text_list(names, _("and"))
