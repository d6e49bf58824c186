"""Showing: the pages of one screen with their titles, passages and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models.functions import Left

from kmsite.pages import kinds
from kmsite.pages.index.prior import FRESHNESS, TRUST, USE, Weight, parts
from kmsite.pages.models import Name, Page
from kmsite.search.answers import Found, Match, Reasons
from kmsite.search.explaining import Forms, forms, matches
from kmsite.search.hits import Hit
from kmsite.search.ranking import Points
from kmsite.search.reading import Asked, Reading
from kmsite.text.excerpts import marked_forms, passage
from kmsite.text.folding import fold
from kmsite.text.names import name_key

MOST_READ = 256 * 1024
"""Characters of a text that are read for a passage: what stands behind them is in no index."""


def shown(
    reader: Any, asked: Asked, readings: Sequence[Reading], order: Sequence[tuple[Hit, Points]]
) -> list[Found]:
    """Return what a screen shows of the pages in `order`. Four statements, whatever they hold."""
    pages = _pages(reader, [hit.page for hit, _points in order])
    order = [(hit, points) for hit, points in order if hit.page in pages]
    marks = _marks(readings, [hit for hit, _points in order], pages)
    met = matches(asked, readings, [hit.page for hit, _points in order])
    weights = parts(hit.page for hit, _points in order) if order else {}
    named = _named(asked, [hit.page for hit, _points in order if hit.is_named])
    return [
        _found(
            pages[hit.page],
            hit,
            marks,
            named.get(hit.page, ""),
            _reasons(hit, points, _matched(hit, asked, readings, met), weights[hit.page]),
        )
        for hit, points in order
    ]


def shown_alone(reader: Any, readings: Sequence[Reading], order: Sequence[tuple[Hit, Points]]) -> list[Found]:
    """Return what `shown` does, without reasons and names. Two statements."""
    pages = _pages(reader, [hit.page for hit, _points in order])
    hits = [hit for hit, _points in order if hit.page in pages]
    marks = _marks(readings, hits, pages)
    return [_found(pages[hit.page], hit, marks, "", Reasons()) for hit in hits]


def _marks(readings: Sequence[Reading], hits: Iterable[Hit], pages: Mapping[int, Page]) -> Forms:
    said = ((hit.language, f"{pages[hit.page].title} {_text(pages[hit.page])}") for hit in hits)
    return forms(readings, said)


def _pages(reader: Any, ids: Sequence[int]) -> dict[int, Page]:
    pages = Page.objects.visible_to(reader).select_related("current__by", "parent__parent")
    pages = pages.defer("current__body", "current__structure")
    return pages.annotate(beginning=Left("rendering__text", MOST_READ)).in_bulk(ids)


def _text(page: Page) -> str:
    return page.beginning or ""


def _found(page: Page, hit: Hit, marks: Forms, named: str, reasons: Reasons) -> Found:
    said = marks.of(hit.language)
    return Found(
        page=page,
        sections=_above(page),
        title=marked_forms(page.title, said),
        passage=passage(_text(page), said),
        status=hit.status,
        status_label=str(kinds.of(hit.kind).called(hit.status)) if hit.status else "",
        named=named,
        reasons=reasons,
    )


def _above(page: Page) -> list[Page]:
    """Return the parent and its parent, the nearest last: whoever may read a page may read those above."""
    parent = page.parent
    return [section for section in (parent.parent if parent else None, parent) if section]


def _named(asked: Asked, pages: Sequence[int]) -> dict[int, str]:
    """Return the name by which each of `pages` was meant, as it is written; none that is only for search."""
    if not pages:
        return {}
    bare = asked.question.text.replace('"', " ")
    found = Name.objects.filter(page__in=pages, key__in=[name_key(bare), name_key(fold(bare))])
    rows = found.exclude(kind=Name.Kind.HIDDEN).order_by("-id").values_list("page", "text")
    return dict(rows)


def _matched(
    hit: Hit, asked: Asked, readings: Sequence[Reading], met: Mapping[int, tuple[Match, ...]]
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """Return what matched on a page, and the words that it has not; stop words of its language aside."""
    matched = met.get(hit.page, ())
    stands = {match.word for match in matched}
    lexemes = next((one.lexemes for one in readings if hit.language in one.languages), {})
    wanted = [piece.typed for piece in asked.question.pieces if piece.folded in lexemes]
    by_name = any(match.is_synonym for match in matched)
    return matched, () if by_name else tuple(word for word in wanted if word not in stands)


def _reasons(
    hit: Hit, points: Points, matched: tuple[tuple[Match, ...], tuple[str, ...]], weight: Weight
) -> Reasons:
    """Return why a page is there; what its prior added is shared out as it is weighed today."""
    share = points.prior / weight.prior if weight.prior else 0.0
    return Reasons(
        is_named=hit.is_named,
        is_titled=hit.is_titled,
        is_in_order=hit.is_in_order,
        matches=matched[0],
        missing=matched[1],
        text=points.text,
        exactness=points.exactness,
        trust=share * TRUST * weight.trust,
        use=share * USE * weight.use,
        freshness=share * FRESHNESS * weight.freshness,
    )
