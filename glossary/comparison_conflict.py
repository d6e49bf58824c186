"""What somebody else wrote meanwhile in the places of a comparison that both changed, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from glossary.comparing import ComparisonConflict
from glossary.comparison_text import COMMON, ComparisonText
from glossary.models import Source
from kmsite.pages.models import Page
from kmsite.text.structured import Clash


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A place that both changed: what it is called, and what stands there in their version and in mine."""

    label: str
    theirs: str
    mine: str


def meanwhile(conflict: ComparisonConflict, terms: Sequence[Page]) -> list[Meanwhile]:
    """Return the places at which `conflict` arose, as people read them."""
    theirs = ComparisonText.of(conflict.theirs.said)
    criteria = {row.id: row.criterion for row in (*conflict.merged.rows, *theirs.rows)}
    columns = {COMMON: _("In common"), **{str(term.pk): term.title for term in terms}}
    named = {
        value
        for clash in conflict.clashes
        for value in (clash.mine, clash.theirs)
        if clash.path.endswith(" source")
    }
    sources = {source.pk: str(source) for source in Source.objects.filter(pk__in=named - {None})}
    return [_place(clash, criteria, columns, sources) for clash in conflict.clashes]


def _place(
    clash: Clash, criteria: Mapping[str, str], columns: Mapping[str, str], sources: Mapping[int, str]
) -> Meanwhile:
    part, _slash, rest = clash.path.partition("/")
    if part != "rows":
        labels = {"intro": _("Introduction"), "why": _("Why the difference matters")}
        return Meanwhile(labels[part], clash.theirs, clash.mine)
    row, _slash, column = rest.partition("/")
    at, _space, is_source = column.partition(" ")
    label = " / ".join(
        filter(None, (criteria.get(row, ""), columns.get(at, ""), _("source") if is_source else ""))
    )
    theirs, mine = (
        sources.get(value, "") if is_source else _in_words(value, columns)
        for value in (clash.theirs, clash.mine)
    )
    return Meanwhile(label, theirs, mine)


def _in_words(value: Any, columns: Mapping[str, str]) -> str:
    """Return a text, or a whole criterion; nothing is there where it was removed."""
    if not isinstance(value, Mapping):
        return value or ""
    cells = [f"{title}: {value[at]}" for at, title in columns.items() if value.get(at)]
    return "\n".join([value["criterion"], *cells])
