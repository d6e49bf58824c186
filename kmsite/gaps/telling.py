"""What the lines of each report say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from glossary.choosing import address_of
from kmsite.gaps import lines, listing
from kmsite.gaps.lines import Fact, Line
from kmsite.pages.index.languages import in_use_for
from kmsite.pages.models import Page, Redirect
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.search.narrowing import narrowing
from kmsite.search.reading import Asked, readings_of
from kmsite.search.totals import totals

ASKED_AT_ONCE = 20
"""Questions of which one statement tells whether they find something by now."""


def standing(pages: Sequence[Page], _reader: Any) -> list[Line]:
    """Say where pages stand and when they were changed."""
    return lines.of_pages(pages, lines.section, lines.changed)


def near(pairs: Sequence[Any], _reader: Any) -> list[Line]:
    """Say which two titles are near, and where both pages stand."""
    return [_near(pair.one, pair.other) for pair in pairs]


def astray(pages: Sequence[Page], reader: Any) -> list[Line]:
    """Say which addresses lead to pages that are gone, and what became of those; three statements."""
    old = defaultdict(list)
    for redirect in Redirect.objects.filter(page__in=pages).order_by("slug"):
        old[redirect.page_id].append(f"/{Page.SHELVES[redirect.kind]}/{redirect.slug}/")
    merged = Page.objects.readable_by(reader).filter(merged_into__in=pages).order_by("slug")
    for page in merged:
        old[page.merged_into_id].append(page.get_absolute_url())
    goals = Page.objects.visible_to(reader).in_bulk({page.merged_into_id for page in pages})
    return [
        Line(page.title, (Fact("; ".join(old[page.pk])), _became(page, goals)), page.get_absolute_url())
        for page in pages
    ]


def most_read(rows: Sequence[Any], reader: Any) -> list[Line]:
    """Say how often pages were read, and of which kind they are; one statement."""
    pages = Page.objects.visible_to(reader).in_bulk([row.page_id for row in rows])
    return [
        Line(page.title, (lines.number(row.times), lines.kind(page)), page.get_absolute_url())
        for row in rows
        if (page := pages.get(row.page_id))
    ]


def least_read(pages: Sequence[Any], _reader: Any) -> list[Line]:
    """Say how often pages were read, where they stand and when they were written."""
    return lines.of_pages(
        pages, lambda page: lines.number(page.times), lines.section, lines.written, lines.changed
    )


def fruitless(rows: Sequence[Any], reader: Any) -> list[Line]:
    """Say how often what was searched for, by how many people, and whether it finds something by now."""
    told = listing.told(rows)
    parts = (told[start : start + ASKED_AT_ONCE] for start in range(0, len(told), ASKED_AT_ONCE))
    found = {text for part in parts for text in finding_now([one.text for one in part], reader)}
    told = [one._replace(finds_now=one.text in found) for one in told]
    return [
        Line(one.text, (lines.number(one.times), lines.number(one.people), _now(one)), row=one)
        for one in told
    ]


def finding_now(texts: Sequence[str], reader: Any) -> set[str]:
    """Return those of `texts` by exactly whose words `reader` finds something; two statements."""
    read = readings_of([Asked.literally(Question.asked(text)) for text in texts], in_use_for(reader))
    asked = [(text, readings) for text, readings in zip(texts, read, strict=True) if readings]
    exactly = narrowing(reader, Choice(exactly=True))
    counts = totals(reader, [readings for _text, readings in asked], exactly)
    return {text for (text, _readings), count in zip(asked, counts, strict=True) if count}


def _near(one: Page, other: Page) -> Line:
    facts = (lines.kind(one), lines.section(one), Fact(pages=(other,)), lines.section(other))
    address = one.get_absolute_url()
    merge = f"{address}merge/?{urlencode({'parent': other.slug})}"
    return Line(one.title, facts, address, address_of([one, other]) if one.kind == one.Kind.TERM else merge)


def _now(one: listing.Fruitless) -> Fact:
    return Fact(_("it finds something")) if one.finds_now else Fact(_("still nothing"))


def _became(page: Page, goals: dict[int, Page]) -> Fact:
    if page.trashed_at:
        return Fact(_("in the trash"))
    goal = goals.get(page.merged_into_id)
    return Fact(_("merged into"), pages=(goal,)) if goal else Fact(_("merged into another page"))
