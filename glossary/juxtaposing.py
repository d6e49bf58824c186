"""Putting terms side by side: what each says, what they share, and what is claimed between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from glossary.comparison_text import COMMON, Cell, ComparisonText
from glossary.entry import Entry
from glossary.models import Relation, Term
from glossary.presenting import TermView, present
from glossary.presenting_relations import Ref
from glossary.presenting_sources import SourceView, listed, seen, source_now
from glossary.relating import KINDS
from kmsite.pages.models import Page
from kmsite.pages.names.naming import resolve
from kmsite.text.links import Target, keys_of, lay
from kmsite.text.shared_words import SharedWords, shared_words


@dataclass(frozen=True, slots=True)
class Column:
    """A term as it stands beside others; the words of its definitions are marked by who shares them."""

    term: Term
    view: TermView
    only: tuple[str, ...]
    has_definition: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What one of the terms is to another, worded from both sides."""

    term: Ref
    wording: str | Promise
    inverse: str | Promise
    to: Ref
    is_symmetric: bool
    stance: str
    stance_label: str
    source: SourceView | None
    note: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a criterion, under the name of its term; `title` is empty in what is in common."""

    title: str
    html: SafeString
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A criterion: what is in common, and a cell for each term."""

    id: str
    criterion: str
    common: CellView | None
    cells: list[CellView]

    @property
    def has_cells(self) -> bool:
        """Whether anything is said of one term alone."""
        return any(cell.html for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TextView:
    """What was written about the terms: `titles` are those of its columns, in order."""

    titles: list[str]
    intro: SafeString
    why: SafeString
    rows: list[RowView]
    sources: list[SourceView]


def with_texts(terms: Sequence[Term]) -> list[Term]:
    """Return `terms`, in this order, with all that stands in a column. One statement."""
    found = Term.objects.live().select_related("current", "rendering", "domain", "replaced_by")
    found = found.defer("current__body", "rendering__text", "rendering__toc", "rendering__html")
    by_id = found.in_bulk([term.pk for term in terms])
    return [by_id[term.pk] for term in terms if term.pk in by_id]


def columns_of(terms: Sequence[Term], targets: Mapping[str, Target]) -> tuple[list[Column], SharedWords]:
    """Return the columns of `terms`, which come `with_texts`, and the words that they share."""
    entries = [Entry.of(term.current.structure) for term in terms]
    parts = [_defining(term, entry) for term, entry in zip(terms, entries, strict=True)]
    words = shared_words([pieces.values() for pieces in parts])
    columns = []
    for term, entry, pieces, only in zip(terms, entries, parts, words.only, strict=True):
        html = {id: words.marked(lay(piece, targets)) for id, piece in pieces.items()}
        columns.append(Column(term, _view(term, entry, html), only, bool(entry.definitions)))
    return columns, words


def stored_html(terms: Sequence[Term], *texts: ComparisonText) -> list[str]:
    """Return all HTML in which wiki links wait to be laid."""
    parts = [part for term in terms for part in term.rendering.parts.values()]
    return parts + [html for text in texts for html in text.told.get("html", {}).values()]


def targets_for(user: Any, pieces: Iterable[str]) -> dict[str, Target]:
    """Return where the wiki links in `pieces` of stored HTML lead, as far as `user` may see it."""
    keys = {key for piece in pieces for key in keys_of(piece)}
    if not keys:
        return {}
    found = resolve(None, keys)
    there = Page.objects.visible_to(user).filter(pk__in=[page.pk for page in found.values()])
    seen_pages = {*there.values_list("pk", flat=True)}
    leads = {key: page for key, page in found.items() if page.pk in seen_pages}
    return {key: Target(page.get_absolute_url(), page.title) for key, page in leads.items()}


def claims_between(terms: Sequence[Term]) -> list[ClaimView]:
    """Return what `terms` are to one another; what reads the same from both sides stands once."""
    by_id = {term.pk: term for term in terms}
    rows = Relation.objects.filter(term__in=by_id, to__in=by_id).select_related("source")
    order = {kind: place for place, kind in enumerate(KINDS)}
    claims: dict[Any, ClaimView] = {}
    for row in sorted(rows, key=lambda row: (order[row.kind], row.term_id, row.position)):
        pair = (row.term_id, row.to_id)
        key = (row.kind, frozenset(pair) if KINDS[row.kind].is_symmetric else pair)
        claims.setdefault(key, _claim(row, by_id))
    return list(claims.values())


def text_view(said: ComparisonText, titles: Mapping[str, str], targets: Mapping[str, Target]) -> TextView:
    """Return what `said` shows, with a column for each of `titles` (by the id of the term, in order)."""
    rows = []
    for row in said.rows:
        cells = {
            at: _cell(said, row.id, at, row.cell(at), {COMMON: "", **titles}[at], targets)
            for at in (COMMON, *titles)
        }
        common = cells.pop(COMMON)
        rows.append(RowView(row.id, row.criterion, common if common.html else None, [*cells.values()]))
    intro, why = (_laid(said.html(place), targets) for place in ("intro", "why"))
    used = [_source(said, id) for id in said.sources_used()]
    return TextView([*titles.values()], intro, why, rows, listed(used))


def sources_cited(
    columns: Iterable[Column], claims: Iterable[ClaimView], text: TextView | None
) -> list[SourceView]:
    """Return all sources that a comparison cites, each once."""
    parts = [part for column in columns for one in column.view.definitions for part in (one.source, one.via)]
    return listed([*parts, *(claim.source for claim in claims), *(text.sources if text else ())])


def _defining(term: Term, entry: Entry) -> dict[str, str]:
    """Return the stored HTML of the definitions by their ids; of a term without any, its gloss."""
    parts = {one.id: term.rendering.parts.get(one.id, "") for one in entry.definitions}
    return parts or {"gloss": str(escape(term.lede))}


def _view(term: Term, entry: Entry, html: Mapping[str, str]) -> TermView:
    return present(
        entry,
        title=term.title,
        gloss=_safe(html["gloss"]) if "gloss" in html else term.lede,
        html=html,
        body="",
        domain=term.domain and Ref(term.domain.name, term.domain.get_absolute_url()),
        replacement=term.replacement and Ref(term.replacement.title, term.replacement.get_absolute_url()),
    )


def _claim(row: Relation, terms: Mapping[int, Term]) -> ClaimView:
    kind, term, to = KINDS[row.kind], terms[row.term_id], terms[row.to_id]
    return ClaimView(
        term=Ref(term.title, term.get_absolute_url()),
        wording=kind.wording,
        inverse=kind.inverse,
        to=Ref(to.title, to.get_absolute_url()),
        is_symmetric=kind.is_symmetric,
        stance=row.stance,
        stance_label=str(row.get_stance_display()),
        source=source_now(row.source),
        note=row.note,
    )


def _cell(
    said: ComparisonText, row: str, at: str, cell: Cell, title: str, targets: Mapping[str, Target]
) -> CellView:
    return CellView(title, _laid(said.html(f"{row}/{at}"), targets), _source(said, cell.source))


def _source(said: ComparisonText, id: int | None) -> SourceView | None:
    columns = said.source(id)
    return seen(id, columns) if id and columns else None


def _laid(html: str, targets: Mapping[str, Target]) -> SafeString:
    return _safe(lay(html, targets))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - sanitised when it was rendered
